"""Tables beside wells: compounds, mechanisms, plates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.plates.column_names import bare
from aivc.adapters.plates.joining import Cells, distinct_rows, join, places_of, shared_key

if TYPE_CHECKING:
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.plates.joining import Shared
    from aivc.adapters.text_rows.rows import TextRows

NEGATIVE = "negcon"
NOTHING_NEW = "nothing that was not there"


def join_side_table(cells: Cells, side: TextRows, log: ConversionNotes) -> None:
    """Take the columns of a table to rows, by a column that both have.

    Parameters
    ----------
    cells
        Columns of the rows; those of the table are added.
    side
        The table.
    log
        Takes a note of how many rows the table knew, or why it was left alone.
    """
    file = side.path.name
    distinct = distinct_rows(side.cells)
    key = shared_key(cells, distinct)
    if key is None:
        because = "it has no column, with each value once, of which the wells have values"
        log.left_alone(file, because)
        return
    places = places_of(key.own_values, key.side_values)
    control = _negative_control(key, distinct)
    n_controls = 0
    if control is not None:
        n_controls = sum(value is None for value in key.own_values)
        places = [
            control if value is None else place
            for value, place in zip(key.own_values, places, strict=True)
        ]
    joined = join(cells, distinct, places)
    cells |= joined.cells
    added = f"obs columns {', '.join(joined.cells)}" if joined.cells else NOTHING_NEW
    n_repeated = side.n_rows - len(key.side_values)
    because = (
        f"{key.side} of the table is {key.own} of the wells; it knows {joined.n_found} of "
        f"{len(places)} rows"
    )
    if n_controls:
        because += f", {n_controls} of which name nothing and are its row of the negative control"
    if n_repeated:
        because += f"; {n_repeated} of its rows repeat another one"
    if joined.already:
        because += f"; already there: {', '.join(joined.already)}"
    log.mapped(file, added, because)


def _negative_control(key: Shared, side: Cells) -> int | None:
    """Return the row that JUMP gives wells of DMSO, which have no sample, or None."""
    kinds = next((values for name, values in side.items() if bare(name) == "controltype"), None)
    if kinds is None:
        return None
    nameless = [row for row, value in enumerate(key.side_values) if value is None]
    is_control = len(nameless) == 1 and kinds[nameless[0]] == NEGATIVE
    return nameless[0] if is_control else None
