"""The columns of wide tables that are features, in one order for all sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.space.sections import same_features

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aivc.adapters.space.wide_table import WideTable


def shared_features(
    tables: Sequence[WideTable], keys: Sequence[Collection[int]]
) -> tuple[list[str], list[tuple[int, ...]]]:
    """Return the names of the features, and where each table has them.

    Parameters
    ----------
    tables
        One for each section.
    keys
        Places of the columns of each that are no features.

    Raises
    ------
    UnreadableInputError
        A section has other features than the first.
    """
    places = [
        [place for place in range(len(table.names)) if place not in taken]
        for table, taken in zip(tables, keys, strict=True)
    ]
    named = [
        (str(table.path), [table.names[place] for place in own])
        for table, own in zip(tables, places, strict=True)
    ]
    orders = same_features(named)
    columns = [
        tuple(own[place] for place in order) for own, order in zip(places, orders, strict=True)
    ]
    return named[0][1], columns
