"""Whether all conditions of a card could be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.facts.model import Facts


def conditions_were_read(facts: Facts) -> bool:
    """Tell whether no table of conditions failed to be read.

    Where it failed, nobody knows whether the control is in it; that it failed is said by rules
    about the card.
    """
    return not any(
        table.slot == "conditions_table" and table.problem for table in facts.card.tables
    )
