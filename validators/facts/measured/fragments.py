"""Read the fragments of a SingleCellATAC operator."""

from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.storage.card_tables.files import table_path
from aivc.validators.facts.measured.fragment_lines import scan_lines
from aivc.validators.facts.measured.model import FragmentsFacts, NamedFile
from aivc.validators.facts.measured.named_file import GZIP, Hashing, is_blocked
from aivc.validators.facts.progress import PER_PACKED_BYTE

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.schema.generated.views import SingleCellATAC
    from aivc.validators.facts.measured.cells import Cells
    from aivc.validators.facts.progress import Progress

INDEXES = (".tbi", ".csi")
"""What an index of tabix is called after; `.csi` for chromosomes longer than 512 million bases."""

FEWEST_COLUMNS = 4
_START = 1 << 16


def plan_fragments(operator: SingleCellATAC, folder: Path, progress: Progress) -> None:
    """Announce the work of reading all fragments of an operator."""
    if operator.fragments_file is None:
        return
    # What cannot be found is said where it is read.
    with suppress(AivcError, OSError, ValueError, RuntimeError):
        size = table_path(operator.fragments_file.path or "", folder).stat().st_size
        progress.plan(PER_PACKED_BYTE * size)


def fragments_facts(
    operator: SingleCellATAC,
    folder: Path,
    cells: Cells | None,
    *,
    reads_all: bool,
    progress: Progress | None = None,
) -> FragmentsFacts | None:
    """Look at the file of fragments that an operator names; None where it names none.

    Parameters
    ----------
    operator
        The operator.
    folder
        Folder of the card.
    cells
        The cells that fragments should belong to, where their names could be read.
    reads_all
        Whether every line is read, or only the beginning.
    progress
        Told as it is read.
    """
    named = operator.fragments_file
    if named is None:
        return None
    file = NamedFile(named.pointer, named.path or "", named.sha256)
    facts = FragmentsFacts(operator.operator_id or "", file)
    try:
        path = table_path(file.path, folder)
        with path.open("rb") as opened:
            start = opened.read(_START)
        first = _first_line(start)
    # A path may also hold what no file system takes, or links in a circle.
    except (AivcError, OSError, ValueError, RuntimeError, EOFError, zlib.error) as error:
        problem = str(getattr(error, "strerror", None) or error)
        return replace(facts, file=replace(file, problem=problem))
    is_there = [path.name + end for end in INDEXES if path.with_name(path.name + end).is_file()]
    facts = replace(
        facts,
        is_compressed=start[:2] == GZIP,
        is_blocked=is_blocked(start),
        index=is_there[0] if is_there else "",
    )
    problem = _no_fragment(first)
    if problem or not reads_all:
        return replace(facts, file=replace(file, problem=problem))
    return _scanned(facts, path, first.count("\t") + 1, cells, progress)


def _first_line(start: bytes) -> str:
    """Return the first line that is no comment; empty where there is none."""
    if start[:2] == GZIP:
        # The beginning of a packed file ends within a block.
        unpacked = zlib.decompressobj(wbits=31)
        text, rest = b"", start
        while rest[:2] == GZIP and len(text) < _START:
            text += unpacked.decompress(rest, _START)
            rest, unpacked = unpacked.unused_data, zlib.decompressobj(wbits=31)
        start = text
    lines = start.decode("utf-8", "replace").splitlines()
    return next((line for line in lines if line.strip() and not line.startswith("#")), "")


def _no_fragment(line: str) -> str:
    if not line:
        return "it holds no fragment"
    cells = line.split("\t")
    is_fragment = len(cells) >= FEWEST_COLUMNS and cells[1].isdecimal() and cells[2].isdecimal()
    if is_fragment:
        return ""
    return f"its first line is no fragment (chromosome, start, end, barcode, reads): {line[:60]!r}"


def _scanned(
    facts: FragmentsFacts,
    path: Path,
    n_columns: int,
    cells: Cells | None,
    progress: Progress | None,
) -> FragmentsFacts:
    def told(n_bytes: int) -> None:
        if progress is not None:
            progress.advance(PER_PACKED_BYTE * n_bytes, facts.file.path)

    with path.open("rb") as opened:
        hashed = Hashing(opened)
        scan, problem = scan_lines(
            hashed, n_columns, cells, is_compressed=facts.is_compressed, told=told
        )
        # What was not read to its end has no digest: more of it may still be read ahead.
        digest = None if problem else hashed.rest()
    file = replace(facts.file, actual_sha256=digest, problem=problem)
    return replace(facts, file=file, scan=scan)
