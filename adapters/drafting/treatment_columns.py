"""The columns that say what was done: agents with kind and dose, time, marks of controls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.adapters.drafting.agent_columns import (
    chosen_agents,
    guide_columns,
    names_treatments,
    target_column,
)
from aivc.adapters.drafting.beside_agents import (
    dose_column,
    flag_column,
    marker_column,
    modality_column,
    time_column,
)
from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.numbered import companion, number_of, siblings
from aivc.adapters.drafting.relations import determines
from aivc.adapters.drafting.role_names import MODALITY_NAMES, rank_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.label_words import LabelWords
    from aivc.adapters.drafting.roles import RoleGuess


@dataclass(frozen=True, slots=True)
class AgentColumn:
    """A column that names agents, with the columns of their kind and of their dose.

    ``is_optional`` is a column for a second or third agent, which most rows lack. ``names_guides``
    is a column of guides, whose genes are read from their names.
    """

    name: str
    modality: str | None = None
    dose: str | None = None
    is_optional: bool = False
    names_guides: bool = False


@dataclass(frozen=True, slots=True)
class TreatmentColumns:
    """The columns that together say what was done; () and None where there is none.

    ``same`` are columns that say the same as the first agent column, in poorer words.
    """

    agents: tuple[AgentColumn, ...] = ()
    target: str | None = None
    time: str | None = None
    flag: str | None = None
    marker: str | None = None
    same: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """Sentences about columns that look like a treatment and are none."""

    @property
    def agent_names(self) -> tuple[str, ...]:
        """Return the names of the columns of agents."""
        return tuple(agent.name for agent in self.agents)

    @property
    def doses(self) -> tuple[str, ...]:
        """Return the columns of doses."""
        return tuple(dict.fromkeys(a.dose for a in self.agents if a.dose is not None))

    @property
    def modality(self) -> str | None:
        """Return the column of the kind of the first agent that has one."""
        return next((a.modality for a in self.agents if a.modality is not None), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Return all of them, without repetition."""
        found: list[str | None] = []
        for agent in self.agents:
            found += [agent.name, agent.modality]
        found += [*self.doses, self.time, self.flag, self.marker]
        return tuple(dict.fromkeys(name for name in found if name is not None))


def treatment_columns(
    obs: ObsColumns,
    words: LabelWords,
    roles: Mapping[str, RoleGuess],
    said: Mapping[str, RoleGuess] | None = None,
) -> TreatmentColumns:
    """Find the columns that say what was done.

    Parameters
    ----------
    obs
        The columns.
    words
        What labels may name.
    roles
        Roles that say where rows come from; their columns are taken.
    said
        Roles that a person or a format says; they decide.
    """
    said = said or {}
    taken = frozenset(name for role in (*roles.values(), *said.values()) for name in role.columns)
    left_out: list[str] = []
    target = _said(said, "target") or target_column(obs, words, taken)
    names, same, names_guides = _agents(obs, words, roles, said, target, left_out)
    dose = _said(said, "dose") or dose_column(obs, taken, left_out)
    modality = modality_column(obs, taken, words)
    agents = _with_companions(obs, names, words, dose, modality)
    agents = [replace(agent, names_guides=names_guides) for agent in agents]
    flag, marker = _marks(obs, words, said, [agent.name for agent in agents])
    return TreatmentColumns(
        agents=tuple(agents),
        target=target,
        time=_said(said, "time") or time_column(obs, taken),
        flag=flag if agents else None,
        marker=marker if agents else None,
        same=same,
        left_out=tuple(left_out),
    )


def _said(said: Mapping[str, RoleGuess], role: str) -> str | None:
    return said[role].columns[0] if role in said else None


