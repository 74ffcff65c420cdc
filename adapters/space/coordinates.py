"""Coordinates of cells from columns of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.space.taken import TakenColumn
from aivc.storage.made.columns import MadeNumbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.space.side_tables import SideTable

PIXEL = "{pixel}"
"""How UCUM writes a unit that is none of its own: in braces."""


def coordinates_of(
    side: SideTable,
    pairs: Sequence[tuple[str, str]],
    places: NDArray[np.int64],
    log: ConversionNotes,
    unit: str,
) -> NDArray[np.float64] | None:
    """Return the coordinates of rows, None where the table has none of the pairs of columns.

    Parameters
    ----------
    side
        The table that has the coordinates.
    pairs
        Names of the columns of x and y; the first pair that is there is taken.
    places
        Row of ``side`` for each row, -1 where it has none.
    log
        Takes a note of which columns were taken.
    unit
        What they are counted in, in words.

    Raises
    ------
    UnreadableInputError
        A column holds text.
    """
    lower = {name.lower(): name for name in side.names}
    for pair in pairs:
        if all(name.lower() in lower for name in pair):
            found = [lower[name.lower()] for name in pair]
            log.mapped(", ".join(found), "obsm/spatial", f"they are centres in {unit}")
            axes = [
                TakenColumn(MadeNumbers(name, side.numbers(name)), places).numbers()
                for name in found
            ]
            return np.column_stack(axes).astype(np.float64)
    log.left_alone("obsm/spatial", f"{side.path.name} has no columns {pairs[0][0]}, {pairs[0][1]}")
    return None
