"""How a file marks a control: by a word, by a flag, or by a column of kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.beside_agents import truth_code
from aivc.adapters.drafting.control_kinds import CONTROL_CONSTRUCTS, NOT_COMPARED, REPORTERS
from aivc.adapters.drafting.names import joined

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumn
    from aivc.adapters.drafting.label_words import LabelWords

BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
GENERAL = re.compile(r"(neg\w*[ _-]?)?(con|control|ctrl|ctl)s?[ _-]?\d*(\+(control|ctrl|ctl)s?)*")
"""Words that say control and not of which kind."""

BETWEEN = re.compile(r"__|[|;,+&]")
NUMBER_BEHIND = re.compile(r"(?<=[A-Za-z])[ _.-]?\d+$")

NAMELESS = frozenset({"vehicle", "veh", "solvent", "ctlvehicle", "isvehicle"})


@dataclass(frozen=True, slots=True)
class ControlMark:
    """A control as the file marks it.

    Attributes
    ----------
    kind
        As the standard names it.
    label
        The word or the column that marks it.
    agent
        Name of the vehicle, or of the agent of a positive control; "" where the file has none.
    is_general
        Whether the word says control and not of which kind, so that the kind is a guess.
    is_said
        Whether a person or a format says so.
    """

    kind: str
    label: str
    agent: str = ""
    is_general: bool = False
    is_said: bool = False

    @property
    def is_compared(self) -> bool:
        """Tell whether treatments are compared with it."""
        return self.kind not in NOT_COMPARED


def marked_control(
    column: ObsColumn, code: int, words: LabelWords, name: str, *, is_genetic: bool
) -> ControlMark | None:
    """Return the control that a flag or a column of kinds marks, or None.

    Parameters
    ----------
    column, code
        The column and what a row holds in it.
    words
        What labels may name.
    name
        The agent that the row names; "" for none.
    is_genetic
        Whether the agents of the file are genetic.
    """
    truth = truth_code(column.labels)
    if truth is not None:
        if code != truth:
            return None
        kind = "vehicle" if "vehicle" in joined(column.name) else "untreated"
        label = column.name if kind == "vehicle" else "control"
        return control_mark(label, kind, is_genetic=is_genetic)
    label = column.labels[code]
    kind_of_label = words.control_kind(label)
    if kind_of_label is None:
        return None
    if kind_of_label == "positive":
        return ControlMark("positive", label, name)
    if is_genetic and joined(name) in REPORTERS:
        return ControlMark("reporter_orf", name)
    return control_mark(label, kind_of_label, is_genetic=is_genetic)


def control_mark(label: str, kind: str, *, is_genetic: bool, is_said: bool = False) -> ControlMark:
    """Return the control that a label of a known kind means.

    Guides of one kind are one control, however they are numbered.

    Examples
    --------
    >>> control_mark("vehicle (DMSO)", "vehicle", is_genetic=False).agent
    'DMSO'
    >>> control_mark("ctrl", "untreated", is_genetic=True).kind
    'non_targeting_guide'
    """
    if is_said:
        named = _without_numbers(label) if kind in CONTROL_CONSTRUCTS else label
        return ControlMark(kind, named, _vehicle(label) if kind == "vehicle" else "", is_said=True)
    if is_genetic and kind == "untreated" and GENERAL.fullmatch(label.casefold()):
        return ControlMark("non_targeting_guide", _without_numbers(label), is_general=True)
    if kind in CONTROL_CONSTRUCTS:
        return ControlMark(kind, _without_numbers(label))
    return ControlMark(kind, label, _vehicle(label) if kind == "vehicle" else "")


def _without_numbers(label: str) -> str:
    """Write the name of a set of guides without the number of each.

    Examples
    --------
    >>> _without_numbers("non-targeting_00001|non-targeting_00002"), _without_numbers("NT_12")
    ('non-targeting', 'NT')
    >>> _without_numbers("NegCtrl10_NegCtrl0__NegCtrl10_NegCtrl0")
    'NegCtrl'
    """
    parts = [_unnumbered(part.strip()) for part in BETWEEN.split(label)]
    named = [part for part in dict.fromkeys(parts) if part]
    return named[0] if len(named) == 1 else label


def _unnumbered(label: str) -> str:
    named = dict.fromkeys(NUMBER_BEHIND.sub("", part) for part in label.split("_"))
    return next(iter(named)) if len(named) == 1 else NUMBER_BEHIND.sub("", label)


def _vehicle(label: str) -> str:
    inside = BRACKETS.search(label)
    name = inside[1] if inside else label
    return "" if joined(name) in NAMELESS or GENERAL.fullmatch(name.casefold()) else name
