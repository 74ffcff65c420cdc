"""What a draft did with a source, as steps of the conversion log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.log import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.drafting.draft import Draft
    from aivc.storage.model import Dataset
    from aivc.storage.writing.added import AddedColumn


def note_draft(draft: Draft, card: Mapping[str, Any], notes: ConversionNotes) -> None:
    """Note what was guessed, which amounts and times were read, and what was left out.

    Parameters
    ----------
    draft
        The draft.
    card
        The card as written, with its draft notes.
    notes
        Takes the notes.
    """
    known = {(step.subject, step.result) for step in notes.steps}
    for role, guess in draft.roles.items():
        subject = f"obs column {' + '.join(guess.columns)}"
        if not guess.is_said:
            notes.inferred(subject, role, guess.because)
        elif (subject, role) not in known:
            notes.mapped(subject, role, guess.because)
    for note in card.get("draft_notes", ()):
        is_role = str(note["about"]).startswith("/binding/keys")
        if note["draft_status"] == "guessed" and not is_role:
            notes.inferred("the source", f"card {note['about']}", note["because"])
    amounts = dict.fromkeys(_amounts(draft.card))
    if amounts:
        notes.converted("doses", "events of the card", "units of the field, as UCUM", amounts)
    times = dict.fromkeys(_times(draft.card))
    if times:
        notes.converted("times", "harvest times of the card", "units of the field, as UCUM", times)
    for remark in draft.remarks:
        notes.left_alone("part of the source", remark)


def note_columns(
    dataset: Dataset,
    roles: Sequence[str],
    keys: Mapping[str, Sequence[AddedColumn]],
    notes: ConversionNotes,
) -> None:
    """Note the keys that were added, and the columns that play no part.

    Parameters
    ----------
    dataset
        The source.
    roles
        Columns that play a role.
    keys
        Key columns, by table.
    notes
        Takes the notes.
    """
    for table in dataset.tables:
        for key in keys.get(table.name, ()):
            n_rows = int((key.codes >= 0).sum())
            said = "the card tells it of each row"
            notes.added(f"obs column {key.name}", said, table=table.name or None, n_rows=n_rows)
        idle = [c.name for c in table.obs.columns if c.name not in roles]
        for name in idle:
            notes.left_alone(
                f"obs column {name}", "kept as it is; it plays no part", table.name or None
            )


def _amounts(card: Mapping[str, Any]) -> Iterator[Change]:
    for intervention in card.get("interventions", ()):
        for event in intervention.get("events", ()):
            yield from _read(event.get("amount"))


def _times(card: Mapping[str, Any]) -> Iterator[Change]:
    for condition in card.get("conditions", ()):
        yield from _read(condition.get("harvest_time"))


def _read(quantity: Mapping[str, Any] | None) -> Iterator[Change]:
    if quantity and quantity.get("raw_text"):
        yield Change(str(quantity["raw_text"]), f"{quantity['value']} {quantity['unit']}")
