"""Conditions of GEARS in the spelling of a dataset: ``KLF1+ctrl`` may be ``KLF1`` there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary.control_words import control_kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_JOINS = "+"


def spelt_in(labels: Iterable[str], conditions: Iterable[str]) -> dict[str, str]:
    """Return the label of each condition that the dataset knows, controls aside.

    A condition is the set of its members without controls. One that fits several labels, or none,
    is left out.

    Examples
    --------
    >>> spelt_in(["KLF1", "B+A", "control"], ["ctrl+KLF1", "A+B", "ctrl", "C+ctrl"])
    {'ctrl+KLF1': 'KLF1', 'A+B': 'B+A', 'ctrl': 'control'}
    """
    known = set(labels)
    by_members: dict[frozenset[str], set[str]] = {}
    for label in known:
        by_members.setdefault(_members(label), set()).add(label)
    spelt = {}
    for condition in conditions:
        fitting = {condition} if condition in known else by_members.get(_members(condition), set())
        if len(fitting) == 1:
            [spelt[condition]] = fitting
    return spelt


def _members(label: str) -> frozenset[str]:
    parts = (part.strip() for part in label.split(_JOINS))
    return frozenset(part for part in parts if part and control_kind_of(part) is None)
