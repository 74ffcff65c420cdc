"""Read the rows of a table in whichever style its numbers are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.text_bytes.encoding import text_of
from aivc.adapters.text_matrix.number_style import PLAIN, NumberStyle, is_marked, style_of
from aivc.adapters.text_matrix.numbers import NoNumberError
from aivc.adapters.text_matrix.rows import blocks_of_cells, blocks_of_rows
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aivc.adapters.text_matrix.rows import RowBlock, RowLayout


def told_style(layout: RowLayout) -> NumberStyle | None:
    """Look through a whole table for how its numbers are written; None where nothing tells."""

    def telling() -> Iterator[str]:
        for cells in blocks_of_cells(layout):
            for line in cells.numbers:
                yield from (
                    c for c in text_of(line).split("\n") if is_marked(c) and not _is_plain(c)
                )

    return style_of(telling())


def _is_plain(cell: str) -> bool:
    """Tell whether a point in a cell may part decimals, as it does where nothing else is told."""
    return PLAIN.number(cell) is not None


def each_row_block(
    layout: RowLayout, begin: Callable[[], None], take: Callable[[RowBlock], None]
) -> NumberStyle:
    """Hand over the rows of a table, in whichever style its numbers are written.

    Parameters
    ----------
    layout
        Where names and numbers stand.
    begin
        Called before the first block; again where the file is read again in another style.
    take
        Called with each block.

    Returns
    -------
    NumberStyle
        How the numbers are written.

    Raises
    ------
    UnreadableInputError
        As in :func:`blocks_of_rows`, or the numbers may be read in two ways.
    """
    begin()
    try:
        for block in blocks_of_rows(layout):
            take(block)
    except UnreadableInputError as error:
        cause = error.__cause__
        if not isinstance(cause, NoNumberError) or not is_marked(cause.text):
            raise
        style = told_style(layout)
        if style is None:
            mark = "comma" if "," in cause.text else "mark"
            msg = f"{error}; whether the {mark} parts decimals or thousands, no number tells"
            raise UnreadableInputError(msg) from error
    else:
        return PLAIN
    begin()
    for block in blocks_of_rows(layout, style):
        take(block)
    return style
