"""Ask a person, line by line, what a draft could not know."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.blanks import Blank
    from aivc.adapters.drafting.draft import Draft
    from aivc.adapters.drafting.notes import Guess, Path
    from aivc.schema.slots import SlotSpec

CONFIRMED = (("title",), ("id",), ("organism_ontology_term_id",))
"""Guesses that are asked about; the others are looked at in the card."""

MOST_PLACES = 10
"""Entities that are asked about one by one; for more, an editor is the better place."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the guess that stands in brackets, and what is done with an answer."""

    text: str
    guess: str
    use: Callable[[Draft, str], Draft]


def interview(draft: Draft, draft_again: Callable[[Hints], Draft]) -> Draft:
    """Ask about units, the chief guesses and every blank that one line can fill.

    Units come first, because amounts and times of the whole card follow from them.

    An empty line takes the guess for right, or leaves the blank. The end of the input leaves the
    rest as it is. Questions go to standard error, so that the output can be piped.
    """
    click.echo(
        "An empty answer keeps the guess in brackets, or leaves the question open.", err=True
    )
    units: dict[str, str] = {}
    for question in _about_units(draft, units, draft_again):
        answered = _ask(draft, question)
        if answered is None:
            return draft
        draft = answered
    for question in (*_about_guesses(draft), *_about_blanks(draft)):
        answered = _ask(draft, question)
        if answered is None:
            break
        draft = answered
    return draft


def _ask(draft: Draft, question: Question) -> Draft | None:
    """Ask until an answer fits; None at the end of the input."""
    from aivc.adapters.drafting.answers import AnswerError

    text = f"{question.text} [{question.guess}]" if question.guess else question.text
    while True:
        click.echo(f"{text}\n> ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            click.echo("", err=True)
            return None
        try:
            return question.use(draft, line.strip())
        except AnswerError as error:
            click.echo(f"  That does not fit: {error}", err=True)


def _about_units(
    draft: Draft, units: dict[str, str], draft_again: Callable[[Hints], Draft]
) -> Iterator[Question]:
    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.answers import AnswerError
    from aivc.schema.vocabulary import Unit, parse_unit

    def using(slot: str) -> Callable[[Draft, str], Draft]:
        def use(draft: Draft, text: str) -> Draft:
            if not text:
                return draft
            if not isinstance(parse_unit(text), Unit):
                message = "that is no unit; write it as uM, nM, ng/mL, h or d"
                raise AnswerError(message)
            units[slot] = text
            return draft_again(Hints(units.get("dose_unit"), units.get("time_unit")))

        return use

    for blank in draft.blanks:
        if blank.class_name == "Binding":
            yield Question(blank.text.split(" Give it")[0], "", using(blank.slot))


def _settling(guess: Guess, slot: SlotSpec) -> Callable[[Draft, str], Draft]:
    from aivc.adapters.drafting.answers import settle_guess

    return lambda draft, text: settle_guess(draft, guess, slot, text or None)


def _about_guesses(draft: Draft) -> Iterator[Question]:
    from aivc.schema.slots import class_spec

    slots = class_spec("DatasetCard").slots
    for guess in draft.guesses:
        if guess.path not in CONFIRMED:
            continue
        slot = slots[str(guess.path[0])]
        value = draft.card[slot.name]
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        text = f"{slot.description} Guessed: {guess.because}."
        yield Question(text, shown, _settling(guess, slot))


def _about_blanks(draft: Draft) -> Iterator[Question]:
    from aivc.adapters.drafting.answers import can_be_answered

    for blank in draft.blanks:
        if not can_be_answered(blank):
            continue
        if blank.is_shared:
            yield Question(blank.text + _how_to_list(blank), "", _filling(blank, None))
        elif len(blank.paths) <= MOST_PLACES:
            for path in blank.paths:
                yield Question(_about(draft, blank, path), "", _filling(blank, path))


def _how_to_list(blank: Blank) -> str:
    """Say how several answers stand on one line, as they do only here."""
    from aivc.schema.slots import class_spec

    slot = class_spec(blank.class_name).slots[blank.slot]
    return " (put ; between several)" if slot.multivalued else ""


def _filling(blank: Blank, path: Path | None) -> Callable[[Draft, str], Draft]:
    from aivc.adapters.drafting.answers import fill_blank

    def fill(draft: Draft, text: str) -> Draft:
        return fill_blank(draft, blank, path, text) if text else draft

    return fill


def _about(draft: Draft, blank: Blank, path: Path) -> str:
    from aivc.adapters.drafting.questions import question_for

    entity: Any = draft.card[str(path[0])][path[1]] if len(path) > 1 else draft.card
    name = entity.get("label") or next(iter(entity.values()), "")
    return f"{question_for(blank.class_name, blank.slot)} (for {name})"
