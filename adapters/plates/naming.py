"""Names of rows that are wells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.plates.well_table import Place


def names_of(places: Sequence[Place], more: Sequence[Sequence[str | None]] = ()) -> list[str]:
    """Name rows by plate, well, and whatever else tells them apart; number those that are left.

    Parameters
    ----------
    places
        Plate and well of each row.
    more
        Columns such as site, time or object, the first of which that are needed are used.

    Examples
    --------
    >>> from aivc.adapters.plates.wells import Well
    >>> places = [("P1", Well(1, 1)), ("P1", Well(1, 1))]
    >>> names_of(places[:1]), names_of(places, [["s1", "s2"]]), names_of(places)
    (['P1_A01'], ['P1_A01_s1', 'P1_A01_s2'], ['P1_A01_1', 'P1_A01_2'])
    """
    names = [f"{plate}_{well.name}" if plate else well.name for plate, well in places]
    for column in more:
        if len(set(names)) == len(names):
            return names
        names = [
            f"{name}_{label}" if label else name for name, label in zip(names, column, strict=True)
        ]
    return numbered(names)


def numbered(names: Sequence[str]) -> list[str]:
    """Add a running number to names that stand several times.

    Examples
    --------
    >>> numbered(["a", "b", "a"])
    ['a_1', 'b', 'a_2']
    """
    counts = Counter(names)
    if len(counts) == len(names):
        return list(names)
    seen: Counter[str] = Counter()
    made = []
    for name in names:
        seen[name] += 1
        made.append(f"{name}_{seen[name]}" if counts[name] > 1 else name)
    return made
