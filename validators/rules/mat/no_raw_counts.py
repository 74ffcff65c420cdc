"""Rule MAT021: the counts are in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    Example,
    Expect,
    NoCard,
    SetCard,
    TransformMatrix,
)
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.looks import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator, ModalityTable
    from aivc.validators.facts.model import Facts

COUNTING = frozenset(
    ("SingleCellRNA", "SurfaceProtein", "SpotSpatial", "ImagingSpatial", "PooledScreen")
)

# What an image of proteins gives is light, however it was treated afterwards.
LIGHT = frozenset(("intensity", "log_intensity"))
SEEN = frozenset(("protein", "antibody_tag", "image_channel", "image_feature"))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each counting operator without a table of counts; without a card, each such table."""
    for operator in card.operators:
        tables = [t for t in card.tables if t.measured_by == operator.operator_id and t.value_type]
        held = {table.value_type for table in tables if table.value_type}
        # Counts under another name are the fault of MAT006 or MAT022.
        if any(_looks_like_counts(table, facts) for table in tables):
            continue
        if operator.operator_type == "ImagingSpatial" and all(map(_is_light, tables)):
            continue
        if _counts(operator) and held and not held & {"raw_counts", "fragments"}:
            yield Evidence(
                Location("card", pointer=operator.pointer),
                observed=" and ".join(sorted(held)),
                values={"what": f"What `{operator.operator_id}` measured"},
            )
    if not card.tables:
        yield from _by_looks(facts)


def _counts(operator: MeasurementOperator) -> bool:
    if operator.operator_type == "BulkExpression":
        return getattr(operator, "expression_platform", None) == "sequencing"
    return operator.operator_type in COUNTING


def _is_light(table: ModalityTable) -> bool:
    space = table.feature_space
    return table.value_type in LIGHT or (space is not None and space.feature_type in SEEN)


def _looks_like_counts(declared: ModalityTable, facts: Facts) -> bool:
    found = facts.resolve(declared.path_in_file or "")
    scan = found[0].scans.get(found[1].name) if found is not None else None
    return scan is not None and scan.looks_like == "counts"


def _by_looks(facts: Facts) -> Iterator[Evidence]:
    for table in facts.tables.values():
        main = table.scans.get("X")
        if main is None or table.unreadable or len(table.scans) < _n_measured(table.matrices):
            continue
        has_counts = any(scan.looks_like == "counts" for scan in table.scans.values())
        if not has_counts and main.looks_like in {"normalized_counts", "log_normalized"}:
            yield Evidence(
                Location("X", table=table.name),
                observed=in_words(main),
                values={"what": "What was counted"},
            )


def _n_measured(matrices: tuple[object, ...]) -> int:
    names = (str(getattr(matrix, "name", "")) for matrix in matrices)
    return sum(not name.startswith("obsm/") for name in names)


RULE = Rule(
    code="MAT021",
    name="no-raw-counts",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="What was measured as counts is in the file as counts.",
    message="{what} is in the file as {observed} only ({where}); the raw counts are not.",
    fix=(
        "Add the raw counts as a layer (`adata.layers['counts']`) or as `raw/X`, and list them in "
        "`tables` with `value_type: raw_counts`."
    ),
    why=(
        "Counts cannot be had back from normalised values; whoever models noise or depth, or "
        "normalises otherwise, cannot use the dataset."
    ),
    check=check,
    passing=(
        Example("log-normalised with the counts in a layer", specimen="guides"),
        Example("arrays do not count", specimen="bulk"),
        Example(
            "stains of proteins, seen in an image",
            edits=(
                SetCard("/operators/0/operator_type", "ImagingSpatial"),
                SetCard("/tables/0/value_type", "log_intensity"),
                TransformMatrix("X", "log1p_cp10k"),
            ),
        ),
    ),
    failing=(
        Example(
            "log-normalised values alone",
            edits=(
                SetCard("/tables/0/value_type", "log_normalized"),
                TransformMatrix("X", "log1p_cp10k"),
            ),
            expect=(Expect("card:/operators/0"),),
        ),
        Example(
            "the same without a card",
            edits=(NoCard(), TransformMatrix("X", "log1p_cp10k")),
            expect=(Expect("X"),),
        ),
    ),
    slots=("ModalityTable.value_type",),
)
