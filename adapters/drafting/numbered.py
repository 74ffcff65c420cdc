"""Columns that repeat another one for the next agent: ``perturbation_2``, ``dose_value_2``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns

_END = r"(?=([_ .]*\(?[fpnuµμm]?M\)?)?$)"
"""The number ends a name, or a unit of doses does: ``conc2_uM``."""

NUMBER = re.compile(r"(?<=[A-Za-z])[_ .-]?([2-9])" + _END)
FIRST = re.compile(r"(?<=[A-Za-z])[_ .-]?1" + _END)


def number_of(name: str) -> str:
    """Return the number from 2 to 9 at the end of a name, "" where there is none.

    Examples
    --------
    >>> number_of("perturbation_2"), number_of("conc2_uM"), number_of("drug1")
    ('2', '2', '')
    """
    match = NUMBER.search(name)
    return match[1] if match else ""


def base_of(name: str) -> str:
    """Return a name without the number of an agent.

    Examples
    --------
    >>> base_of("perturbation_2"), base_of("conc1_uM"), base_of("dose")
    ('perturbation', 'conc_uM', 'dose')
    """
    return FIRST.sub("", NUMBER.sub("", name))


def siblings(obs: ObsColumns, first: str) -> list[ObsColumn]:
    """Return the columns that repeat a column for a second, third, ... agent, in order."""
    base = base_of(first)
    found = {
        number_of(column.name): column
        for column in obs
        if number_of(column.name) and base_of(column.name) == base and column.name != first
    }
    return [found[number] for number in sorted(found)]


def companion(obs: ObsColumns, number: str, is_called: Callable[[str], bool]) -> str | None:
    """Return the column of a kind that goes with the agent of a number, or None.

    Parameters
    ----------
    obs
        The columns.
    number
        The number at the end of its name.
    is_called
        Whether a name without its number is one of the kind.
    """
    fits = (c for c in obs if number_of(c.name) == number and is_called(base_of(c.name)))
    return next((column.name for column in fits if column.labels), None)
