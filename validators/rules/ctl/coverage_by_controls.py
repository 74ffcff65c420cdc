"""Which treated conditions a card declares a control for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import POSITIVE, contrasts_of
from aivc.validators.rules.ctl.conditions_read import conditions_were_read
from aivc.validators.rules.ctl.vehicles import vehicle_interventions

if TYPE_CHECKING:
    from aivc.schema.generated.views import Condition, DatasetCard
    from aivc.validators.facts.model import Facts


def uncovered_conditions(card: DatasetCard, facts: Facts) -> dict[str, Condition]:
    """Return treated conditions without any declared control, in the order of the card.

    It is silent where another rule names the cause: no control condition at all (CTL001), and
    links to controls that cannot be a reference (CTL006, CTL017) count as links, and a vehicle
    that is written as a treatment (CTL002) needs no control. A positive
    control that lists single conditions says what it has in common with them, and covers none.
    """
    if not conditions_were_read(facts) or all(c.control is None for c in card.conditions):
        return {}
    contrasts, vehicles = contrasts_of(card), vehicle_interventions(card)
    lists_only = {
        name
        for name, control in contrasts.controls.items()
        if control.control_kind == POSITIVE and not control.is_for_all_treated
    }
    return {
        name: condition
        for name, condition in contrasts.treated.items()
        if lists_only.issuperset(contrasts.links[name]) and name not in vehicles
    }
