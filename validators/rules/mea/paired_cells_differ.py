"""Rule MEA034: modalities of the same cells have rows of the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetNames
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

FEWEST_SHARED = 0.5
"""Of the smaller table: quality control leaves out a part of the cells of one modality."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each two paired tables that share too few of their rows."""
    del card
    for pair in facts.measured.pairs if facts.measured is not None else ():
        fewest = min(pair.n_rows, pair.n_other_rows)
        if pair.n_shared >= FEWEST_SHARED * fewest:
            continue
        theirs = f", where names are such as {', '.join(pair.other_names)}" * bool(pair.other_names)
        yield Evidence(
            Location("card", pointer=f"{pair.pointer}/paired_with"),
            observed=theirs,
            count=fewest - pair.n_shared,
            total=fewest,
            examples=pair.alone,
            values={
                "table": pair.table,
                "other": pair.other_table,
                "n_shared": pair.n_shared,
                "n_rows": pair.n_rows,
                "n_other": pair.n_other_rows,
            },
        )


RULE = Rule(
    code="MEA034",
    name="paired-cells-differ",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Modalities that were measured on the same cells share the names of their rows.",
    message=(
        "{where} says that {table} and {other} are of the same cells, but only {n_shared:,} of "
        "their {n_rows:,} and {n_other:,} rows share a name: {examples} are not in {other}{observed}."
    ),
    fix=(
        "Name the rows of both tables alike (barcodes of chromatin are translated to those of RNA "
        "by the list of the kit; both need the same suffix), or remove `paired_with`."
    ),
    why=(
        "What is predicted for a cell from one modality is compared with another cell in the other, "
        "and a split that keeps pairs together does not see them."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example(
            "two cells failed in one of the modalities",
            specimen="cite",
            edits=(SetNames("obs", {0: "AC-1", 1: "AG-1"}, table="mod/prot"),),
        ),
    ),
    failing=(
        Example(
            "the names of one modality end otherwise",
            specimen="cite",
            edits=(SetNames("obs", {k: f"cell_{k}" for k in range(48)}, table="mod/prot"),),
            expect=(Expect("card:/operators/1/paired_with", 48),),
        ),
    ),
    slots=("SingleCellATAC.paired_with", "SurfaceProtein.paired_with"),
)
