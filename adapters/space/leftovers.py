"""Name the files of a folder that a conversion does not carry over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.peeking import names_in

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes

Reason = tuple[str, str]
"""Pattern of a path and why files of that kind stay where they are."""

IMAGE = "it is an image; images stay with the source"
USUAL: Sequence[Reason] = (
    (r"\.(tiff?|png|jpe?g|btf|svg|czi|nd2)$", IMAGE),
    (r"transcripts?|_tx_file", "it lists single transcripts; the table holds their counts by cell"),
    (r"boundar|polygon", "it holds the outlines of cells; the table holds their centres and areas"),
    (r"\.html?$|summary|report", "it is a report for people"),
    (r"analysis|\.cloupe$|clusters?", "it is an analysis of the same counts"),
)


def leave_rest(
    folder: Path, used: Collection[Path], log: ConversionNotes, reasons: Sequence[Reason] = ()
) -> None:
    """Note each file of a folder that was not read; a sub-folder of which none was is one note.

    Parameters
    ----------
    folder
        The source.
    used
        Files that were read.
    log
        Takes the notes.
    reasons
        Tried before the usual ones, by a search in the path.
    """
    read = {path.relative_to(folder).as_posix() for path in used if path.is_relative_to(folder)}
    busy = {name.partition("/")[0] for name in read}
    inside: dict[str, int] = {}
    for name in names_in(folder, depth=6):
        top, _, rest = name.partition("/")
        if name in read or name.startswith("."):
            continue
        if rest and top not in busy:
            inside[top] = inside.get(top, 0) + 1
            continue
        log.left_alone(name, _reason(name, reasons))
    for top, count in sorted(inside.items()):
        files = "1 file" if count == 1 else f"{count:,} files"
        log.left_alone(f"{top}/ ({files})", _reason(f"{top}/", reasons))


def _reason(name: str, reasons: Sequence[Reason]) -> str:
    for pattern, because in (*reasons, *USUAL):
        if re.search(pattern, name, re.IGNORECASE):
            return because
    return "it is no table of counts and none of what is known of each cell"
