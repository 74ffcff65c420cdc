"""Interventions: which agents were applied, in which amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import distinct, identifier
from aivc.adapters.drafting.section import Section
from aivc.adapters.drafting.written_amounts import Amount, Written, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.adapters.drafting.agents import Agents
    from aivc.adapters.drafting.arms import Arm

Key = tuple[tuple[Written, ...], str]
"""Members in alphabetical order, and the dose as the file writes it."""

AT_ONCE = {"value": 0, "unit": "h"}


@dataclass(frozen=True, slots=True)
class Interventions:
    """Interventions of a card, and the identifier of the one of each arm, "" for none."""

    section: Section
    ids: tuple[str, ...]


def _key(members: tuple[Written, ...], arm: Arm) -> Key:
    """Return what makes the intervention of an arm; when it was harvested does not.

    Nor does the order in which a label names agents.
    """
    return tuple(sorted(members, key=_order)), arm.dose_label


def _members(arm: Arm) -> tuple[Written, ...]:
    return tuple(Written(m.name, m.amount, None, "", m.modality) for m in arm.members)


def _order(member: Written) -> tuple[str, str, float]:
    return member.name, member.modality, member.amount.value if member.amount else -1.0


def draft_interventions(
    arms: Iterable[Arm], agents: Agents, *, in_wells: str = ""
) -> Interventions:
    """Draft an intervention for each set of agents and amounts; harvest times share it.

    Where an amount is not sure it is left out, and with it how the agent reached the cells.

    Parameters
    ----------
    arms
        The arms.
    agents
        Their agents.
    in_wells
        Why each well was treated as one; "" where that is not known.
    """
    section = Section({"interventions": []})
    of_arms: list[Key | None] = []
    written: dict[Key, tuple[Written, ...]] = {}
    for arm in arms:
        members = _members(arm)
        key = _key(members, arm) if members else None
        of_arms.append(key)
        if key is not None:
            written.setdefault(key, members)
    keys = list(written)
    ids = distinct([_identifier(written[key], key[1], agents) for key in keys])
    for intervention_id, key in zip(ids, keys, strict=True):
        _add(section, intervention_id, written[key], agents, in_wells)
    named = dict(zip(keys, ids, strict=True))
    return Interventions(section, tuple(named[key] if key else "" for key in of_arms))


def _identifier(members: tuple[Written, ...], dose: str, agents: Agents) -> str:
    told = []
    for member in members:
        agent = agents.of(member)
        told.append(f"{agent}_{_short(member.amount)}" if member.amount is not None else agent)
    has_amount = any(member.amount for member in members)
    return identifier("+".join(told), "" if has_amount else dose)


def _short(amount: Amount) -> str:
    unit = re.sub(r"mol/L$", "M", amount.unit)
    return f"{plain_number(amount.value)}{unit}"


def _add(
    section: Section,
    intervention_id: str,
    members: tuple[Written, ...],
    agents: Agents,
    in_wells: str,
) -> None:
    interventions: list[dict[str, Any]] = section.slots["interventions"]
    place = ("interventions", len(interventions))
    ids = [agents.of(member) for member in members]
    is_genetic = all(agents.kinds[i].agent_type == "GeneticPerturbation" for i in ids)
    intervention: dict[str, Any] = {"intervention_id": intervention_id}
    if is_genetic:
        intervention["acts_at"] = "cell"
        section.guess((*place, "acts_at"), "a construct acts in the cell that carries it")
        intervention["time_zero"] = "transduction"
        section.guess((*place, "time_zero"), "the agents are genetic")
    else:
        if in_wells:
            intervention["acts_at"] = "well"
            section.guess((*place, "acts_at"), in_wells)
        intervention["time_zero"] = "first_dose"
        section.guess((*place, "time_zero"), "agents are given to cells")
    intervention["events"] = [
        _event(section, (*place, "events", k), member, agent, is_genetic=_carried(agent, agents))
        for k, (member, agent) in enumerate(zip(members, ids, strict=True))
    ]
    if len(set(ids)) > 1:
        intervention["combination"] = {
            "members": [{"agent": agent} for agent in ids],
            "combination_order": "simultaneous",
            "n_perturbations": len(ids),
        }
        said = "the label names the agents together and says nothing of an order"
        section.guess((*place, "combination", "combination_order"), said)
    interventions.append(intervention)


def _carried(agent: str, agents: Agents) -> bool:
    return agents.kinds[agent].agent_type == "GeneticPerturbation"


def _event(
    section: Section,
    place: tuple[str | int, ...],
    member: Written,
    agent: str,
    *,
    is_genetic: bool,
) -> dict[str, Any]:
    event: dict[str, Any] = {
        "event_type": "administer",
        "event_time": dict(AT_ONCE),
        "agent": agent,
    }
    section.guess((*place, "event_time"), "time is counted from the first application")
    if is_genetic:
        event["exposure_mode"] = "constitutive_genetic"
        section.guess((*place, "exposure_mode"), "the agent is genetic")
    elif member.amount is not None:
        event |= member.amount.as_slots()
        if member.amount.dose_kind.endswith("concentration"):
            event["exposure_mode"] = "bath_concentration"
            section.guess((*place, "exposure_mode"), "the amount is a concentration")
    return event
