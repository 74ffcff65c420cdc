"""Guides, and what they hit: from a table that counts them, or from a column that names them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.control_marks import control_mark
from aivc.adapters.drafting.guide_names import genes_of_guide
from aivc.adapters.drafting.names import distinct, identifier, joined
from aivc.adapters.drafting.perturbation_kinds import UNSAID
from aivc.adapters.drafting.relations import per_level
from aivc.adapters.drafting.role_names import rank_of
from aivc.adapters.drafting.section import Section
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.label_words import LabelWords
    from aivc.adapters.drafting.measured import Measured
    from aivc.storage.model import Column, Frame

SPACER = re.compile(r"[ACGT]{14,22}")
SPACER_COLUMNS = frozenset(
    {
        "spacer", "protospacer", "protospacersequence", "guidesequence", "sgrnasequence",
        "sgrnatargetsequence", "grnasequence",
    }
)  # fmt: skip
PAM_COLUMNS = frozenset({"pam", "protospaceradjacentmotif"})
DIGIT = re.compile(r"\d|[ACGT]{14}")
MOTIF = re.compile(r"[ABCDGHKMNRSTVWY]+")
GuideSlots = tuple[str, str, str]
"""Guide, protospacer and PAM; "" where the file has none."""


@dataclass(frozen=True, slots=True)
class FoundGuides:
    """Guides that a column names, by the agent or the control that they stand for."""

    by_agent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_control: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    because: str = ""

    def of(self, agent: str) -> tuple[str, ...]:
        """Return the guides of an agent."""
        return self.by_agent.get(agent, ())

    def of_controls(self, label: str) -> tuple[str, ...]:
        """Return the guides that a label of controls stands for; of all controls if none does."""
        if label in self.by_control:
            return self.by_control[label]
        return next(iter(self.by_control.values()), ()) if len(self.by_control) == 1 else ()


def guides_of(guide: ObsColumn | None, agent: ObsColumn | None, words: LabelWords) -> FoundGuides:
    """Tell which guide stands for which agent.

    Parameters
    ----------
    guide
        The column of guides; None where there is none.
    agent
        The column of agents.
    words
        What labels may name.
    """
    if guide is None or not guide.labels or agent is None or not agent.labels:
        return FoundGuides()
    targets = {} if guide is agent else per_level(guide.codes, agent)
    by_agent: dict[str, list[str]] = {}
    by_control: dict[str, list[str]] = {}
    for code, label in enumerate(guide.labels):
        target = agent.labels[targets[code]] if code in targets else ""
        if label == target or words.is_gene(label) or not DIGIT.search(label):
            continue  # It names what is hit, and no construct.
        if target and words.control_kind(target) is not None:
            by_control.setdefault(target, []).append(label)
        elif target:
            by_agent.setdefault(target, []).append(label)
        else:
            genes = genes_of_guide(label, words)
            if genes == ():
                by_control.setdefault("", []).append(label)
            elif genes is not None and len(genes) == 1:
                by_agent.setdefault(genes[0], []).append(label)
    because = f"the column {guide.name} names guides"
    if guide is not agent:
        because += f", and {agent.name} is the same in all rows of each"
    return FoundGuides(
        {name: tuple(found) for name, found in by_agent.items()},
        {name: tuple(found) for name, found in by_control.items()},
        because,
    )


def draft_guides(measured: Sequence[Measured], words: LabelWords) -> Section:
    """Draft one agent for each target of the guides that a table counts."""
    section = Section({"agents": []})
    for item in measured:
        if item.features.feature_type != "guide":
            continue
        target = _target_of_features(item.table.var)
        if target is not None:
            by_target: dict[str, list[GuideSlots]] = {}
            for guide, code in zip(item.features.names, target.codes.tolist(), strict=False):
                if code >= 0:
                    by_target.setdefault(target.categories[code], []).append((guide, "", ""))
            n_guides = len(item.features.names)
            said = f"{item.table.name} counts {n_guides} guides, and var says what they hit"
            _add_targets(section, by_target, words, said)
    return section


def draft_guide_list(obs: ObsColumns, words: LabelWords) -> Section:
    """Draft agents from a table each of whose rows is a guide."""
    section = Section({"agents": []})
    names = _first(obs, lambda c: rank_of("guide", c.name) is not None)
    spacers = _first(obs, lambda c: joined(c.name) in SPACER_COLUMNS)
    targets = _first(obs, lambda c: rank_of("target", c.name) is not None)
    if names is None or spacers is None or targets is None or names.n_distinct != obs.n_rows:
        return section
    motifs = _first(obs, lambda c: joined(c.name) in PAM_COLUMNS)
    by_target: dict[str, list[GuideSlots]] = {}
    of_name = {name: per_level(names.codes, c) for name, c in (("s", spacers), ("t", targets))}
    motif_of = per_level(names.codes, motifs) if motifs is not None else {}
    for code, guide in enumerate(names.labels):
        target = targets.labels[of_name["t"][code]] if code in of_name["t"] else ""
        spacer = spacers.labels[of_name["s"][code]] if code in of_name["s"] else ""
        motif = motifs.labels[motif_of[code]] if motifs is not None and code in motif_of else ""
        if not target and words.control_kind(guide) is None:
            continue
        by_target.setdefault(target or "non-targeting", []).append((guide, spacer, motif))
    said = f"each row is a guide, and {targets.name} says what it is meant to hit"
    _add_targets(section, by_target, words, said)
    return section


def _first(obs: ObsColumns, fits: Callable[[ObsColumn], bool]) -> ObsColumn | None:
    return next((column for column in obs if fits(column) and column.labels), None)


def _target_of_features(var: Frame) -> Column | None:
    ranked = [
        (rank, info.name)
        for info in var.columns
        if (rank := rank_of("target", info.name)) is not None
    ]
    try:
        return var.column(min(ranked)[1]) if ranked else None
    except UnreadableInputError:
        return None


def _add_targets(
    section: Section,
    by_target: Mapping[str, Sequence[GuideSlots]],
    words: LabelWords,
    said: str,
) -> None:
    unsaid = "the file has guides and does not say how they change their genes"
    grouped: dict[str, list[GuideSlots]] = {}
    for name in sorted(by_target):
        grouped.setdefault(_set_of(name, words), []).extend(by_target[name])
    ids = distinct([identifier(name) for name in grouped])
    for (name, guides), agent_id in zip(grouped.items(), ids, strict=True):
        is_control = _is_no_target(name, words)
        match = None if is_control else words.find_gene(name)
        features = list(match.ensembl_ids) if match and len(match.ensembl_ids) == 1 else []
        role = "control" if is_control else "targeting"
        place = ("agents", len(section.slots["agents"]))
        agent: dict[str, Any] = {
            "agent_id": agent_id,
            "agent_type": "GeneticPerturbation",
            "label": name,
            "genetic_modality": UNSAID.genetic_modality,
            "guides": [_guide(*slots, role) for slots in guides],
        }
        if is_control:
            agent["strategy"] = "control"
        if features or is_control:
            agent["intended_features"] = features
        section.guess((*place, "agent_type"), said)
        section.guess((*place, "genetic_modality"), unsaid)
        section.slots["agents"].append(agent)


def _is_no_target(name: str, words: LabelWords) -> bool:
    """Tell whether a target is a word for a control; a positive control has a target."""
    return words.control_kind(name) not in {None, "positive"}


def _set_of(name: str, words: LabelWords) -> str:
    """Return the name of the set that a control guide belongs to, or the target itself."""
    kind = words.control_kind(name)
    if kind is None or kind == "positive":
        return name
    return control_mark(name, kind, is_genetic=True).label


def _guide(guide: str, spacer: str, motif: str, role: str) -> dict[str, Any]:
    slots: dict[str, Any] = {"guide_id": guide, "guide_role": role}
    if SPACER.fullmatch(spacer.upper()):
        slots["protospacer_sequence"] = spacer.upper()
    if MOTIF.fullmatch(motif.upper()):
        slots["protospacer_adjacent_motif"] = f"3' {motif.upper()}"
    return slots
