"""Read labels that hold a number and its unit in one cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.rules.tab.columns import PlacedColumn

# Enough labels to know a column by; some columns have hundreds of thousands.
MOST_LABELS = 500

# Half of the labels of a column must be quantities: vehicle, untreated and mixed are not.
ENOUGH = 0.5

TIMES = frozenset(("s", "min", "h", "d", "wk", "mo", "a"))

# Tahoe-100M writes [('Infigratinib', 0.05, 'uM')].
TUPLE = re.compile(r"\[\(\s*'[^']*'\s*,\s*(?P<value>[0-9.eE+-]+)\s*,\s*'(?P<unit>[^']+)'\s*\)\]")


def doses_in(column: PlacedColumn, dialect: str) -> list[str]:
    """Return what each label says that is a dose: ``'0.2 uM panobinostat' = 0.2 umol/L``.

    A sum such as ``1+1`` is the dose of each member of a combination and says so. Nothing is
    returned for labels that are plain numbers, words or times.
    """
    from aivc.schema.vocabulary import Quantity, QuantityProblemKind, parse_quantity

    found = []
    for label in column.facts.used[:MOST_LABELS]:
        read = parse_quantity(_as_quantity(label), dialect)
        if isinstance(read, Quantity):
            if read.unit.kinds:
                found.append(f"{label!r} = {read.value:g} {read.unit.ucum}")
        elif read.kind is QuantityProblemKind.SEVERAL_VALUES:
            found.append(f"{label!r} = several values")
        elif read.unit_problem is not None and read.unit_problem.meanings:
            found.append(f"{label!r} = {read.value:g} of an unclear unit")
    return found


def times_in(column: PlacedColumn) -> list[str]:
    """Return what each label says that is a time: ``'500_minutes' = 500 min``."""
    from aivc.schema.vocabulary import Quantity, parse_quantity

    read = ((label, parse_quantity(label)) for label in column.facts.used[:MOST_LABELS])
    return [
        f"{label!r} = {found.value:g} {found.unit.ucum}"
        for label, found in read
        if isinstance(found, Quantity) and found.unit.ucum in TIMES and not found.rest
    ]


def make_up(found: list[str], column: PlacedColumn) -> bool:
    """Tell whether quantities make up the column, and are no stray label of it."""
    return bool(found) and len(found) >= ENOUGH * min(len(column.facts.used), MOST_LABELS)


def matched_columns(card: DatasetCard) -> frozenset[str]:
    """Return the columns by whose labels the card recognises its entities.

    Their labels may hold what they like: the dose is in the card.
    """
    lists = (card.conditions, card.samples, card.plates, card.batches, card.donors, card.sites)
    matches = (match for entities in lists for entity in entities for match in entity.matches)
    return frozenset(match.column for match in matches if match.column)


def _as_quantity(label: str) -> str:
    found = TUPLE.fullmatch(label)
    return f"{found['value']} {found['unit']}" if found else label
