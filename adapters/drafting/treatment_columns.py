"""The columns that say what was done: agent, kind of perturbation, dose, time, mark of controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.beside_agents import (
    dose_column,
    flag_column,
    marker_column,
    modality_column,
    time_column,
)
from aivc.adapters.drafting.columns import determines, says_the_same
from aivc.adapters.drafting.names import joined, shown
from aivc.adapters.drafting.perturbation_kinds import is_ligand
from aivc.adapters.drafting.role_names import rank_of
from aivc.adapters.drafting.substances import compound_facts
from aivc.adapters.drafting.written_amounts import read_label
from aivc.schema.vocabulary import (
    GeneMatchKind,
    find_by_label,
)
from aivc.schema.vocabulary.control_words import control_kind_of
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.gene_names import GeneNames

STATES = frozenset(
    {
        "healthy", "disease", "diseased", "case", "cases", "normal", "tumor", "tumour", "young",
        "old", "male", "female", "responder", "non-responder",
    }
)  # fmt: skip
"""Labels of a condition that is a state of a donor and nothing that was done."""

WEAK_NAMES = frozenset({"condition", "conditionname", "group"})
"""Columns that may say anything; what they hold has to speak for a treatment."""

SECONDARY = frozenset(
    {"stimulation", "stim", "stimulus", "cytokine", "ligand", "treatment", "drug", "compound"}
)
SAMPLE = 300


@dataclass(frozen=True, slots=True)
class TreatmentColumns:
    """The columns that together say what was done; () and None where there is none.

    ``same`` are columns that say the same as the first agent column, in poorer words.
    """

    agents: tuple[str, ...] = ()
    target: str | None = None
    modality: str | None = None
    dose: str | None = None
    time: str | None = None
    flag: str | None = None
    marker: str | None = None
    same: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """Sentences about columns that look like a treatment and are none."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return all of them, without repetition."""
        found = (*self.agents, self.modality, self.dose, self.time, self.flag, self.marker)
        return tuple(dict.fromkeys(name for name in found if name is not None))


def treatment_columns(obs: ObsColumns, names: GeneNames, taken: frozenset[str]) -> TreatmentColumns:
    """Find the columns that say what was done.

    Parameters
    ----------
    obs
        The columns.
    names
        Genes of the organism.
    taken
        Columns that play another role.
    """
    left_out: list[str] = []
    classes = _classes(
        [c for c in _agents(obs) if c.name not in taken and _acts(c, obs, names, left_out)]
    )
    target = _target(obs, names, taken)
    agents, same = _chosen(classes, names)
    if not agents and target is not None:
        agents = (target,)
    condition = obs.get("condition_id")
    if not agents and condition is not None and condition.labels:
        agents = (condition.name,)
    dose = dose_column(obs, taken, left_out)
    time = time_column(obs, taken)
    varying = [obs.by_name[name] for name in agents if len(obs.by_name[name].labels) > 1]
    modality = modality_column(obs, taken)
    return TreatmentColumns(
        agents=agents,
        target=target,
        modality=modality,
        dose=dose,
        time=time,
        flag=flag_column(obs) if agents or dose else None,
        marker=marker_column(obs, varying) if agents or dose else None,
        same=same,
        left_out=tuple(left_out),
    )


def _agents(obs: ObsColumns) -> list[ObsColumn]:
    ranked = [(rank_of("agent", column.name), column) for column in obs if column.labels]
    known = [(rank, column) for rank, column in ranked if rank is not None]
    return [column for _, column in sorted(known, key=lambda entry: entry[0])]


def _acts(column: ObsColumn, obs: ObsColumns, names: GeneNames, left_out: list[str]) -> bool:
    """Tell whether a column may name agents."""
    if column.kind in {ColumnKind.BOOLEAN, ColumnKind.FLOAT}:
        return False
    if all(label.isdecimal() for label in column.labels):
        return False  # Numbers name nothing that is known outside of the laboratory.
    if obs.n_rows > SAMPLE and len(column.labels) > obs.n_rows / 2:
        return False
    if all(control_kind_of(label) is not None for label in column.labels):
        said = (
            f"{column.name} says '{shown(column.labels)}' in every row, so nothing was done by it"
        )
        left_out.append(said)
        return False
    if joined(column.name) in WEAK_NAMES:
        labels = column.labels[:SAMPLE]
        return not any(map(_is_state, labels)) and any(_is_telling(x, names) for x in labels)
    return True


def _is_telling(label: str, names: GeneNames) -> bool:
    """Tell whether a label is surely about a treatment: a control, a dose, a gene, a substance."""
    if control_kind_of(label) is not None or is_ligand(label) or _is_approved(label, names):
        return True
    (first, *_) = read_label(label)
    return first.amount is not None or bool(compound_facts(first.name))


def _is_state(label: str) -> bool:
    return label.casefold() in STATES or bool(find_by_label("MONDO", label))


def _classes(columns: list[ObsColumn]) -> list[list[ObsColumn]]:
    classes: list[list[ObsColumn]] = []
    for column in columns:
        home = next((known for known in classes if says_the_same(known[0], column)), None)
        if home is None:
            classes.append([column])
        else:
            home.append(column)
    return classes


def _chosen(
    classes: list[list[ObsColumn]], names: GeneNames
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Choose the column of agents, a second one where both vary freely, and poorer copies."""
    if not classes:
        return (), ()
    ordered = sorted(classes, key=lambda known: len(known[0].labels) < 2)
    first = sorted(ordered[0], key=lambda column: _richness(column, names), reverse=True)
    chosen = [first[0].name]
    for known in ordered[1:]:
        column = known[0]
        is_free = not determines(first[0].codes, column.codes) and not determines(
            column.codes, first[0].codes
        )
        if len(column.labels) > 1 and joined(column.name) in SECONDARY and is_free:
            chosen.append(column.name)
            break
    return tuple(chosen), tuple(column.name for column in first[1:])


def _richness(column: ObsColumn, names: GeneNames) -> tuple[float, float, float]:
    labels = column.labels[:SAMPLE]
    with_amount = sum(read_label(label)[0].amount is not None for label in labels)
    approved = sum(_is_approved(label, names) for label in labels)
    words = sum(not label.isdecimal() for label in labels)
    return (with_amount / len(labels), approved / len(labels), words / len(labels))


def _is_approved(label: str, names: GeneNames) -> bool:
    match = names.find(label)
    return match is not None and match.kind is GeneMatchKind.APPROVED


def _target(obs: ObsColumns, names: GeneNames, taken: frozenset[str]) -> str | None:
    ranked = []
    for column in obs:
        rank = rank_of("target", column.name)
        if rank is None or column.name in taken or not column.labels or column.is_numeric:
            continue
        asked = [label for label in column.labels[:SAMPLE] if control_kind_of(label) is None]
        if asked and names.share(asked) > 0.5:
            ranked.append((rank, column.name))
    return min(ranked)[1] if ranked else None
