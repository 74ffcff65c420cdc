"""Controls and conditions, recognised by the file's own columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import distinct, identifier
from aivc.adapters.drafting.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.agents import Agents
    from aivc.adapters.drafting.arms import Arm
    from aivc.adapters.drafting.control_marks import ControlMark
    from aivc.adapters.drafting.interventions import Interventions

BEST_FIRST = (
    "vehicle", "non_targeting_guide", "safe_targeting_guide", "reporter_orf", "mock",
    "empty_vector", "isotype", "reference_transduction", "untreated", "no_guide", "baseline",
    "wild_type",
)  # fmt: skip
"""Kinds of control, from the one that shares most with a treatment."""

GENETIC = frozenset(
    {
        "non_targeting_guide", "safe_targeting_guide", "no_guide", "empty_vector", "reporter_orf",
        "reference_transduction",
    }
)  # fmt: skip
MOST_LISTED = 1_000
"""Conditions that ``control_for`` lists."""


@dataclass(frozen=True, slots=True)
class Controls:
    """Controls of a card, and the identifier of each by how the file marks it."""

    section: Section
    ids: Mapping[ControlMark, str]


def draft_controls(arms: Sequence[Arm], agents: Agents, matched_on: Sequence[str]) -> Controls:
    """Draft a control for each kind and vehicle that marks rows."""
    section = Section({"controls": []})
    marks = list(dict.fromkeys(arm.control for arm in arms if arm.control is not None))
    rows = _rows(arms)
    ids = distinct([_identifier(mark) for mark in marks])
    for control_id, mark in zip(ids, marks, strict=True):
        place = ("controls", len(section.slots["controls"]))
        control: dict[str, Any] = {"control_id": control_id, "control_kind": mark.kind}
        if not mark.is_said:
            section.guess((*place, "control_kind"), _why(mark, rows[mark]))
        if mark.label != control_id:
            control["label"] = mark.label
        if mark in agents.of_controls:
            control["control_agent"] = agents.of_controls[mark]
        if matched_on:
            control["matched_on"] = list(matched_on)
            told = " and ".join(matched_on)
            said = f"controls occur at every {told} that holds treated rows"
            section.guess((*place, "matched_on"), said)
        section.slots["controls"].append(control)
    return Controls(section, dict(zip(marks, ids, strict=True)))


def link_controls(
    controls: Controls, arms: Sequence[Arm], conditions: Section, agents: Agents
) -> None:
    """Say which control is for which conditions.

    For genetic agents it is the best genetic control, for others the best of the others; where one
    serves both it is for all treated conditions. For further controls a person has to say it.
    Nothing is compared with positive controls, and nothing with empty wells.
    """
    ids = [condition["condition_id"] for condition in conditions.slots["conditions"]]
    groups: dict[bool, list[str]] = {}
    for condition_id, arm in zip(ids, arms, strict=True):
        if arm.is_treated:
            groups.setdefault(_is_genetic(arm, agents), []).append(condition_id)
    rows = _rows(arms)
    marks = [mark for mark in controls.ids if mark.is_compared]
    if not marks or not groups:
        return
    best = {
        is_genetic: min(marks, key=lambda m: (_rank(m, is_genetic=is_genetic), -rows[m]))
        for is_genetic in groups
    }
    place_of = {mark: k for k, mark in enumerate(controls.ids)}
    chosen = dict.fromkeys(best.values())
    for mark in chosen:
        place = ("controls", place_of[mark])
        control = controls.section.slots["controls"][place_of[mark]]
        treated = [c for kind, of_kind in groups.items() if best[kind] == mark for c in of_kind]
        if len(chosen) == 1:
            control["is_for_all_treated"] = True
            said = "there is no other" if len(marks) == 1 else "it shares most with the treatments"
            controls.section.guess((*place, "is_for_all_treated"), said)
        elif len(treated) <= MOST_LISTED:
            control["control_for"] = treated
            said = "it is of the kind that fits these agents"
            controls.section.guess((*place, "control_for"), said)


def _rows(arms: Sequence[Arm]) -> dict[ControlMark, int]:
    rows: dict[ControlMark, int] = {}
    for arm in arms:
        if arm.control is not None:
            rows[arm.control] = rows.get(arm.control, 0) + arm.n_rows
    return rows


def _is_genetic(arm: Arm, agents: Agents) -> bool:
    kinds = [agents.kinds[agents.of(member)] for member in arm.members]
    return all(kind.agent_type == "GeneticPerturbation" for kind in kinds)


def _rank(mark: ControlMark, *, is_genetic: bool) -> tuple[bool, int]:
    return ((mark.kind in GENETIC) != is_genetic, BEST_FIRST.index(mark.kind))


def _identifier(mark: ControlMark) -> str:
    if mark.kind == "vehicle":
        return identifier(mark.agent or "vehicle")
    if mark.kind == "positive" and mark.agent:
        return identifier("positive", mark.agent)
    return identifier(mark.label)


def _why(mark: ControlMark, n_rows: int) -> str:
    said = f"{n_rows:,} rows are marked '{mark.label}'"
    if mark.is_general:
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
    bases = [
        done or (controls.ids[arm.control] if arm.control is not None else "")
        for arm, done in zip(arms, interventions.ids, strict=True)
    ]
    kinds: dict[str, set[str]] = {}
    for base, arm in zip(bases, arms, strict=True):
        kinds.setdefault(base, set()).add(arm.modality)
    parts = [
        _parts(base, arm, kinds, several_times=several)
        for base, arm in zip(bases, arms, strict=True)
    ]
    ids = known_ids or distinct([identifier(*part) for part in parts])
    for condition_id, arm, done in zip(ids, arms, interventions.ids, strict=True):
        condition: dict[str, Any] = {"condition_id": condition_id}
        if done:
            condition["intervention"] = done
        if arm.control is not None:
            condition["control"] = controls.ids[arm.control]
        if arm.time is not None:
            condition["harvest_time"] = dict(arm.time)
        condition["n_observations"] = arm.n_rows
        if known_ids is None:
            condition["matches"] = [{"column": name, "column_value": v} for name, v in arm.matches]
        section.slots["conditions"].append(condition)
    return section


def _parts(base: str, arm: Arm, kinds: Mapping[str, set[str]], *, several_times: bool) -> list[str]:
    parts = [base]
    if arm.modality and len(kinds[base]) > 1:
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
