"""Rule CRD019: a card that is released has no marks of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report the marks that a draft left, one finding for guesses and one for blanks."""
    for status, words in (("blank", "left blank"), ("guessed", "guessed")):
        notes = [note for note in card.draft_notes if note.draft_status == status]
        if notes:
            yield Evidence(
                Location("card", pointer=notes[0].pointer),
                count=len(notes),
                observed=words,
                examples=tuple(f"{note.about} ({note.because})" for note in notes),
            )


RULE = Rule(
    code="CRD019",
    name="unresolved-draft-note",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A card that is released has no marks of a draft.",
    message="{count} places of the card are still marked as {observed} by the draft: {examples}.",
    fix="Look at each place, confirm, correct or fill it in, and delete its entry from `draft_notes`; delete `draft_notes` itself with the last one.",
    why="A guess that nobody looked at becomes a fact as soon as it is released.",
    check=check,
    needs_card=True,
    slots=("DatasetCard.draft_notes", "DraftNote.about"),
    passing=(Example("an empty list of notes", edits=(SetCard("/draft_notes", []),)),),
    failing=(
        Example(
            "two guesses and a blank",
            edits=(
                SetCard(
                    "/draft_notes",
                    [
                        {"about": "/license", "draft_status": "blank", "because": "the licence"},
                        {"about": "/title", "draft_status": "guessed", "because": "file name"},
                        {"about": "/samples/0", "draft_status": "guessed", "because": "obs"},
                    ],
                ),
            ),
            expect=(Expect("card:/draft_notes/0", 1), Expect("card:/draft_notes/1", 2)),
        ),
    ),
)
