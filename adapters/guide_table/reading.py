"""A table of guides as a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.guide_table.columns import GuideColumns, find_columns, share_of_spacers
from aivc.adapters.text_rows.columns import columns_of
from aivc.adapters.text_rows.rows import read_rows
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.text_rows.rows import TextRows

CONTROLS: Mapping[str, str] = {
    "nontargeting": "non_targeting_guide",
    "safetargeting": "safe_targeting_guide",
    "poscontrol": "positive",
    "positivecontrol": "positive",
}
"""Kind of control by what the column ``type`` says, without case and marks."""


def read_guides(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a table whose rows are guides.

    Raises
    ------
    UnreadableInputError
        It is a folder or no such table.
    """
    if source.is_dir():
        msg = f"{source} is a folder; give the table of guides in it"
        raise UnreadableInputError(msg)
    table = read_rows(source, log)
    found = find_columns(table.names)
    if found is None:
        msg = (
            f"{source} is no table of guides: it must have columns for the identifier, the "
            "sequence and the target of each, such as guide_id, spacer and intended_target_name; "
            f"it has {', '.join(table.names[:20])}"
        )
        raise UnreadableInputError(msg)
    guides = table.filled(found.guide)
    if not guides:
        msg = f"{source} names columns and holds no guide"
        raise UnreadableInputError(msg)
    names = _names(guides, found, log)
    _note_odd_spacers(table, found, log)
    roles = {"guide": found.guide, "target": found.target}
    for role, name in roles.items():
        log.mapped(name, f"role {role}", found.because)
    dataset = MadeDataset(source, [MadeTable(MadeFrame(names, columns_of(table.cells)))])
    hints = Hints(
        roles={role: Said((name,), found.because) for role, name in roles.items()},
        controls=_controls(table, found, log),
    )
    return SourceReading(dataset, hints)


def _names(guides: list[str], found: GuideColumns, log: ConversionNotes) -> list[str]:
    if len(set(guides)) == len(guides):
        said = f"each guide is one observation, named by {found.guide}"
        log.mapped(found.guide, "names of the rows", said)
        return guides
    repeated = len(guides) - len(set(guides))
    said = f"{repeated:,} rows repeat a guide of {found.guide}, so rows are counted"
    log.added("names of the rows", said, n_rows=len(guides))
    return [str(row) for row in range(len(guides))]


def _note_odd_spacers(table: TextRows, found: GuideColumns, log: ConversionNotes) -> None:
    cells = [cell for cell in table.cells[found.spacer] if cell is not None]
    odd = [cell for cell in cells if share_of_spacers([cell]) < 1]
    if odd:
        said = f"they are no sequence of 14 to 32 bases, such as {odd[0][:40]!r}; kept as they are"
        log.left_alone(f"{len(odd):,} cells of {found.spacer}", said)


def _controls(table: TextRows, found: GuideColumns, log: ConversionNotes) -> dict[str, Said]:
    """Return the targets all of whose guides are of one kind of control."""
    kinds = table.cells.get(found.kind)
    if kinds is None:
        return {}
    words: dict[str, set[str]] = {}
    for target, kind in zip(table.cells[found.target], kinds, strict=True):
        if target is not None:
            words.setdefault(target, set()).add(kind or "")
    controls: dict[str, Said] = {}
    for target, stated in sorted(words.items()):
        word = stated.pop() if len(stated) == 1 else ""
        kind = CONTROLS.get("".join(c for c in word.lower() if c.isalnum()))
        if kind is not None:
            controls[target] = Said(kind, f"the column {found.kind} says {word} of all its guides")
    if controls:
        said = f"the column {found.kind} says so of all their guides"
        log.mapped(f"{len(controls):,} targets", "controls", said)
    return controls
