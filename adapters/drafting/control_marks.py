"""How a file marks a control: by a word, by a flag, or by a column of kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.beside_agents import truth_code
from aivc.adapters.drafting.names import joined
from aivc.schema.vocabulary.control_words import control_kind_of

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumn

BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
GENERAL = re.compile(r"(neg\w*[ _-]?)?(control|ctrl|ctl)s?(\+(control|ctrl|ctl)s?)*")
"""Words that say control and not of which kind."""

NAMELESS = frozenset({"vehicle", "veh", "solvent", "ctlvehicle", "isvehicle"})


@dataclass(frozen=True, slots=True)
class ControlMark:
    """A control as the file marks it: its kind, the word or column, the name of the vehicle."""

    kind: str
    label: str
    vehicle: str = ""


def marked_control(column: ObsColumn, code: int, *, is_genetic: bool) -> ControlMark | None:
    """Return the control that a flag or a column of kinds marks, or None.

    Parameters
    ----------
    column, code
        The column and what a row holds in it.
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
    kind_of_word = control_kind_of(column.labels[code])
    if kind_of_word is None:
        return None
    return control_mark(column.labels[code], kind_of_word, is_genetic=is_genetic)


def control_mark(label: str, kind: str, *, is_genetic: bool) -> ControlMark:
    """Return the control that a label of a known kind means.

    Examples
    --------
    >>> control_mark("vehicle (DMSO)", "vehicle", is_genetic=False).vehicle
    'DMSO'
    >>> control_mark("ctrl", "untreated", is_genetic=True).kind
    'non_targeting_guide'
    """
    if is_genetic and kind == "untreated" and GENERAL.fullmatch(label.casefold()):
        kind = "non_targeting_guide"
    return ControlMark(kind, label, _vehicle(label) if kind == "vehicle" else "")


def _vehicle(label: str) -> str:
    inside = BRACKETS.search(label)
    name = inside[1] if inside else label
    return "" if joined(name) in NAMELESS else name
