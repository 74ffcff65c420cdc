"""Many cells of text as numbers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.text_bytes.encoding import text_of
from aivc.adapters.text_matrix.number_style import MISSING_WORDS, PLAIN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.adapters.text_matrix.number_style import NumberStyle

_LINE_FEED, _ZERO, _NINE = 10, 48, 57
_MOSTLY = 0.5


class NoNumberError(ValueError):
    """A cell holds no number; ``place`` is its number from 0, ``text`` what it holds."""

    def __init__(self, place: int, text: str) -> None:
        super().__init__(f"cell {place} holds {text!r}")
        self.place = place
        self.text = text


def numbers_in(cells: bytes, style: NumberStyle = PLAIN) -> NDArray[np.float64]:
    r"""Return the numbers of cells that each end in a line feed; NaN where a cell says none.

    Counts of single cells are mostly one digit; those are read without parsing.

    Raises
    ------
    NoNumberError
        A cell holds something else.

    Examples
    --------
    >>> numbers_in(b"0\n12\nNA\n2.5\n").tolist()
    [0.0, 12.0, nan, 2.5]
    """
    stored = np.frombuffer(cells, np.uint8)
    ends = np.flatnonzero(stored == _LINE_FEED)
    starts = np.concatenate([np.zeros(1, ends.dtype), ends[:-1] + 1])[: len(ends)]
    lengths = ends - starts
    first = stored[starts]
    is_digit = (lengths == 1) & (first >= _ZERO) & (first <= _NINE)
    if is_digit.mean() < _MOSTLY if len(ends) else True:
        return _parsed(cells, style, None)
    values: NDArray[np.float64] = first.astype(np.float64) - _ZERO
    others = np.flatnonzero(~is_digit)
    if len(others):
        kept = stored[np.repeat(~is_digit, lengths + 1)].tobytes()
        values[others] = _parsed(kept, style, others)
    return values


def _parsed(
    cells: bytes, style: NumberStyle, places: NDArray[np.intp] | None
) -> NDArray[np.float64]:
    fast = None if style.thousands else _by_arrow(cells, style)
    if fast is not None:
        return fast
    texts = text_of(cells).split("\n")[:-1]
    values = np.empty(len(texts))
    for place, text in enumerate(texts):
        number = style.number(text)
        if number is None:
            raise NoNumberError(place if places is None else int(places[place]), text)
        values[place] = number
    return values


def _by_arrow(cells: bytes, style: NumberStyle) -> NDArray[np.float64] | None:
    """Parse one column of plain numbers; None where a cell is none."""
    import pyarrow as pa
    from pyarrow import csv

    if not cells:
        return np.empty(0)
    options: dict[str, Any] = {
        "read_options": csv.ReadOptions(
            column_names=["v"], use_threads=False, block_size=max(len(cells) + 1, 1 << 10)
        ),
        "parse_options": csv.ParseOptions(
            delimiter="\x1f", quote_char=False, ignore_empty_lines=False
        ),
        "convert_options": csv.ConvertOptions(
            column_types={"v": pa.float64()},
            null_values=[*MISSING_WORDS, *style.missing],
            decimal_point=style.decimal,
        ),
    }
    try:
        column = csv.read_csv(pa.BufferReader(cells), **options).column("v")
    except pa.ArrowInvalid:
        return None
    return np.concatenate(
        [np.empty(0), *(chunk.to_numpy(zero_copy_only=False) for chunk in column.chunks)]
    )
