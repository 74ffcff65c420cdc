"""Everything about who was treated with what: roles, samples, agents, controls, conditions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.agent_readers import AgentReader, agent_reader
from aivc.adapters.drafting.agents import AgentSources, draft_agents
from aivc.adapters.drafting.arms import Arms, arms_of
from aivc.adapters.drafting.cell_lines import ambiguous_lines
from aivc.adapters.drafting.conditions import (
    draft_conditions,
    draft_controls,
    link_controls,
    name_vehicle,
)
from aivc.adapters.drafting.donors import draft_donors
from aivc.adapters.drafting.guides import draft_guide_list, draft_guides, guides_of
from aivc.adapters.drafting.identifiers import facts_of_agents
from aivc.adapters.drafting.interventions import draft_interventions
from aivc.adapters.drafting.matching_roles import matched_roles
from aivc.adapters.drafting.names import shown
from aivc.adapters.drafting.places import draft_places
from aivc.adapters.drafting.relations import joint_codes, pairs_of, per_level
from aivc.adapters.drafting.roles import RoleGuess
from aivc.adapters.drafting.samples import draft_samples
from aivc.adapters.drafting.section import Section
from aivc.adapters.drafting.treatment_columns import TreatmentColumns
from aivc.adapters.drafting.treatment_keys import Reading
from aivc.adapters.drafting.uncovered import uncovered_rows
from aivc.adapters.drafting.units_of_file import bound_units, missing_units, units_of, unread_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.label_words import LabelWords
    from aivc.adapters.drafting.measured import Measured

MATCHABLE = ("donor", "cell_line", "time", "plate", "batch", "lane", "site")
"""Roles that a control is matched on where it can be, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Treated:
    """What was found, as sections of the card and as parts of its binding.

    ``binding`` maps slots to value and evidence, "" where the value was said; ``missing_units`` are
    slots of the binding that a person must fill in; ``uncovered`` are lists of the card that hold
    nothing for some rows, and a sentence about these rows.
    """

    sections: tuple[Section, ...]
    roles: Mapping[str, RoleGuess]
    binding: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    missing_units: tuple[str, ...] = ()
    uncovered: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a file before treatments are read.

    Attributes
    ----------
    obs
        The columns.
    roles
        Columns that say where observations come from.
    said
        Roles that a person or a format says.
    columns
        Columns that say what was done.
    words
        What labels may name.
    """

    obs: ObsColumns
    roles: Mapping[str, RoleGuess]
    said: Mapping[str, RoleGuess]
    columns: TreatmentColumns
    words: LabelWords

    def column(self, role: str) -> ObsColumn | None:
        """Return the column of a role that says where observations come from."""
        return self.obs.get(self.roles[role].columns[0]) if role in self.roles else None


def draft_treated(
    found: Found, measured: Sequence[Measured], hints: Hints, *, is_suspended: bool
) -> Treated:
    """Draft everything about samples and treatments.

    Parameters
    ----------
    found
        The columns and what they are.
    measured
        The tables.
    hints
        What a person or a format says.
    is_suspended
        Whether cells were suspended.
    """
    obs, columns, words = found.obs, found.columns, found.words
    units = units_of(obs, columns, hints)
    words = replace(words, dialect=units.dialect)
    guides = draft_guides(measured, words)
    listed = draft_guide_list(obs, words)
    if listed.slots["agents"]:
        # Each row is a guide, to which nothing was done.
        columns, guides = TreatmentColumns(target=columns.target), listed
        found = replace(found, columns=columns)
    readers = tuple(
        agent_reader(obs, agent, words, hints.combination_separator) for agent in columns.agents
    )
    arms = arms_of(Reading(obs, columns, readers, units, words))
    known_roles = _all_roles(found, readers, arms)
    samples = draft_samples(obs, {**found.said, **found.roles}, is_suspended=is_suspended)
    sections = [_donors(obs, found.roles), samples, _places(found, measured)]
    if arms.arms:
        sections += _experiment(found, readers, arms, known_roles)
    else:
        sections.append(guides)
    binding = bound_units(units, obs, columns)
    separator = next((reader.separator for reader in readers if reader.separator), None)
    if separator is not None:
        binding["combination_separator"] = (separator.text, separator.because)
    missing = missing_units(units, obs, columns, is_treated=bool(arms.arms))
    if any(reader.has_wells for reader in readers) and units.said_dose is None:
        missing = tuple(dict.fromkeys((*missing, "dose_unit")))
    return Treated(
        tuple(sections),
        known_roles,
        binding,
        missing,
        uncovered_rows(obs, columns, arms, samples),
        (
            *columns.left_out,
            *unread_units(units, obs, columns),
            *_unclear_lines(obs, known_roles),
        ),
    )


def _places(found: Found, measured: Sequence[Measured]) -> Section:
    kinds = [item.operator.operator_type for item in measured]
    is_array = any(item.operator.platform == "array" for item in measured)
    return draft_places(found.obs, found.roles, kinds, is_array=is_array)


def _unclear_lines(obs: ObsColumns, roles: Mapping[str, RoleGuess]) -> list[str]:
    column = obs.get(roles["cell_line"].columns[0]) if "cell_line" in roles else None
    return ambiguous_lines(column.labels) if column is not None else []


def _all_roles(found: Found, readers: Sequence[AgentReader], arms: Arms) -> dict[str, RoleGuess]:
    """Add the roles of the columns that say what was done, and those that were said."""
    obs, columns = found.obs, found.columns
    roles = dict(found.roles)
    if arms.arms:
        names = columns.agent_names
        role = "target" if names[:1] == (columns.target,) and len(names) == 1 else "agent"
        if any(reader.names_guides for reader in readers):
            roles.setdefault("guide", RoleGuess("guide", names[:1], _named(names[0], found)))
        else:
            roles[role] = RoleGuess(role, names, _named(names[0], found))
        if columns.target is not None and columns.target not in names:
            said = f"the column {columns.target} holds names of genes"
            roles["target"] = RoleGuess("target", (columns.target,), said)
        if columns.doses:
            roles["dose"] = RoleGuess("dose", columns.doses, _named(columns.doses[0], found))
        keys = tuple(dict.fromkeys(name for arm in arms.arms for name, _ in arm.matches))
        said = "these columns together tell the conditions apart"
        if _known_ids(obs, arms) is None:
            roles["condition"] = RoleGuess("condition", keys, said)
        if columns.flag is not None:
            roles["control"] = RoleGuess("control", (columns.flag,), _named(columns.flag, found))
    elif columns.target is not None:
        said = f"the column {columns.target} holds names of genes"
        roles["target"] = RoleGuess("target", (columns.target,), said)
    if columns.time is not None:
        roles["time"] = RoleGuess("time", (columns.time,), _named(columns.time, found))
    return roles | dict(found.said)


def _named(name: str, found: Found) -> str:
    columns = found.columns
    said = f"the column is called {name} and holds {shown(found.obs.by_name[name].labels)}"
    if name in columns.agent_names[:1] and columns.same:
        verb = "groups" if len(columns.same) == 1 else "group"
        said += f"; {' and '.join(columns.same)} {verb} rows in the same way"
    return said


def _donors(obs: ObsColumns, roles: Mapping[str, RoleGuess]) -> Section:
    column = obs.get(roles["donor"].columns[0]) if "donor" in roles else None
    return draft_donors(obs, column) if column is not None else Section()


def _experiment(
    found: Found, readers: Sequence[AgentReader], arms: Arms, roles: Mapping[str, RoleGuess]
) -> list[Section]:
    obs, columns = found.obs, found.columns
    agent = obs.get(columns.agent_names[0])
    guide = obs.get(roles["guide"].columns[0]) if "guide" in roles else None
    sources = AgentSources(
        found.words.genes,
        frozenset(reader.column.name for reader in readers if reader.is_genetic),
        facts_of_agents(obs, agent) if agent is not None else {},
        guides_of(guide, agent, found.words),
        " and ".join(columns.agent_names),
    )
    agents = draft_agents(arms.arms, sources)
    interventions = draft_interventions(arms.arms, agents, in_wells=_in_wells(found, arms))
    matchable = {role: roles[role].columns for role in MATCHABLE if role in roles}
    usable = {r: names for r, names in matchable.items() if _is_usable(obs, names)}
    controls = draft_controls(arms.arms, agents, matched_roles(arms, obs, usable))
    conditions = draft_conditions(arms.arms, controls, interventions, _known_ids(obs, arms))
    link_controls(controls, arms.arms, conditions, agents)
    name_vehicle(interventions.section, controls.section, agents)
    return [agents.section, interventions.section, controls.section, conditions]


def _in_wells(found: Found, arms: Arms) -> str:
    """Say why each well was treated as one, where no well holds two treatments."""
    well, plate = found.column("well"), found.column("plate")
    if well is None or not len(well.codes):
        return ""
    columns = [column for column in (plate, well) if column is not None and len(column.codes)]
    joint = joint_codes(columns)
    known = (joint >= 0) & (arms.row_arm >= 0)
    wells, _ = pairs_of(joint[known], arms.row_arm[known])
    is_one_each = len(wells) == len(set(wells.tolist())) and len(wells) > 1
    return f"all rows of a well ({well.name}) were treated alike" if is_one_each else ""


def _known_ids(obs: ObsColumns, arms: Arms) -> list[str] | None:
    """Return the condition_id of each arm, where the file has one for each and no other."""
    column = obs.get("condition_id")
    if column is None or len(column.labels) != len(arms.arms) or not len(column.codes):
        return None
    code_of = per_level(arms.row_arm, column)
    is_named = all(label.strip() for label in column.labels)
    if len(set(code_of.values())) != len(arms.arms) or not is_named:
        return None
    return [column.labels[code_of[position]] for position in range(len(arms.arms))]


def _is_usable(obs: ObsColumns, names: Sequence[str]) -> bool:
    return all(name in obs.by_name and len(obs.by_name[name].codes) for name in names)
