"""What a draft understood, and what a person must fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.schema.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from aivc.adapters.drafting.draft import Draft

NAME_WIDTH = 14
MOST_SHOWN = 4
NOT_COMPARED = frozenset({"positive", "empty", "carrier", "reference_channel"})
"""Kinds of control that no treatment is compared with."""

COUNTED = (
    "donors", "samples", "sites", "plates", "batches", "agents", "interventions", "conditions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to fill in: where in the card, and what."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """The summary of a draft.

    Attributes
    ----------
    path, card
        The data and the card.
    understood
        Pairs of a name and what was understood.
    questions
        What a person must fill in.
    n_guesses
        Guesses, those that are alike counted once.
    remarks
        Sentences about columns that were left out, and names that are not clear.
    told
        How lab data were read; empty for a dataset.
    n_tables
        Matrices that the card lists.
    """

    path: str
    card: str
    understood: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    n_guesses: int
    remarks: tuple[str, ...]
    told: str = ""
    n_tables: int = 1

    def __str__(self) -> str:
        """Return the text that ``aivc init`` prints."""
        return "\n".join(_lines(self)) + "\n"


def drafted(draft: Draft, n_guesses: int, data: Path, target: Path, told: str = "") -> Drafted:
    """Summarise a draft.

    Parameters
    ----------
    draft
        The draft.
    n_guesses
        Guesses, those that are alike counted once.
    data, target
        The data and the card.
    told
        How lab data were read; empty for a dataset.
    """
    return Drafted(
        str(data),
        str(target),
        tuple(_understood(draft)),
        tuple(Question(blank.about, blank.text) for blank in draft.blanks),
        n_guesses,
        draft.remarks,
        told,
        len(draft.card.get("tables", ())),
    )


def _understood(draft: Draft) -> Iterator[tuple[str, str]]:
    from aivc.schema.vocabulary import find_organism

    card = draft.card
    names = []
    for curie in card.get("organism_ontology_term_id", ()):
        organism = find_organism(curie)
        names.append(f"{organism.scientific_name} ({curie})" if organism else "not known")
    yield "organism", ", ".join(names) or "not known"
    kinds = {
        entry.get("operator_id"): entry.get("operator_type") for entry in card.get("operators", ())
    }
    for table in card.get("tables", ()):
        space = table.get("feature_space", {})
        features = space.get("feature_type", "features of unknown kind")
        kind = kinds.get(table.get("measured_by", ""), "of an unknown measurement")
        yield (
            table.get("path_in_file", "a table without a path"),
            f"{kind}, {table.get('value_type', 'of unknown values')}, {_size(table)} ({features})",
        )
    if not card.get("tables"):
        yield "measurements", "none"
    for role, guess in draft.roles.items():
        yield role.replace("_", " "), " + ".join(guess.columns)
    for slot, value in card.get("binding", {}).items():
        if slot != "keys":
            yield slot.replace("_", " "), str(value)
    yield from _controls(card.get("controls", []))
    for slot in COUNTED:
        if card.get(slot):
            yield slot, f"{len(card[slot]):,}"


def _size(table: Mapping[str, Any]) -> str:
    sides = [table.get("n_obs"), table.get("n_var")]
    return " x ".join("?" if side is None else f"{side:,}" for side in sides)


def _controls(controls: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each control that treatments are compared with, and how many others there are."""
    others: dict[str, list[str]] = {}
    for control in controls:
        name = control.get("control_id", "without a name")
        kind = control.get("control_kind", "of unknown kind")
        if kind in NOT_COMPARED:
            others.setdefault(kind, []).append(name)
            continue
        on = ", ".join(control.get("matched_on", [])) or "nothing"
        yield "control", f"{name}: {kind}, matched on {on}"
    for kind, names in others.items():
        shown = ", ".join([*names[:MOST_SHOWN], *(["..."] if len(names) > MOST_SHOWN else [])])
        yield f"{kind.replace('_', ' ')} control", f"{len(names)}: {shown}"


def understood_lines(result: Drafted) -> Iterator[str]:
    """Yield a short table of what was understood."""
    yield "Understood"
    width = max((len(name) for name, _ in result.understood), default=0)
    for name, value in result.understood:
        yield f"  {visible(name).ljust(max(width, NAME_WIDTH))}  {visible(value)}"
    for remark in result.remarks:
        yield f"  note: {visible(remark)}"


def question_lines(result: Drafted) -> Iterator[str]:
    """Yield what a person must fill in; nothing where there is nothing."""
    if not result.questions:
        return
    yield f"To be filled in by a person ({len(result.questions)})"
    for number, question in enumerate(result.questions, 1):
        yield f"  {number}. {visible(question.text)}"
        yield f"     {question.about}"
    yield ""


def _lines(result: Drafted) -> Iterator[str]:
    yield f"Drafted {result.card}"
    yield f"from    {result.path}"
    if result.told:
        yield result.told
    yield ""
    yield from understood_lines(result)
    yield ""
    yield from question_lines(result)
    next_step = "`aivc convert`, which uses the card" if result.told else "`aivc validate`"
    yield (
        f"{result.n_guesses} notes in the card say what was guessed, and what the guess rests on. "
        f"Look at each, then run {next_step}."
    )
