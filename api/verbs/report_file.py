"""Read the file of a report of an evaluation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import ComparisonError
from aivc.storage.errors import UnreadableInputError
from aivc.storage.whole_files import read_text

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 500_000_000
TOLD_BY = frozenset({"report_id", "grid_results"})
"""Slots by which a report is told from other JSON, such as that of a run."""


def read_report(path: Path) -> dict[str, Any]:
    """Return a report as plain data.

    Raises
    ------
    UnreadableInputError
        The file cannot be read, is larger than any report, or is no JSON.
    ComparisonError
        It is JSON, and no report.
    """
    text = read_text(path, MOST_BYTES)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"{path} is no JSON ({error}); a report is what `aivc evaluate -o` writes"
        raise UnreadableInputError(msg) from error
    if not isinstance(document, dict) or not TOLD_BY & document.keys():
        msg = f"{path} holds no report; one is what `aivc evaluate -o` writes"
        raise ComparisonError(msg)
    return document
