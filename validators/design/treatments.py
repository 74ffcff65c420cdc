"""What was done to the rows of a table: the treatment, its agents, and whether it is a control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import agents_by_condition, contrasts_of
from aivc.validators.design.control_words import control_kind_of
from aivc.validators.design.regroup import regroup_left
from aivc.validators.design.role_tables import by_condition, by_roles

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Contingency, DesignFacts, RoleColumns

TREATMENT_ROLES = ("agent", "target", "guide")
"""Roles of columns that say what was done to a row."""

TREATED, CONTROL = "treated", "control"


def treatments_by_block(card: DatasetCard, design: DesignFacts, role: str) -> Contingency | None:
    """Count rows by treatment and block.

    The treatment is the intervention or the control of the condition, so that one treatment in
    several contexts or at several times is one. Without conditions in a card it is what the
    columns say that play the role agent, target or guide.

    Returns
    -------
    Contingency or None
        Treatments by levels of the role; None where there are not both.
    """
    if card.conditions:
        table = by_condition(design, (role,))
        treatment = {
            condition.condition_id: condition.intervention or f"control {condition.control}"
            for condition in card.conditions
            if condition.condition_id and (condition.intervention or condition.control)
        }
        has_treated = any(condition.intervention for condition in card.conditions)
        return regroup_left(table, treatment) if table and has_treated else None
    told = told_by(design)
    return by_roles(design, told.role, role) if told else None


def agents_by_block(card: DatasetCard, design: DesignFacts, role: str) -> Contingency | None:
    """Count rows of treated conditions by their agents, joined by `` + ``, and block."""
    if card.conditions:
        table = by_condition(design, (role,))
        treated = contrasts_of(card).treated
        agents = {
            name: " + ".join(agent.agent_id or "" for agent in applied)
            for name, applied in agents_by_condition(card).items()
            if name in treated and applied
        }
        return regroup_left(table, agents) if table and agents else None
    told = told_by(design)
    table = by_roles(design, told.role, role) if told else None
    if table is None:
        return None
    return regroup_left(
        table, {name: name for name in table.left_names if control_kind_of(name) is None}
    )


def status_by_block(card: DatasetCard, design: DesignFacts, role: str) -> Contingency | None:
    """Count rows by ``treated`` or ``control`` and block, as far as either is known.

    Only treated conditions that have a control count, and only controls that an effect can be
    measured against. Without conditions in a card, controls are known by the words that the
    columns hold.
    """
    status: dict[str, str] = {}
    if card.conditions:
        table = by_condition(design, (role,))
        contrasts = contrasts_of(card)
        status = dict.fromkeys(contrasts.negative_conditions, CONTROL)
        status.update((name, TREATED) for name in contrasts.treated if contrasts.references(name))
    else:
        told = told_by(design)
        table = by_roles(design, told.role, role) if told else None
        if table is not None:
            status = {
                name: CONTROL if control_kind_of(name) else TREATED for name in table.left_names
            }
    if table is None or len(set(status.values())) < 2:
        return None
    return regroup_left(table, status)


def told_by(design: DesignFacts) -> RoleColumns | None:
    """Return the columns that say what was done to a row, with at least two levels."""
    for role in TREATMENT_ROLES:
        found = design.roles.get(role)
        if found is not None and len(found.levels) > 1:
            return found
    return None
