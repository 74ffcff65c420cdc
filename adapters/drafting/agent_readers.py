"""How the labels of one column of agents are taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.adapters.drafting.control_kinds import CONTROL_CONSTRUCTS, POSITIVE_WORDS
from aivc.adapters.drafting.guide_names import are_guides, genes_of_guide
from aivc.adapters.drafting.perturbation_kinds import ENOUGH, kind_of_word
from aivc.adapters.drafting.role_names import rank_of
from aivc.adapters.drafting.separators import Separator, find_separator, members_of
from aivc.adapters.drafting.written_amounts import Written, read_label
from aivc.adapters.drafting.written_times import read_time
from aivc.adapters.plates.wells import normalise

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.label_words import LabelWords
    from aivc.adapters.drafting.treatment_columns import AgentColumn

SOME = 0.5
PLACE = re.compile(r"chr[0-9XYM]{1,2}[:_-]\d+([_-]\d+)?(\W.*|_.*)?", re.IGNORECASE)
"""A place in the genome, such as that of an enhancer."""

AGENT_DOSE_WELL = re.compile(r"(?P<name>.+)_(?P<dose>\d+([.]\d+)?)_(?P<well>[A-Za-z]{1,3}\d{1,2})")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a label names: an agent, or a control of a kind."""

    written: Written
    control: str | None = None
    number: float | None = None
    """A dose that the label gives without a unit."""

    @property
    def is_agent(self) -> bool:
        """Tell whether something was applied; a positive control that is named is an agent."""
        if self.control == "positive":
            return self.written.name.casefold() not in POSITIVE_WORDS
        return self.control is None


@dataclass(frozen=True, slots=True)
class AgentReader:
    """Reads the labels of a column.

    ``is_genetic`` tells whether its agents are genetic, ``has_wells`` whether each label ends in a
    dose and a well.
    """

    column: AgentColumn
    words: LabelWords
    separator: Separator | None = None
    is_genetic: bool = False
    names_guides: bool = False
    has_wells: bool = False

    def parts(self, label: str) -> tuple[Part, ...]:
        """Take a label apart.

        A name that is a control, and times at which controls were taken, are told as such.
        """
        whole = self.words.control_kind(label)
        if whole is not None and self.words.is_said_control(label):
            return (self._part(Written(label), whole),)
        if self.names_guides:
            genes = genes_of_guide(label, self.words)
            if genes is not None:
                kind = None if genes else whole or "non_targeting_guide"
                return tuple(self._part(Written(name), kind) for name in genes or (label,))
        if self.has_wells and (match := AGENT_DOSE_WELL.fullmatch(label)) is not None:
            name = match["name"]
            number = float(match["dose"])
            return (self._part(Written(name), self.words.control_kind(name), number),)
        mark = self.separator.text if self.separator else None
        found = []
        for text in members_of(label, mark):
            for written in read_label(text, self.words.dialect):
                kind = self.words.control_kind(written.name)
                found.append(self._part(_at_zero(written) if kind == "baseline" else written, kind))
        return tuple(found)

    def _part(self, written: Written, kind: str | None, number: float | None = None) -> Part:
        return Part(replace(written, column=self.column.name), kind, number)


def _at_zero(written: Written) -> Written:
    """Read the time of a baseline that is spelled as a time."""
    if written.time is not None:
        return written
    time = read_time(written.name)
    return replace(written, time=(time.value, time.unit)) if time is not None else written


def agent_reader(
    obs: ObsColumns, column: AgentColumn, words: LabelWords, separator: str | None
) -> AgentReader:
    """Judge how the labels of a column are to be read.

    Parameters
    ----------
    obs
        The columns.
    column
        The column of agents.
    words
        What labels may name.
    separator
        The separator that a person or a format says; None to look for one.
    """
    labels = obs.by_name[column.name].labels
    found = Separator(separator, "") if separator else find_separator(labels, words)
    mark = found.text if found else None
    parts = {part for label in labels for part in members_of(label, mark)}
    asked = [part for part in parts if words.control_kind(part) is None]
    is_of_genes = _are_genes(column.name, asked, parts, words)
    names_guides = column.names_guides or (not is_of_genes and are_guides(labels, words))
    is_genetic = is_of_genes or names_guides
    stated = _stated(obs.get(column.modality))
    return AgentReader(
        column,
        words,
        None if names_guides and not separator else found,
        is_genetic if stated is None else stated,
        names_guides,
        not is_genetic and _ends_in_wells(asked),
    )


def _are_genes(name: str, asked: list[str], parts: set[str], words: LabelWords) -> bool:
    """Tell whether agents are genes or places in the genome.

    Fewer of them need be known where the column is called after targets, or where guides that hit
    nothing are among them.
    """
    if not asked:
        return False
    known = sum(words.is_gene(part) or bool(PLACE.fullmatch(part)) for part in asked) / len(asked)
    kinds = {words.control_kind(part) for part in parts}
    is_screen = bool(kinds & CONTROL_CONSTRUCTS) or rank_of("target", name) is not None
    return known >= (SOME if is_screen else ENOUGH)


def _stated(modality: ObsColumn | None) -> bool | None:
    """Tell whether the file says that agents are genetic; None where it says nothing."""
    if modality is None:
        return None
    kinds = [kind for label in modality.labels if (kind := kind_of_word(label)) is not None]
    return any(kind.agent_type == "GeneticPerturbation" for kind in kinds) if kinds else None


def _ends_in_wells(labels: list[str]) -> bool:
    matches = [AGENT_DOSE_WELL.fullmatch(label) for label in labels]
    return bool(matches) and all(
        match is not None and normalise(match["well"][-3:]) is not None for match in matches
    )
