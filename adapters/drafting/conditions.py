"""Controls and conditions, recognised by the file's own columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.interventions import key_of
from aivc.adapters.drafting.names import distinct, identifier
from aivc.adapters.drafting.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.agents import Agents
    from aivc.adapters.drafting.arms import Arm
    from aivc.adapters.drafting.control_marks import ControlMark
    from aivc.adapters.drafting.interventions import Interventions

BEST_FIRST = (
    "vehicle", "non_targeting_guide", "safe_targeting_guide", "mock", "empty_vector", "isotype",
    "untreated", "no_guide", "wild_type",
)  # fmt: skip
"""Kinds of control, from the one that shares most with a treatment."""

GENETIC = frozenset({"non_targeting_guide", "safe_targeting_guide", "no_guide", "empty_vector"})


@dataclass(frozen=True, slots=True)
class Controls:
    """Controls of a card, and the identifier of each by how the file marks it."""

    section: Section
    ids: Mapping[ControlMark, str]


def draft_controls(
    arms: Sequence[Arm], agents: Agents, matched_on: Sequence[str], *, is_genetic: bool
) -> Controls:
    """Draft a control for each kind and vehicle that marks rows.

    The best of them is taken for the control of every treated condition; for the others a person
    has to say what they control.
    """
    section = Section({"controls": []})
    marks = list(dict.fromkeys(arm.control for arm in arms if arm.control is not None))
    rows = {m: sum(a.n_rows for a in arms if a.control == m) for m in marks}
    best = min(
        marks, key=lambda mark: (_rank(mark, is_genetic=is_genetic), -rows[mark]), default=None
    )
    ids = distinct([_identifier(mark) for mark in marks])
    for control_id, mark in zip(ids, marks, strict=True):
        place = ("controls", len(section.slots["controls"]))
        control: dict[str, Any] = {"control_id": control_id, "control_kind": mark.kind}
        section.guess((*place, "control_kind"), _why(mark, rows[mark], is_genetic=is_genetic))
        if mark.label != control_id:
            control["label"] = mark.label
        if mark.kind == "vehicle":
            control["control_agent"] = agents.vehicles[mark.vehicle]
        if mark == best:
            control["is_for_all_treated"] = True
            said = "there is no other" if len(marks) == 1 else "it shares most with the treatments"
            section.guess((*place, "is_for_all_treated"), said)
        if matched_on:
            control["matched_on"] = list(matched_on)
            told = " and ".join(matched_on)
            said = f"controls occur at every {told} that holds treated rows"
            section.guess((*place, "matched_on"), said)
        section.slots["controls"].append(control)
    return Controls(section, dict(zip(marks, ids, strict=True)))


def _rank(mark: ControlMark, *, is_genetic: bool) -> tuple[bool, int]:
    return ((mark.kind in GENETIC) != is_genetic, BEST_FIRST.index(mark.kind))


def _identifier(mark: ControlMark) -> str:
    if mark.kind == "vehicle":
        return identifier(mark.vehicle or "vehicle")
    return identifier(mark.label)


def _why(mark: ControlMark, n_rows: int, *, is_genetic: bool) -> str:
    said = f"{n_rows:,} rows are marked '{mark.label}'"
    if is_genetic and mark.kind == "non_targeting_guide" and "target" not in mark.label.casefold():
        return f"{said}, which in a genetic screen mostly means guides that hit nothing"
    return said


def draft_conditions(
    arms: Sequence[Arm],
    controls: Controls,
    interventions: Interventions,
    known_ids: Sequence[str] | None,
) -> Section:
    """Draft one condition for each arm.

    Parameters
    ----------
    arms
        The arms.
    controls, interventions
        What they are or got.
    known_ids
        Identifiers that the file's own column ``condition_id`` gives the arms; rows are then
        recognised by them. None where it has none.
    """
    section = Section({"conditions": []})
    several = len({(arm.time_label, str(arm.time)) for arm in arms}) > 1
    parts = [_parts(arm, controls, interventions, several_times=several) for arm in arms]
    ids = known_ids or distinct([identifier(*part) for part in parts])
    for condition_id, arm in zip(ids, arms, strict=True):
        condition: dict[str, Any] = {"condition_id": condition_id}
        if arm.control is None:
            condition["intervention"] = interventions.ids[key_of(arm)]
        else:
            condition["control"] = controls.ids[arm.control]
        if arm.time is not None:
            condition["harvest_time"] = dict(arm.time)
        condition["n_observations"] = arm.n_rows
        if known_ids is None:
            condition["matches"] = [{"column": name, "column_value": v} for name, v in arm.matches]
        section.slots["conditions"].append(condition)
    return section


def _parts(
    arm: Arm, controls: Controls, interventions: Interventions, *, several_times: bool
) -> list[str]:
    mark = arm.control
    parts = [interventions.ids[key_of(arm)] if mark is None else controls.ids[mark]]
    if arm.modality and arm.modality not in parts[0]:
        parts.append(arm.modality)
    if several_times and arm.time is not None:
        parts.append(f"{arm.time['value']}{arm.time['unit']}")
    elif several_times and arm.time_label:
        parts.append(arm.time_label)
    return parts


def name_vehicle(interventions: Section, controls: Section, agents: Agents) -> None:
    """Say of interventions with small molecules in which vehicle they came, where there is one."""
    kinds = [c for c in controls.slots["controls"] if c["control_kind"] == "vehicle"]
    if len(kinds) != 1:
        return
    for position, intervention in enumerate(interventions.slots["interventions"]):
        used = {event["agent"] for event in intervention["events"]}
        if any(agents.kinds[agent].agent_type == "Chemical" for agent in used):
            intervention["vehicle"] = kinds[0]["control_id"]
            said = "there is one vehicle control"
            interventions.guess(("interventions", position, "vehicle"), said)
