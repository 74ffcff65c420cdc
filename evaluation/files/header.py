"""What a file of the harness says of itself: its format, and the version of that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PredictionError

if TYPE_CHECKING:
    from pathlib import Path


def header_of(
    text: str | None, entry: str, expected: str, version: int, path: Path
) -> dict[str, Any]:
    """Parse the JSON text that says what a file is.

    Parameters
    ----------
    text
        The text; None where the file holds none.
    entry
        Where it stands in the file.
    expected, version
        The format, and the version of it that is read.
    path
        The file.

    Raises
    ------
    PredictionError
        It is missing, no JSON object, or of another format or version.
    """
    try:
        header = json.loads(text or "")
    except (ValueError, RecursionError) as error:
        msg = f"{path} holds no JSON text {entry!r}, so it is no {expected} file"
        raise PredictionError(msg) from error
    said = header.get("format") if isinstance(header, dict) else None
    if said != expected:
        msg = f"{path} is a file of format {said!r}; expected {expected}"
        raise PredictionError(msg)
    if header.get("version") != version:
        msg = (
            f"{path} has version {header.get('version')!r} of the format {expected}; this aivc "
            f"reads version {version}"
        )
        raise PredictionError(msg)
    found: dict[str, Any] = header
    return found
