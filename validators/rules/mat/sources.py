"""Find the matrix of each table that is closest to what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.rules.mat.scanned import COUNT_NAMES, scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mat.scanned import ScannedMatrix


def source_matrices(card: DatasetCard, facts: Facts) -> Iterator[ScannedMatrix]:
    """Yield one matrix per table: declared counts, a layer of counts, raw/X, or X.

    Copies of rows in it are copies in everything made from it.
    """
    best: dict[str, ScannedMatrix] = {}
    for matrix in scanned(card, facts):
        if matrix.name.startswith("obsm/"):
            continue
        known = best.get(matrix.table.name)
        if known is None or _rank(matrix) < _rank(known):
            best[matrix.table.name] = matrix
    yield from best.values()


def _rank(matrix: ScannedMatrix) -> tuple[int, str]:
    order = (
        matrix.value_type == "raw_counts",
        matrix.name in COUNT_NAMES,
        matrix.name == "raw/X",
        matrix.name == "X",
    )
    return next((i for i, is_it in enumerate(order) if is_it), len(order)), matrix.name
