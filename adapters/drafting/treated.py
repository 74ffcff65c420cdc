"""Everything about who was treated with what: roles, samples, agents, controls, conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.agents import draft_agents
from aivc.adapters.drafting.arms import Arms, Reading, arms_of
from aivc.adapters.drafting.cell_lines import ambiguous_lines
from aivc.adapters.drafting.columns import per_level
from aivc.adapters.drafting.conditions import draft_conditions, draft_controls, name_vehicle
from aivc.adapters.drafting.donors import draft_donors
from aivc.adapters.drafting.gene_names import GeneNames
from aivc.adapters.drafting.guides import draft_guides
from aivc.adapters.drafting.identifiers import facts_of_agents
from aivc.adapters.drafting.interventions import draft_interventions
from aivc.adapters.drafting.matching_roles import matched_roles
from aivc.adapters.drafting.names import shown
from aivc.adapters.drafting.perturbation_kinds import are_genes, kind_of_word
from aivc.adapters.drafting.roles import RoleGuess
from aivc.adapters.drafting.samples import draft_samples
from aivc.adapters.drafting.section import Section
from aivc.adapters.drafting.separators import Separator, find_separator, members_of
from aivc.adapters.drafting.treatment_columns import TreatmentColumns, treatment_columns
from aivc.adapters.drafting.uncovered import uncovered_rows
from aivc.adapters.drafting.units_of_file import bound_units, missing_units, units_of
from aivc.schema.vocabulary.control_words import control_kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.draft import Hints
    from aivc.adapters.drafting.measured import Measured

MATCHABLE = ("donor", "cell_line", "time", "plate", "batch", "lane", "site")
"""Roles that a control is matched on where it can be, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Treated:
    """What was found, as sections of the card and as parts of its binding.

    ``binding`` maps slots to value and evidence; ``missing_units`` are slots of the binding that a
    person must fill in; ``uncovered`` are lists of the card that hold nothing for some rows, and a
    sentence about these rows.
    """

    sections: tuple[Section, ...]
    roles: Mapping[str, RoleGuess]
    binding: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    missing_units: tuple[str, ...] = ()
    uncovered: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def draft_treated(
    obs: ObsColumns,
    roles: Mapping[str, RoleGuess],
    measured: Sequence[Measured],
    *,
    organism: str | None,
    hints: Hints,
    is_suspended: bool,
) -> Treated:
    """Draft everything about samples and treatments.

    Parameters
    ----------
    obs
        The columns.
    roles
        Columns that say where observations come from.
    measured
        The tables.
    organism
        Whose genes labels may name; None where it is not known.
    hints
        What a person said in advance.
    is_suspended
        Whether cells were suspended.
    """
    genes = GeneNames(organism)
    taken = frozenset(name for guess in roles.values() for name in guess.columns)
    columns = treatment_columns(obs, genes, taken)
    separator = _separator(obs, columns, genes)
    units = units_of(obs, columns, hints.dose_unit, hints.time_unit)
    is_genetic = _is_genetic(obs, columns, separator, genes)
    mark = separator.text if separator else None
    arms = arms_of(Reading(obs, columns, mark, units.dose, units.time, is_genetic))
    known_roles = _all_roles(roles, columns, arms, obs)
    sections = [_donors(obs, roles)]
    sections.append(draft_samples(obs, roles, is_suspended=is_suspended))
    sections += _experiment(obs, columns, arms, genes, known_roles, is_genetic=is_genetic)
    if not arms.arms:
        sections.append(draft_guides(measured, genes))
    binding = bound_units(units, obs, columns)
    if separator is not None:
        binding["combination_separator"] = (separator.text, separator.because)
    return Treated(
        tuple(sections),
        known_roles,
        binding,
        missing_units(units, obs, columns, is_treated=bool(arms.arms)),
        uncovered_rows(obs, columns, arms, sections[1]),
        (*columns.left_out, *_unclear_lines(obs, known_roles)),
    )


def _unclear_lines(obs: ObsColumns, roles: Mapping[str, RoleGuess]) -> list[str]:
    column = obs.get(roles["cell_line"].columns[0]) if "cell_line" in roles else None
    return ambiguous_lines(column.labels) if column is not None else []


