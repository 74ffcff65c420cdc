"""The matrices of a file, as a card names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.facts.model import Facts


def paths_in(facts: Facts) -> Iterator[str]:
    """Yield the path of every matrix of the file."""
    for table in facts.tables.values():
        for matrix in table.matrices:
            yield table.path_of(matrix.name)
