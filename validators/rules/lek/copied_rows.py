"""What rules about copies of rows have in common: where they are, and how they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.model import ContainerKind
from aivc.validators.findings import Evidence, Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.content_facts import Copies, MatrixContent, PairContent

WITH_MATRICES = tuple(kind.value for kind in ContainerKind if kind is not ContainerKind.RECORDS)
"""Containers in which rows have content that could be copied; others are not looked at at all."""


def compared(facts: Facts) -> Iterator[tuple[MatrixContent, PairContent]]:
    """Yield every matrix that was compared, with every pair of parts."""
    content = facts.split.content if facts.split is not None else None
    for matrix in content.matrices if content is not None else ():
        for pair in matrix.pairs:
            yield matrix, pair


def location_of(matrix: MatrixContent) -> Location:
    """Return where a finding about a matrix is."""
    return Location(matrix.matrix, table=matrix.table)


def evidence_of(
    facts: Facts, matrix: MatrixContent, pair: PairContent, copies: Copies, **values: object
) -> Evidence:
    """Return the evidence of copies in a pair of parts."""
    assert facts.split is not None  # noqa: S101 - there is content only of a split
    parts = facts.split.parts
    return Evidence(
        location_of(matrix),
        count=copies.count,
        total=pair.n_rows,
        examples=tuple(f"{one} = {other}" for one, other in copies.examples),
        values={
            "evaluated": parts[pair.evaluated].name,
            "reference": parts[pair.reference].name,
            **values,
        },
    )