def _separator(obs: ObsColumns, columns: TreatmentColumns, genes: GeneNames) -> Separator | None:
    for name in columns.agents:
        found = find_separator(obs.by_name[name].labels, genes.is_gene)
        if found is not None:
            return found
    return None


def _is_genetic(
    obs: ObsColumns, columns: TreatmentColumns, separator: Separator | None, genes: GeneNames
) -> bool:
    if columns.modality is not None:
        kinds = [kind_of_word(label) for label in obs.by_name[columns.modality].labels]
        known = [kind for kind in kinds if kind is not None]
        if known:
            return any(kind.agent_type == "GeneticPerturbation" for kind in known)
    if not columns.agents:
        return False
    mark = separator.text if separator else None
    labels = obs.by_name[columns.agents[0]].labels
    parts = {part for label in labels for part in members_of(label, mark)}
    return are_genes([part for part in parts if control_kind_of(part) is None], genes)


def _all_roles(
    roles: Mapping[str, RoleGuess], columns: TreatmentColumns, arms: Arms, obs: ObsColumns
) -> dict[str, RoleGuess]:
    """Add the roles of the columns that say what was done."""
    found = dict(roles)
    if arms.arms:
        role = "target" if columns.agents == (columns.target,) else "agent"
        if columns.agents:
            found[role] = RoleGuess(role, columns.agents, _named(columns.agents[0], obs, columns))
        if columns.target is not None and columns.target not in columns.agents:
            said = f"the column {columns.target} holds names of genes"
            found["target"] = RoleGuess("target", (columns.target,), said)
        if columns.dose is not None:
            found["dose"] = RoleGuess("dose", (columns.dose,), _named(columns.dose, obs, columns))
        keys = tuple(dict.fromkeys(name for arm in arms.arms for name, _ in arm.matches))
        said = "these columns together tell the conditions apart"
        if _known_ids(obs, arms) is None:
            found["condition"] = RoleGuess("condition", keys, said)
    if columns.time is not None:
        found["time"] = RoleGuess("time", (columns.time,), _named(columns.time, obs, columns))
    return found


def _named(name: str, obs: ObsColumns, columns: TreatmentColumns) -> str:
    said = f"the column is called {name} and holds {shown(obs.by_name[name].labels)}"
    if name in columns.agents[:1] and columns.same:
        verb = "groups" if len(columns.same) == 1 else "group"
        said += f"; {' and '.join(columns.same)} {verb} rows in the same way"
    return said


def _donors(obs: ObsColumns, roles: Mapping[str, RoleGuess]) -> Section:
    column = obs.get(roles["donor"].columns[0]) if "donor" in roles else None
    return draft_donors(obs, column) if column is not None else Section()


def _experiment(
    obs: ObsColumns,
    columns: TreatmentColumns,
    arms: Arms,
    genes: GeneNames,
    roles: Mapping[str, RoleGuess],
    *,
    is_genetic: bool,
) -> list[Section]:
    if not arms.arms:
        return []
    agent = obs.get(columns.agents[0]) if columns.agents else None
    facts = facts_of_agents(obs, agent) if agent is not None else {}
    known = genes if is_genetic else GeneNames(None)
    agents = draft_agents(arms.arms, known, facts, " and ".join(columns.agents) or "the file")
    interventions = draft_interventions(arms.arms, agents)
    matchable = {role: roles[role].columns for role in MATCHABLE if role in roles}
    usable = {r: names for r, names in matchable.items() if _is_usable(obs.describe(names))}
    matched_on = matched_roles(arms, obs, usable)
    controls = draft_controls(arms.arms, agents, matched_on, is_genetic=is_genetic)
    name_vehicle(interventions.section, controls.section, agents)
    conditions = draft_conditions(arms.arms, controls, interventions, _known_ids(obs, arms))
    return [agents.section, interventions.section, controls.section, conditions]


def _known_ids(obs: ObsColumns, arms: Arms) -> list[str] | None:
    """Return the condition_id of each arm, where the file has one for each and no other."""
    column = obs.get("condition_id")
    if column is None or len(column.labels) != len(arms.arms) or not len(column.codes):
        return None
    code_of = per_level(arms.row_arm, column)
    if len(set(code_of.values())) != len(arms.arms):
        return None
    return [column.labels[code_of[position]] for position in range(len(arms.arms))]


def _is_usable(columns: Sequence[ObsColumn]) -> bool:
    return all(len(column.codes) for column in columns)