def _agents(
    obs: ObsColumns,
    words: LabelWords,
    roles: Mapping[str, RoleGuess],
    said: Mapping[str, RoleGuess],
    target: str | None,
    left_out: list[str],
) -> tuple[list[str], tuple[str, ...], bool]:
    """Return the columns of agents, those that say the same, and whether they name guides."""
    taken = frozenset(n for guess in (*roles.values(), *said.values()) for n in guess.columns)
    for role in ("agent", "target"):
        if role in said:
            return _with_labels(obs, said[role], left_out), (), False
    names, same = chosen_agents(obs, words, taken, left_out)
    if target is not None and target not in names:
        if not names:
            return [target], (), False
        if _is_free(obs, target, names[0]):
            return [target, *names], same, False
    return (list(names), same, False) if names else _stand_ins(obs, words, roles, said)


def _with_labels(obs: ObsColumns, guess: RoleGuess, left_out: list[str]) -> list[str]:
    """Return those of the columns of a role whose labels can be listed, and say which cannot."""
    names = [name for name in guess.columns if obs.by_name[name].labels]
    left_out += [
        f"{name} is said to be the {guess.role}, and has no labels, or too many to list"
        for name in guess.columns
        if name not in names
    ]
    return names


def _stand_ins(
    obs: ObsColumns,
    words: LabelWords,
    roles: Mapping[str, RoleGuess],
    said: Mapping[str, RoleGuess],
) -> tuple[list[str], tuple[str, ...], bool]:
    """Return what names agents where no column of agents does: guides, samples, conditions."""
    guides = guide_columns(obs, words, said.get("guide"))
    if guides:
        return guides[:1], tuple(guides[1:]), True
    sample = obs.get(roles["sample"].columns[0]) if "sample" in roles else None
    if sample is not None and names_treatments(sample, words):
        return [sample.name], (), False
    condition = obs.get("condition_id")
    return ([condition.name] if condition is not None and condition.labels else []), (), False


def _is_free(obs: ObsColumns, one: str, other: str) -> bool:
    """Tell whether neither of two columns tells the other, and both vary."""
    first, second = obs.by_name[one], obs.by_name[other]
    if len(first.labels) < 2 or len(second.labels) < 2:
        return False
    return not determines(first.codes, second.codes) and not determines(second.codes, first.codes)


def _with_companions(
    obs: ObsColumns,
    names: Sequence[str],
    words: LabelWords,
    dose: str | None,
    modality: str | None,
) -> list[AgentColumn]:
    """Give each column of agents its dose and kind, and add those of further agents."""
    if not names:
        return []
    dosed = _dosed(obs, names, words)
    agents = []
    for name in names:
        is_dosed = name == dosed
        agents.append(
            AgentColumn(name, modality if is_dosed or len(names) == 1 else None, None)
            if dose is None or not is_dosed
            else AgentColumn(name, modality, dose)
        )
    for other in siblings(obs, names[0]):
        if other.name in names or not other.labels:
            continue
        number = number_of(other.name)
        kind = companion(obs, number, lambda name: joined(name) in MODALITY_NAMES)
        amount = companion(obs, number, lambda name: rank_of("dose", name) is not None)
        agents.append(AgentColumn(other.name, kind, amount, is_optional=True))
    return agents


def _dosed(obs: ObsColumns, names: Sequence[str], words: LabelWords) -> str:
    """Return the column whose agents have doses: the first one that does not name genes."""
    for name in names:
        asked = [x for x in obs.by_name[name].labels[:100] if words.control_kind(x) is None]
        if words.share_of_genes(asked) < 0.5:
            return name
    return names[0]


def _marks(
    obs: ObsColumns, words: LabelWords, said: Mapping[str, RoleGuess], agents: Sequence[str]
) -> tuple[str | None, str | None]:
    """Return the columns that mark controls: one of truth values, and one of words."""
    columns = [obs.by_name[name] for name in agents]
    if "control" in said:
        name = said["control"].columns[0]
        is_flag = flag_column(obs, [name]) is not None
        return (name, None) if is_flag else (None, name)
    return flag_column(obs), marker_column(obs, columns, words)
