"""Read the manifest of a split: its header, and the table of assignments that it names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.card_document import CardDocument, read_document
from aivc.schema.generated.views import SplitManifest
from aivc.schema.reading import read
from aivc.schema.structure import check_structure
from aivc.splits.errors import ManifestError
from aivc.splits.manifest.assignments import AssignmentTable, read_assignments
from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_METADATA_BYTES
from aivc.storage.records.files import MAX_BUFFER

if TYPE_CHECKING:
    from aivc.schema.structure_problem import StructureProblem


@dataclass(frozen=True, eq=False)
class ManifestDocument:
    """A manifest as far as it can be read.

    Attributes
    ----------
    path
        File of the header.
    raw
        The header as plain data; None where it is no YAML mapping.
    view
        The header, tolerant of everything.
    structure
        What is wrong with its structure.
    parse_problem, parse_line
        Why the header cannot be parsed, and where; empty and 0 where it can.
    duplicate_keys
        JSON pointers of keys that are written twice.
    table
        The assignments; None where they are not named or cannot be read.
    table_path
        File of the assignments as the header names it; empty where it names none.
    table_problem
        Why they cannot be read, as a clause about the file; empty where they can, or where none
        are named.
    table_sha256
        Digest of the file of the assignments; empty where there is none.
    """

    path: Path
    raw: dict[str, Any] | None
    view: SplitManifest
    structure: tuple[StructureProblem, ...] = ()
    parse_problem: str = ""
    parse_line: int = 0
    duplicate_keys: tuple[str, ...] = ()
    table: AssignmentTable | None = None
    table_path: str = ""
    table_problem: str = ""
    table_sha256: str = ""
    text: CardDocument = field(default_factory=lambda: CardDocument(None), repr=False)

    def line_of(self, pointer: str) -> int:
        """Return the line of what is at a JSON pointer of the header, from 1; 0 if unknown."""
        return self.text.line_of(pointer)


def read_manifest(path: str | Path, profile: str = "release") -> ManifestDocument:
    """Read a manifest.

    Parameters
    ----------
    path
        The YAML (or JSON) header.
    profile
        Profile whose slots the header must fill in: ``minimal``, ``release`` or ``benchmark``.

    Returns
    -------
    ManifestDocument
        Whatever is wrong with header or table is told in it, not raised.

    Raises
    ------
    UnreadableInputError
        There is no such file, it may not be read, or it is far too large to be a header.

    Examples
    --------
    >>> document = read_manifest("split.yaml")  # doctest: +SKIP
    >>> document.view.unit_of_split  # doctest: +SKIP
    'donor'
    """
    path = Path(path)
    text, problem = _text(path)
    if problem:
        return ManifestDocument(path, None, SplitManifest(), parse_problem=problem)
    document = read_document(text)
    if document.problem is not None:
        said = document.problem.message.replace("card", "manifest")
        line = document.problem.line
        return ManifestDocument(
            path, None, SplitManifest(), parse_problem=said, parse_line=line, text=document
        )
    view = read(SplitManifest, document.data)
    named = view.assignments.path if view.assignments is not None else None
    table, table_problem, sha256 = _table(named, path.parent)
    return ManifestDocument(
        path,
        document.data,
        view,
        structure=check_structure(document.data, "SplitManifest", profile),
        duplicate_keys=document.duplicate_keys,
        table=table,
        table_path=named or "",
        table_problem=table_problem,
        table_sha256=sha256,
        text=document,
    )


def _text(path: Path) -> tuple[str, str]:
    """Return the text of a header, or the problem with it."""
    content = _bytes(path, MAX_METADATA_BYTES)
    if b"\x00" in content:
        return "", "it is no text, but a file of another kind"
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return "", f"line {line} is not UTF-8"


def _bytes(path: Path, limit: int) -> bytes:
    if not path.exists():
        msg = f"there is no manifest {path}"
        raise UnreadableInputError(msg)
    if not path.is_file():
        msg = f"{path} is no file; name the YAML header of a manifest"
        raise UnreadableInputError(msg)
    try:
        if path.stat().st_size > limit:
            msg = f"{path} holds more than {limit:,} bytes; it is no header of a manifest"
            raise UnreadableInputError(msg)
        return path.read_bytes()
    except OSError as error:
        if isinstance(error, UnreadableInputError):
            raise
        msg = f"{path} cannot be read: {error.strerror}; check its permissions"
        raise UnreadableInputError(msg) from error


def _table(named: str | None, folder: Path) -> tuple[AssignmentTable | None, str, str]:
    """Return the table, the problem with it, and the digest of its bytes."""
    if not named:
        return None, "", ""
    try:
        content = _beside(named, folder)
    except ManifestError as error:
        return None, str(error), ""
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return read_assignments(content, Path(named)), "", sha256
    except ManifestError as error:
        return None, str(error), sha256


def _beside(named: str, folder: Path) -> bytes:
    home = folder.resolve()
    try:
        target = (home / named).resolve()
        is_file = target.is_file()
    except (OSError, ValueError) as error:  # a null byte, a loop of links, a name that is too long
        msg = "its name is none that a file can have"
        raise ManifestError(msg) from error
    if Path(named).is_absolute() or not target.is_relative_to(home):
        msg = "it does not lie beside the manifest or below"
        raise ManifestError(msg)
    if not is_file:
        msg = "there is no such file beside the manifest"
        raise ManifestError(msg)
    try:
        if target.stat().st_size > MAX_BUFFER:
            msg = f"it holds more than {MAX_BUFFER:,} bytes"
            raise ManifestError(msg)
        return target.read_bytes()
    except OSError as error:
        msg = f"it cannot be opened: {error.strerror}"
        raise ManifestError(msg) from error
