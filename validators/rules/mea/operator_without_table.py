"""Rule MEA015: every operator measured something that is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

# Images, movies, points and endpoints need not be tables.
GIVES_A_TABLE = frozenset(
    (
        "SingleCellRNA", "SingleCellATAC", "SurfaceProtein", "SingleCellProteomics",
        "SpotSpatial", "BulkExpression",
    )
)  # fmt: skip


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator that gives a table and that no table names."""
    del facts
    if not card.tables:
        return
    used = {table.measured_by for table in card.tables}
    for operator in card.operators:
        has_file = getattr(operator, "fragments_file", None) is not None
        is_idle = operator.operator_id and operator.operator_id not in used
        if is_idle and operator.operator_type in GIVES_A_TABLE and not has_file:
            yield Evidence(
                Location("card", pointer=operator.pointer),
                observed=", ".join(sorted(name for name in used if name)) or "none",
                values={"operator": operator.operator_id, "kind": operator.operator_type},
            )


RULE = Rule(
    code="MEA015",
    name="operator-without-table",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Every operator measured a table of the dataset.",
    message="No table is measured by `{operator}` ({kind}); tables name {observed}.",
    fix="Name it in `measured_by` of its table, add the table, or remove the operator from the card.",
    why="A card that lists a modality promises it; who fetches the data for it finds none.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "a stained section is an image, not a table",
            edits=(
                SetCard(
                    "/operators/-",
                    {
                        "operator_id": "staining",
                        "operator_type": "Histology",
                        "scale": "section",
                        "assay_gap_note": "hematoxylin and eosin; EFO has no term",
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "surface protein that is nowhere",
            edits=(
                SetCard(
                    "/operators/-",
                    {"operator_id": "adt", "operator_type": "SurfaceProtein", "scale": "cell"},
                ),
            ),
            expect=(Expect("card:/operators/1"),),
        ),
    ),
    slots=("ModalityTable.measured_by",),
)
