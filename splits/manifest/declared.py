"""Read what a manifest shall declare of tasks and grants, from a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aivc.schema.card_document import read_document
from aivc.schema.structure import check_structure
from aivc.splits.errors import ManifestError
from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_METADATA_BYTES

DECLARED = ("tasks", "grants")
"""Slots of a manifest that are declared beside the division itself."""


def read_declared(path: str | Path) -> dict[str, Any]:
    """Return tasks and grants that a file declares, to be put into the header of a manifest.

    Parameters
    ----------
    path
        YAML or JSON with ``tasks`` and, where a predictor may read more than training, ``grants``,
        both as in a manifest.

    Returns
    -------
    dict
        These slots, as plain data.

    Raises
    ------
    UnreadableInputError
        There is no such file.
    ManifestError
        It holds something else, or a task is not as the standard has it.
    """
    file = Path(path)
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_METADATA_BYTES + 1)
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror or error}"
        raise UnreadableInputError(msg) from error
    if len(content) > MAX_METADATA_BYTES:
        msg = f"{file} is larger than {MAX_METADATA_BYTES:,} bytes, which no list of tasks is"
        raise ManifestError(msg)
    document = read_document(content.decode("utf-8", "replace"))
    if document.problem is not None:
        said = document.problem.message.replace("card", "file")
        msg = f"{file} cannot be read, line {document.problem.line}: {said}"
        raise ManifestError(msg)
    declared = document.data or {}
    others = sorted(str(key) for key in declared if key not in DECLARED)
    if others or "tasks" not in declared:
        found = ", ".join(others) or "no tasks"
        msg = f"{file} holds {found}; expected tasks, and grants where there are any"
        raise ManifestError(msg)
    _check(declared, file)
    return declared


def _check(declared: dict[str, Any], file: Path) -> None:
    problems = [
        problem
        for problem in check_structure(declared, "SplitManifest", "minimal")
        if problem.pointer.startswith(tuple(f"/{slot}" for slot in DECLARED))
    ]
    if problems:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        msg = f"{file} at {first.pointer}: {first.message}{more}"
        raise ManifestError(msg)
