"""Words for values, rows and lists in the documentation of examples."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aivc.schema.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_SHOWN = 6
LONGEST_SHOWN = 60


def code(text: object) -> str:
    r"""Return text as inline code of Markdown, on one line.

    Examples
    --------
    >>> code("a`b"), code("tab\t"), code("")
    ('`` a`b ``', '`tab\\t`', '`""`')
    """
    plain = visible(str(text)) or '""'
    if len(plain) > LONGEST_SHOWN:
        plain = f"{plain[: LONGEST_SHOWN - 1]}…"
    if "`" in plain:
        return f"`` {plain} ``"
    # Markdown strips spaces at the ends of code only where there are spaces at both.
    return f"`{plain}`" if plain.strip() else f"`{plain!r}`"


def value_in_words(value: Any) -> str:
    """Return a single value as words or code.

    Examples
    --------
    >>> value_in_words(None), value_in_words(float("nan")), value_in_words(True)
    ('missing', '`NaN`', '`true`')
    """
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return code(str(value).lower())
    if isinstance(value, float) and math.isnan(value):
        return code("NaN")
    return code(value)


def is_single(value: Any) -> bool:
    """Tell whether a value fits into a sentence."""
    return not isinstance(value, Mapping | list | tuple)


def listed(words: Iterable[str], most: int = MOST_SHOWN) -> str:
    """Join words with commas and an `and`, leaving out what is too much.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed("abcdefgh", most=2)
    ('a, b and c', 'a, b and 6 more')
    """
    every = list(words)
    if len(every) > most:
        every = [*every[:most], f"{len(every) - most} more"]
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}"


def rows_in_words(rows: Sequence[int]) -> str:
    """Return row positions as ranges.

    Examples
    --------
    >>> rows_in_words([0]), rows_in_words([0, 1, 2, 7])
    ('row 0', 'rows 0-2 and 7')
    """
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return f"{'row' if len(rows) == 1 else 'rows'} {listed(parts)}"


def rows_by_value(values: Mapping[int, Any]) -> list[tuple[Any, list[int]]]:
    """Group row positions by the value that they get, in order of first appearance."""
    groups: dict[str, tuple[Any, list[int]]] = {}
    for row, value in values.items():
        groups.setdefault(repr(value), (value, []))[1].append(row)
    return list(groups.values())
