"""Inputs, that is what may be read of units that are asked about, as h5ad files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files.container import StatesFile, read_states, write_states
from aivc.evaluation.files.header import header_of
from aivc.evaluation.files.unit_columns import refuse_repeated
from aivc.evaluation.view import Inputs

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "aivc_inputs"
FORMAT = "aivc-inputs"
FORMAT_VERSION = 1


def write_inputs(inputs: Inputs, path: Path) -> None:
    """Write inputs: rows are the units of the view and of the queries, ``X`` holds the values.

    Raises
    ------
    UnwritableError
        The name does not end in ``.h5ad``.
    OSError
        The folder does not exist or may not be written.
    """
    text = json.dumps({"format": FORMAT, "version": FORMAT_VERSION})
    held = StatesFile(
        inputs.unit_ids, inputs.features, matrices={"X": inputs.values}, texts={ENTRY: text}
    )
    write_states(held, path)


def read_inputs(path: Path) -> Inputs:
    """Read inputs.

    Raises
    ------
    UnreadableInputError
        There is no such file, or its bytes cannot be decoded.
    PredictionError
        It holds no inputs.
    """
    held = read_states(path)
    header_of(held.texts.get(ENTRY), ENTRY, FORMAT, FORMAT_VERSION, path)
    refuse_repeated(held.unit_ids, str(path))
    refuse_repeated(held.features, str(path))
    if "X" not in held.matrices:
        msg = f"{path} has no X; make it again with `aivc fit`"
        raise PredictionError(msg)
    return Inputs(held.unit_ids, held.features, held.matrices["X"])
