"""An experiment as it was laid out: what was done, to which rows, in which blocks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.control_words import control_kind_of
from aivc.validators.design.contrasts import agents_by_condition, contrasts_of
from aivc.validators.design.regroup import regroup_left
from aivc.validators.design.role_tables import BLOCK_ROLES, by_condition, by_roles

if TYPE_CHECKING:
    from collections.abc import Collection

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.design.contrasts import Contrasts
    from aivc.validators.facts.model import Contingency, DesignFacts, RoleColumns

TREATMENT_ROLES = ("agent", "target", "guide")
"""Roles of columns that say what was done to a row."""

TREATED, CONTROL = "treated", "control"


class Layout:
    """What a card says about conditions, joined with rows counted by condition and block.

    Without conditions in a card, what was done is what the columns say that play the role agent,
    target or guide, and controls are known by their words.

    Parameters
    ----------
    card
        The card; empty where there is none.
    design
        Counts of rows.
    """

    def __init__(self, card: DatasetCard, design: DesignFacts) -> None:
        self.card = card
        self.design = design

    @cached_property
    def contrasts(self) -> Contrasts:
        """Treated conditions, controls and their links."""
        return contrasts_of(self.card)

    @cached_property
    def agents(self) -> dict[str, str]:
        """The agents of each treated condition, joined by `` + ``."""
        return {
            name: " + ".join(agent.agent_id or "" for agent in applied)
            for name, applied in agents_by_condition(self.card).items()
            if name in self.contrasts.treated and applied
        }

    @cached_property
    def treatments(self) -> dict[str, str]:
        """The intervention or the control of each condition.

        One treatment in several contexts or at several times is one.
        """
        return {
            condition.condition_id: condition.intervention or f"control {condition.control}"
            for condition in self.card.conditions
            if condition.condition_id and (condition.intervention or condition.control)
        }

    @cached_property
    def status(self) -> dict[str, str]:
        """``treated`` or ``control`` for each condition that is part of a comparison."""
        status = dict.fromkeys(self.contrasts.negative_conditions, CONTROL)
        for name in self.contrasts.treated:
            if self.contrasts.references(name):
                status[name] = TREATED
        return status

    @cached_property
    def block_roles(self) -> tuple[str, ...]:
        """Roles that blocks are made of.

        A knocked-out line is a cell line of its own, so where genes are perturbed the cell line is
        part of the treatment.
        """
        if any(agent.agent_type == "GeneticPerturbation" for agent in self.card.agents):
            return tuple(role for role in BLOCK_ROLES if role != "cell_line")
        return BLOCK_ROLES

    def conditions_by_block(self, role: str) -> Contingency | None:
        """Count rows by condition and block; None where the role has fewer than two levels."""
        table = by_condition(self.design, (role,))
        return table if table is not None and len(table.right_names) > 1 else None

    def treatments_by_block(self, role: str) -> Contingency | None:
        """Count rows by treatment and block."""
        if not self.card.conditions:
            return self._told_by_block(role)
        table = by_condition(self.design, (role,))
        return regroup_left(table, self.treatments) if table and self.contrasts.treated else None

    def agents_by_block(self, role: str) -> Contingency | None:
        """Count rows of treated conditions by agents and block."""
        if self.card.conditions:
            table, agents = by_condition(self.design, (role,)), self.agents
        else:
            table = self._told_by_block(role)
            names = table.left_names if table else ()
            agents = {name: name for name in names if control_kind_of(name) is None}
        return regroup_left(table, agents) if table and agents else None

    def interventions_by_block(
        self, role: str, *, but_of: Collection[str] = ()
    ) -> Contingency | None:
        """Count rows of treated conditions by intervention and block.

        Interventions of the agents in ``but_of`` are left out, and so are all where no agent has
        several: then they say the same as the agents.
        """
        table = by_condition(self.design, (role,))
        applied = {
            name: self.treatments[name]
            for name, agents in self.agents.items()
            if agents not in but_of
        }
        if table is None or len(set(applied.values())) <= len({self.agents[n] for n in applied}):
            return None
        return regroup_left(table, applied)

    def status_by_block(self, role: str) -> Contingency | None:
        """Count rows by ``control`` or ``treated`` (left, in this order) and block."""
        if self.card.conditions:
            table, status = by_condition(self.design, (role,)), self.status
        else:
            table = self._told_by_block(role)
            names = table.left_names if table else ()
            status = {name: CONTROL if control_kind_of(name) else TREATED for name in names}
        if table is None or len(set(status.values())) < 2:
            return None
        return regroup_left(table, status)

    def _told_by_block(self, role: str) -> Contingency | None:
        told = self._told_by()
        return by_roles(self.design, told.role, role) if told else None

    def _told_by(self) -> RoleColumns | None:
        for role in TREATMENT_ROLES:
            found = self.design.roles.get(role)
            if found is not None and len(found.levels) > 1:
                return found
        return None
