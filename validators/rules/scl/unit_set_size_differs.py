"""Rule SCL010: a set has as many units as the card says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.measured import counted_sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report sets whose number of units was counted and is another."""
    for unit_set, found in counted_sets(card, facts):
        declared = unit_set.n_units
        if declared is None or found.n_units is None or declared == found.n_units:
            continue
        yield Evidence(
            Location("card", pointer=f"{unit_set.pointer}/n_units"),
            observed=f"{found.n_units:,}",
            expected=f"{declared:,}",
            values={
                "set": unit_set.unit_set_id or "",
                "place": found.place,
                "raw": found.n_units,
            },
        )


RULE = Rule(
    code="SCL010",
    name="unit-set-size-differs",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A set has as many units as the card says.",
    message="The card says that set `{set}` has {expected} units; {place} has {observed}.",
    fix="Write `n_units: {raw}` if the data are right; otherwise correct `element` or `unit_id_column` of the set, or look for units that were lost.",
    why="Every share of linked units is a share of this number.",
    check=check,
    needs_card=True,
    slots=("ScaleUnitSet.n_units", "ScaleUnitSet.unit_id_column"),
    passing=(
        Example("48 cells of 6 samples"),
        Example("no number is declared", edits=(DropCard("/unit_sets/1/n_units"),)),
    ),
    failing=(
        Example(
            "a sample that is not in the file",
            edits=(SetCard("/unit_sets/1/n_units", 7),),
            expect=(Expect("card:/unit_sets/1/n_units"),),
        ),
    ),
)
