"""Rule MAT012: what is said to be made of counts follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    AddMatrix,
    CopyRows,
    Example,
    Expect,
    NoCard,
    TransformMatrix,
)
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, RelationFacts
    from aivc.validators.rules.mat.scanned import ScannedMatrix

# Of fewer rows a single odd one decides.
FEWEST_ROWS = 10

NORMALISED = frozenset(("normalized_counts", "log_normalized"))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each normalised matrix that does not follow from the counts beside it."""
    matrices = {(m.table.name, m.name): m for m in scanned(card, facts)}
    for table in facts.tables.values():
        for relation in table.relations:
            source = matrices.get((table.name, relation.source))
            target = matrices.get((table.name, relation.target))
            if source is None or target is None or not _should_follow(source, target):
                continue
            # Matrices without a column in common, by symbol and by Ensembl, cannot be compared.
            is_known = relation.n_shared_columns > 0 and relation.n_rows >= FEWEST_ROWS
            follows = relation.relation not in _strangers(target)
            if is_known and not follows:
                yield _evidence(source, target, relation)


def _should_follow(source: ScannedMatrix, target: ScannedMatrix) -> bool:
    if not source.holds_counts or _holds_tags(target):
        return False
    if target.declared is None or not target.value_type:
        return target.name == "X" and target.scan.looks_like in NORMALISED
    parent = target.declared.derived_from_table
    return target.value_type in NORMALISED and parent in {
        None,
        source.table.path_of(source.name),
    }


def _strangers(target: ScannedMatrix) -> tuple[str, ...]:
    """Name the relations of what does not follow; logarithms may stabilise, or add a prior."""
    kind = target.value_type or target.scan.looks_like
    return ("none",) if kind == "log_normalized" else ("none", "ordered")


def _holds_tags(matrix: ScannedMatrix) -> bool:
    """Tell whether columns are tags, which are centred over cells or on empty droplets, one by one."""
    space = matrix.declared.feature_space if matrix.declared is not None else None
    return space is not None and space.feature_type in {"antibody_tag", "hashtag"}


def _evidence(source: ScannedMatrix, target: ScannedMatrix, relation: RelationFacts) -> Evidence:
    fitting = round(relation.share * relation.n_rows)
    return Evidence(
        target.location,
        observed=f"{fitting} of {relation.n_rows}",
        expected=source.table.path_of(source.name),
        count=relation.n_rows - fitting,
        total=relation.n_rows,
    )


RULE = Rule(
    code="MAT012",
    name="derived-matrix-does-not-follow",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="A normalised matrix follows from the counts beside it.",
    message=(
        "{where} is not {expected} with each row scaled, with or without a logarithm, nor in the "
        "order of its values: only {observed} sampled rows are."
    ),
    fix=(
        "If other cells, other features or corrected counts went in, say so in `derived_from_table` "
        "and `was_generated_by`; otherwise normalise {expected} again and write the result there."
    ),
    why=(
        "Two matrices of one file that describe different cells give every user another result, "
        "depending on which one is read."
    ),
    check=check,
    passing=(
        Example("log-normalised from the layer of counts", specimen="guides"),
        Example(
            "raw counts beside values that were scaled by feature",
            edits=(NoCard(), AddMatrix("raw/X", "X"), TransformMatrix("X", "scale")),
        ),
    ),
    failing=(
        Example(
            "rows of X in another order than the counts",
            specimen="guides",
            edits=(CopyRows("X", {row: 47 - row for row in range(48)}),),
            expect=(Expect("X", 48),),
        ),
    ),
    slots=("ModalityTable.derived_from_table",),
)
