"""The card of a predictor that is a command, as a file that its author wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.verbs.judging import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def read_predictor_card(path: Path) -> dict[str, Any]:
    """Read a ``PredictorCard`` from a YAML or JSON file.

    Raises
    ------
    UnreadableInputError
        There is no such file, or it is far too large.
    SettingsError
        It is no card of a predictor.
    """
    from aivc.schema.card_document import read_document
    from aivc.schema.structure import check_structure
    from aivc.storage.limits import MAX_METADATA_BYTES
    from aivc.storage.whole_files import read_text

    document = read_document(read_text(path, MAX_METADATA_BYTES))
    if document.data is None:
        why = document.problem.message if document.problem is not None else "it is empty"
        message = f"{path} is no card of a predictor: {why}"
        raise SettingsError(message)
    problems = check_structure(document.data, "PredictorCard", "minimal")
    if problems:
        first = problems[0]
        place = first.pointer or "/"
        message = f"{path} is no card of a predictor: {first.kind} of {first.slot!r} at {place}"
        raise SettingsError(message)
    return dict(document.data)
