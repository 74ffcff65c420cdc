"""The same files as tab-separated text, for shells and for R without further packages."""

from __future__ import annotations

import json
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files.levels import level_of
from aivc.evaluation.files.unit_columns import (
    REASON,
    STATUS,
    UNIT,
    axes_of,
    refuse_repeated,
    unit_columns,
)
from aivc.evaluation.files.view_file import view_columns, view_header
from aivc.evaluation.prediction import Prediction, Status
from aivc.storage.atomic import write_text
from aivc.storage.limits import MAX_ARRAY_BYTES
from aivc.storage.whole_files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.evaluation.view import Inputs, Queries, TrainingView

MOST_CELLS = 50_000_000
"""Cells of a table of text that are read: one takes a hundred bytes of memory, ten times those in
the file."""
MISSING = "NA"
"""What is not known, as R writes it. Text that is not there is empty."""

_BREAKS = ("\t", "\n", "\r")


def write_text_view(view: TrainingView, path: Path) -> None:
    """Write a view as one table, what is known of each unit first and then its state.

    The task stands beside it as ``NAME.json``, and the noise, where there is some, as
    ``NAME.noise.tsv``.

    Raises
    ------
    PredictionError
        A name holds a tab or a line break.
    OSError
        The folder does not exist or may not be written.
    """
    unit_ids = [unit.unit_id for unit in view.units]
    columns: dict[str, Sequence[Any]] = {**view_columns(view)}
    _write(path, unit_ids, columns, view.features, view.states)
    header = {**view_header(view), "n_columns_before_features": len(columns) + 1}
    write_text(path.with_suffix(".json"), json.dumps(header, indent=2, sort_keys=True) + "\n")
    if view.noise is not None:
        _write(path.with_suffix(".noise.tsv"), unit_ids, {}, view.features, view.noise)


def write_text_queries(queries: Queries, axes: Sequence[str], path: Path) -> None:
    """Write queries as a table; the features that are wanted stand in the text about the view."""
    unit_ids = [unit.unit_id for unit in queries.units]
    _write(path, unit_ids, unit_columns(queries.units, axes_of(queries.units, axes)))


def write_text_inputs(inputs: Inputs, path: Path) -> None:
    """Write inputs as a table of units and features."""
    _write(path, inputs.unit_ids, {}, inputs.features, inputs.values)


def read_text_prediction(path: Path) -> Prediction:
    """Read predictions from a table, and quantiles from those beside it.

    The columns are ``unit_id``, ``status``, ``reason`` where there is one, and then the features;
    ``NAME.q0050.tsv`` holds the quantiles of level 0.05 with the same rows and columns, of which
    status and reason may be left out. A table without ``status`` predicts all of its units.

    Raises
    ------
    UnreadableInputError
        There is no such file, or it cannot be decoded.
    PredictionError
        It is no such table, or one of quantiles has other units or features.
    """
    unit_ids, features, values, said = _read(path)
    levels, quantiles = [], []
    for beside in sorted(path.parent.glob(f"{path.stem}.q*.tsv")):
        level = level_of(beside.name.removeprefix(f"{path.stem}.").removesuffix(".tsv"))
        if level is None:
            msg = f"{beside} has a name of no level; expected one such as {path.stem}.q0050.tsv"
            raise PredictionError(msg)
        levels.append(level)
        quantiles.append(_aligned(beside, unit_ids, features))
    statuses = said.get(STATUS, [Status.PREDICTED.value] * len(unit_ids))
    known = {status.value for status in Status}
    if unknown := sorted(set(statuses) - known):
        msg = f"{path} has the status {unknown[0]!r}; expected {', '.join(sorted(known))}"
        raise PredictionError(msg)
    return Prediction(
        unit_ids,
        features,
        values,
        tuple(map(Status, statuses)),
        tuple(said.get(REASON, [""] * len(unit_ids))),
        tuple(levels),
        np.stack(quantiles) if quantiles else None,
    )


def _write(
    path: Path,
    unit_ids: Sequence[str],
    columns: dict[str, Sequence[Any]],
    features: Sequence[str] = (),
    values: NDArray[np.float64] | None = None,
) -> None:
    def lines() -> Iterator[str]:
        yield "\t".join(_cell(name, path) for name in (UNIT, *columns, *features))
        for row, unit_id in enumerate(unit_ids):
            cells = [unit_id, *(values[row] for values in columns.values())]
            numbers = () if values is None else values[row].tolist()
            yield "\t".join(_cell(cell, path) for cell in (*cells, *numbers))

    write_text(path, "\n".join(lines()) + "\n")


def _cell(value: Any, path: Path) -> str:
    if isinstance(value, float):
        return MISSING if isnan(value) else repr(value)
    text = "" if value is None else str(value)
    if any(mark in text for mark in _BREAKS):
        msg = f"{text!r} holds a tab or a line break, so {path.name} cannot hold it; use h5ad files"
        raise PredictionError(msg)
    return text


def _read(
    path: Path,
) -> tuple[tuple[str, ...], tuple[str, ...], NDArray[np.float64], dict[str, list[str]]]:
    header, *rows = _table(path)
    if not header or header[0] != UNIT:
        msg = f"{path} begins with {header[:1]}; its first column is {UNIT!r}"
        raise PredictionError(msg)
    told = {name: header.index(name) for name in (STATUS, REASON) if name in header[:3]}
    places = [place for place in range(1, len(header)) if place not in told.values()]
    features = tuple(header[place] for place in places)
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            msg = f"{path}, line {number}, has {len(row)} columns; the first has {len(header)}"
            raise PredictionError(msg)
    unit_ids = tuple(row[0] for row in rows)
    refuse_repeated(unit_ids, str(path))
    refuse_repeated(features, str(path))
    values = np.empty((len(rows), len(features)))
    for index, row in enumerate(rows):
        values[index] = [_number(row[place], path, index + 2) for place in places]
    return unit_ids, features, values, {name: [r[at] for r in rows] for name, at in told.items()}


def _aligned(
    path: Path, unit_ids: tuple[str, ...], features: tuple[str, ...]
) -> NDArray[np.float64]:
    """Read quantiles in the order of the mean."""
    rows, columns, values, _ = _read(path)
    if set(rows) != set(unit_ids) or set(columns) != set(features):
        msg = f"{path} has other units or features than the table of the mean beside it"
        raise PredictionError(msg)
    row, column = ({name: at for at, name in enumerate(names)} for names in (rows, columns))
    return values[np.ix_([row[name] for name in unit_ids], [column[name] for name in features])]


def _table(path: Path) -> list[list[str]]:
    text = read_text(path, MAX_ARRAY_BYTES).replace("\r\n", "\n").rstrip("\n")
    n_cells = text.count("\n") + text.count("\t") + 1
    if n_cells > MOST_CELLS:
        msg = f"{path} has {n_cells:,} cells, more than {MOST_CELLS:,}; write predictions as h5ad"
        raise PredictionError(msg)
    lines = text.split("\n")
    return [line.split("\t") for line in lines]


def _number(text: str, path: Path, line: int) -> float:
    if text in {MISSING, "", "NaN", "nan"}:
        return float("nan")
    try:
        return float(text)
    except ValueError as error:
        msg = f"{path}, line {line}: {text[:40]!r} is no number; write {MISSING} for none"
        raise PredictionError(msg) from error
