"""A card whose rows are told by the standard's own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.keys.row_keys import KEY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def keyed_card(card: Mapping[str, Any], columns: Iterable[frozenset[str]]) -> dict[str, Any]:
    """Take out of a card what the key columns of its file say now.

    Parameters
    ----------
    card
        Plain data of the card.
    columns
        Names of the obs columns of each table, as written.

    Returns
    -------
    dict
        The card without ``matches`` and bindings of the kinds that every table has a key of.

    Examples
    --------
    >>> card = {"samples": [{"sample_id": "s1", "matches": [{"column": "well"}]}],
    ...         "binding": {"keys": [{"role": "sample", "columns": ["well"]}]}}
    >>> keyed_card(card, [frozenset({"well", "sample_id"})])
    {'samples': [{'sample_id': 's1'}]}
    """
    tables = list(columns)
    keyed = [kind for kind in KEY_KINDS if tables and all(kind.column in table for table in tables)]
    result = dict(card)
    for kind in keyed:
        if kind.entities in card:
            result[kind.entities] = [
                {slot: value for slot, value in entity.items() if slot != "matches"}
                for entity in card[kind.entities]
            ]
    roles = {kind.role for kind in keyed}
    binding = dict(card.get("binding") or {})
    left = [key for key in binding.get("keys", ()) if key.get("role") not in roles]
    binding = {slot: value for slot, value in binding.items() if slot != "keys"}
    if left:
        binding = {"keys": left, **binding}
    result.pop("binding", None)
    return {**result, "binding": binding} if binding else result
