"""A card with the rows of the tables beside it in their place."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.storage.card_tables.rows import EVENTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.storage.card_tables.rows import CardTable

HOMES: Mapping[str, str] = MappingProxyType(
    {"samples_table": "samples", "conditions_table": "conditions", EVENTS: "interventions"}
)
"""List of the card that the rows of a table come into."""


def with_tables(
    raw: Mapping[str, Any], tables: Sequence[CardTable]
) -> tuple[dict[str, Any], dict[str, int]]:
    """Put the rows of tables behind what a card itself lists.

    Parameters
    ----------
    raw
        The card as plain data; it is not changed.
    tables
        The tables that it names.

    Returns
    -------
    dict
        The card with all rows.
    dict
        Entries of each list that are written in the card itself, by name of the list, where a
        table adds to it.
    """
    whole = dict(raw)
    n_written: dict[str, int] = {}
    for table in tables:
        if not table.objects:
            continue
        home = HOMES[table.slot]
        written = whole.get(home)
        own = written if isinstance(written, list) else []
        n_written[home] = len(own)
        if table.slot == EVENTS:
            whole[home] = _with_events(own, table)
        else:
            whole[home] = [*own, *(made for _, made in table.objects)]
    return whole, n_written


def _with_events(written: Sequence[Any], table: CardTable) -> list[Any]:
    """Give each intervention its events; one that only the table names is made."""
    interventions = list(written)
    place = {
        item["intervention_id"]: k
        for k, item in enumerate(interventions)
        if isinstance(item, dict) and isinstance(item.get("intervention_id"), str)
    }
    events: dict[str, list[Any]] = {}
    for owner, event in table.objects:
        events.setdefault(owner or "", []).append(event)
    for owner, more in events.items():
        if owner not in place:
            interventions.append({"intervention_id": owner, "events": more})
            continue
        item = interventions[place[owner]]
        own = item.get("events")
        interventions[place[owner]] = {
            **item,
            "events": [*(own if isinstance(own, list) else []), *more],
        }
    return interventions
