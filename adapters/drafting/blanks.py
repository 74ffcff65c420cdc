"""What a draft leaves blank, found by the same check that later asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.notes import path_of, pointer
from aivc.adapters.drafting.questions import ONE_BY_ONE, question_for
from aivc.schema.slots import class_spec
from aivc.schema.structure import ProblemKind, check_structure

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from aivc.adapters.drafting.notes import Path

MISSING = {ProblemKind.MISSING_REQUIRED, ProblemKind.CONDITIONAL_REQUIRED}
FEW = 3
"""Entities that are named one by one; more are counted."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A question to a person.

    Attributes
    ----------
    paths
        Places in the card that the answer belongs to.
    class_name, slot
        What is asked for.
    text
        The question, and which entities it is about.
    is_shared
        Whether one answer may serve all places.
    """

    paths: tuple[Path, ...]
    class_name: str
    slot: str
    text: str
    is_shared: bool

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells blanks of one card apart."""
        return self.class_name, self.slot

    def about_places(self, paths: tuple[Path, ...], card: Mapping[str, Any]) -> Blank:
        """Return the same question about fewer places."""
        return _blank(self.class_name, self.slot, paths, card)

    @property
    def about(self) -> str:
        """Return the pointer of the place, of the list where there are several."""
        return pointer(self.paths[0] if len(self.paths) == 1 else self.paths[0][:1])


@dataclass(frozen=True, slots=True)
class Asked:
    """A place that is to be asked for although no profile requires it, and a sentence why."""

    path: Path
    class_name: str
    slot: str
    detail: str = ""


def blanks_of(
    card: Mapping[str, Any], more: Iterable[Asked] = (), but: Container[Path] = ()
) -> list[Blank]:
    """List what profile ``release`` still asks for.

    Parameters
    ----------
    card
        The card.
    more
        What is to be asked for although no profile requires it.
    but
        Places that are not asked for although the profile does.

    Returns
    -------
    list of Blank
        One for each slot of a class, in the order of the card.
    """
    grouped: dict[tuple[str, str], list[Path]] = {}
    for problem in check_structure(dict(card), "DatasetCard", "release"):
        if problem.kind in MISSING:
            place = (*path_of(problem.pointer), problem.slot)
            if place not in but:
                grouped.setdefault((problem.class_name, problem.slot), []).append(place)
    details: dict[tuple[str, str], str] = {}
    for asked in more:
        grouped.setdefault((asked.class_name, asked.slot), []).append(asked.path)
        details[asked.class_name, asked.slot] = asked.detail
    return [
        _blank(*key, tuple(paths), card, details.get(key, "")) for key, paths in _in_order(grouped)
    ]


def _blank(
    class_name: str, slot: str, paths: tuple[Path, ...], card: Mapping[str, Any], detail: str = ""
) -> Blank:
    text = question_for(class_name, slot) + _which(paths, card) + (detail and f". {detail}")
    return Blank(paths, class_name, slot, text, slot not in ONE_BY_ONE or len(paths) == 1)


def _in_order(
    grouped: dict[tuple[str, str], list[Path]],
) -> list[tuple[tuple[str, str], list[Path]]]:
    slots = list(class_spec("DatasetCard").slots)
    return sorted(grouped.items(), key=lambda entry: slots.index(str(entry[1][0][0])))


def _which(paths: Sequence[Path], card: Mapping[str, Any]) -> str:
    """Name the entities that a question is about."""
    names = [name for path in paths if (name := _name(path, card))]
    if not names:
        return ""
    if len(names) == 1:
        return f" (for {names[0]})"
    shown = ", ".join(names[:FEW])
    return f" (for {len(names)}: {shown}{', ...' if len(names) > FEW else ''})"


def _name(path: Path, card: Mapping[str, Any]) -> str:
    if len(path) < 2 or not isinstance(path[1], int):
        return ""
    entity = card[str(path[0])][path[1]]
    slot = class_spec("DatasetCard").slots[str(path[0])]
    key = class_spec(slot.range or "").identifier if slot.range else None
    return str(entity.get("label") or entity.get(key, "")) if key else ""
