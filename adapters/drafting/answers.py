"""Put what a person answered into a draft."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.notes import pointer
from aivc.adapters.drafting.written_amounts import plain_number
from aivc.schema.errors import AivcError
from aivc.schema.slots import class_spec
from aivc.schema.structure import check_structure
from aivc.schema.vocabulary import Quantity, find_organism, parse_quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aivc.adapters.drafting.blanks import Blank
    from aivc.adapters.drafting.draft import Draft
    from aivc.adapters.drafting.notes import Guess, Path
    from aivc.schema.slots import SlotSpec
    from aivc.schema.structure import StructureProblem

YES, NO = {"true", "yes", "y", "1"}, {"false", "no", "n", "0"}
ASKED_ELSEWHERE = frozenset({"activities", "conditions", "control_for", "dose_unit", "time_unit"})
"""Slots whose answer is no single line."""


class AnswerError(AivcError, ValueError):
    """An answer does not fit what was asked for."""


def can_be_answered(blank: Blank) -> bool:
    """Tell whether a blank is filled by one line of text."""
    slot = class_spec(blank.class_name).slots[blank.slot]
    is_line = slot.kind != "object" or slot.range in READERS
    return is_line and blank.slot not in ASKED_ELSEWHERE


def fill_blank(draft: Draft, blank: Blank, path: Path | None, text: str) -> Draft:
    """Put an answer in the place of a blank.

    Parameters
    ----------
    draft
        The draft.
    blank
        The blank.
    path
        The one of its places that the answer is for; all of them where None.
    text
        What was answered.

    Raises
    ------
    AnswerError
        The answer does not fit; the message says what does.
    """
    # Earlier answers may have filled some of its places.
    now = next((b for b in draft.blanks if b.key == blank.key), blank)
    paths = now.paths if path is None else (path,)
    value = read_answer(class_spec(blank.class_name).slots[blank.slot], text)
    card = copy.deepcopy(draft.card)
    for place in paths:
        _put(card, place, copy.deepcopy(value))
    _check(card, paths)
    left = tuple(place for place in now.paths if place not in paths)
    others = [b.about_places(left, card) if b is now else b for b in draft.blanks]
    return replace(draft, card=card, blanks=tuple(b for b in others if b.paths))


def settle_guess(draft: Draft, guess: Guess, slot: SlotSpec, text: str | None) -> Draft:
    """Confirm a guess, or put an answer in its place.

    Parameters
    ----------
    draft
        The draft.
    guess
        The guess.
    slot
        The slot that it is about.
    text
        What was answered; None where the guess is right.

    Raises
    ------
    AnswerError
        The answer does not fit.
    """
    guesses = tuple(other for other in draft.guesses if other is not guess)
    if text is None:
        return replace(draft, guesses=guesses)
    card = copy.deepcopy(draft.card)
    _put(card, guess.path, read_answer(slot, text))
    _check(card, (guess.path,))
    return replace(draft, card=card, guesses=guesses)


def read_answer(slot: SlotSpec, text: str) -> Any:
    """Read an answer as what a slot holds.

    Examples
    --------
    >>> read_answer(class_spec("Condition").slots["harvest_time"], "24 hours")
    {'value': 24, 'unit': 'h'}
    >>> read_answer(class_spec("DatasetCard").slots["creators"], "A. Lab; B. Institute")
    [{'name': 'A. Lab'}, {'name': 'B. Institute'}]
    """
    if slot.multivalued:
        mark = ";" if ";" in text or slot.kind == "object" else ","
        parts = [part.strip() for part in text.split(mark) if part.strip()]
        return [_read_one(slot, part) for part in parts]
    return _read_one(slot, text.strip())


def _read_one(slot: SlotSpec, text: str) -> Any:
    if slot.kind == "object":
        return READERS[slot.range or ""](text)
    if slot.kind == "boolean":
        if text.casefold() not in YES | NO:
            msg = "answer true or false"
            raise AnswerError(msg)
        return text.casefold() in YES
    if slot.kind in {"integer", "number"}:
        return _number(text, slot.kind)
    if slot.name == "organism_ontology_term_id":
        organism = find_organism(text)
        return organism.curie if organism is not None else text
    return text


def _number(text: str, kind: str) -> int | float:
    try:
        number = float(text)
    except ValueError:
        msg = "answer with a number"
        raise AnswerError(msg) from None
    if kind == "integer" and not number.is_integer():
        msg = "answer with a whole number"
        raise AnswerError(msg)
    return plain_number(number)


def _quantity(text: str) -> dict[str, Any]:
    found = parse_quantity(text)
    if not isinstance(found, Quantity) or found.rest:
        msg = "answer with a number and its unit, such as 24 h or 0.2 uM"
        raise AnswerError(msg)
    return {"value": plain_number(found.value), "unit": found.unit.ucum}


def _software(text: str) -> dict[str, Any]:
    name, _, version = text.rpartition(" ")
    is_version = bool(name) and any(c.isdigit() for c in version)
    return {"name": name, "version": version} if is_version else {"name": text}


READERS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "Quantity": _quantity,
    "Software": _software,
    "Creator": lambda text: {"name": text},
    "DataFile": lambda text: {"path": text},
    "Segmentation": lambda text: {"segmentation_method": text},
}
"""How a line is read as an object, by class."""


def _put(card: dict[str, Any], path: Path, value: Any) -> None:
    place: Any = card
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value


def _check(card: dict[str, Any], paths: Sequence[Path]) -> None:
    """Refuse an answer that the standard does not allow in its place."""
    texts = {pointer(path) for path in paths}
    for problem in check_structure(card, "DatasetCard", "minimal"):
        if any(problem.pointer == text or problem.pointer.startswith(f"{text}/") for text in texts):
            raise AnswerError(_in_words(problem))


def _in_words(problem: StructureProblem) -> str:
    """Say what would fit; a pattern is for machines, an example for people."""
    if problem.suggestion:
        return f"did you mean {problem.suggestion}?"
    slot = class_spec(problem.class_name).slots.get(problem.slot)
    if slot is not None and slot.pattern is not None and slot.examples:
        return f"it should look like {slot.examples[0]}"
    return f"expected {problem.expected}"
