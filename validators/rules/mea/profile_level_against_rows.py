"""Rule MEA080: there are as many profiles as their level says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import DesignFacts, Facts

OF_WELLS = frozenset(("well_aggregated", "well_normalized", "feature_selected"))

SEVERAL_WELLS = 20
"""Wells of one profile each, from which on it is no matter of few cells."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator whose tables have another number of profiles for a well."""
    told: set[str] = set()
    for measured in measured_tables(card, facts):
        operator, design = measured.operator, facts.design
        level = getattr(operator, "profile_level", None)
        # Which rows are in which well is told of one table; of several it may be another.
        if design is None or not level or len(facts.tables) != 1 or operator.pointer in told:
            continue
        told.add(operator.pointer)
        wells = _rows_of_wells(card, design)
        pointer = f"{operator.pointer}/profile_level"
        if wells is None:
            if level in OF_WELLS and "well" not in design.roles:
                yield Evidence(
                    Location("card", pointer=pointer),
                    observed=str(level),
                    expected="no column says which well a row is of",
                    count=0,
                    total=design.n_rows,
                )
            continue
        repeated, n_wells = [name for name, n in wells if n > 1], len(wells)
        if level in OF_WELLS and repeated:
            most = max(n for _, n in wells)
            more = ", ..." if len(repeated) > MAX_EXAMPLES else ""
            said = (
                f"{len(repeated):,} of {n_wells:,} wells have several rows, up to {most:,}: "
                f"{', '.join(repeated[:MAX_EXAMPLES])}{more}"
            )
        elif level == "single_cell" and not repeated and n_wells >= SEVERAL_WELLS:
            said = f"each of {n_wells:,} wells has a single row"
        else:
            continue
        yield Evidence(
            Location("card", pointer=pointer),
            observed=str(level),
            expected=said,
            count=len(repeated) or n_wells,
            total=n_wells,
        )


def _rows_of_wells(card: DatasetCard, design: DesignFacts) -> list[tuple[str, int]] | None:
    """Return each well of each plate with its rows, None where wells cannot be told apart."""
    pair = design.pairs.get(("plate", "well"))
    if pair is not None:
        cells = zip(pair.left.tolist(), pair.right.tolist(), pair.counts.tolist(), strict=True)
        return [
            (f"{pair.left_names[plate]} {pair.right_names[well]}", n)
            for plate, well, n in sorted(cells)
        ]
    well = design.roles.get("well")
    if well is None or well.counts is None or len(card.plates) > 1:
        return None
    return list(zip(well.names(), well.counts.tolist(), strict=True))


def _painted(level: str) -> SetCard:
    return SetCard(
        "/operators/0",
        {
            "operator_id": "rna",
            "operator_type": "Morphology",
            "assay_ontology_term_id": "EFO:0009922",
            "scale": "well",
            "profile_level": level,
        },
    )


RULE = Rule(
    code="MEA080",
    name="profile-level-against-rows",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="There are as many profiles in a well as the level of profiles says.",
    message="{where} is {observed}, but {expected}.",
    fix=(
        "Correct `profile_level`; bind the columns of plate and well; where a well was imaged "
        "twice, tell the images apart by `site_id` and aggregate them."
    ),
    why=(
        "Several rows of a well are one measurement: taken for replicates they make every p-value "
        "small, and divided between train and test they are a leak."
    ),
    check=check,
    needs_card=True,
    operators=("Morphology",),
    slots=("Morphology.profile_level",),
    references=("https://doi.org/10.1038/s41596-023-00840-9",),
    passing=(
        Example("one profile for each well", edits=(_painted("well_normalized"),)),
        Example(
            "cells, several of which are in a well",
            edits=(_painted("single_cell"), SetColumn("obs", "well_position", "A01")),
        ),
    ),
    failing=(
        Example(
            "profiles of wells, of which one has two rows",
            edits=(
                _painted("well_aggregated"),
                SetColumn("obs", "well_position", {0: "A01", 1: "A01"}),
            ),
            expect=(Expect("card:/operators/0/profile_level", 1),),
        ),
        Example(
            "profiles of cells, of which each has a well of its own",
            edits=(_painted("single_cell"),),
            expect=(Expect("card:/operators/0/profile_level", 48),),
        ),
    ),
)
