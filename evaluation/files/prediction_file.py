"""Predictions as h5ad files."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files.container import StatesFile, read_states, write_states
from aivc.evaluation.files.levels import level_name, level_of
from aivc.evaluation.files.unit_columns import REASON, STATUS, refuse_repeated
from aivc.evaluation.prediction import Prediction, Status
from aivc.validators.facts.predictions.stated import StatedPredictions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

ENTRY = "aivc_predictions"
"""Entry of uns with what a file says of itself: ``PredictionSet`` of the standard, as JSON text."""

LAYERS = "layers/"


def write_prediction(prediction: Prediction, path: Path, about: Mapping[str, Any]) -> None:
    """Write predictions.

    The rows of obs are units with ``status`` and ``reason``, ``X`` is the mean, layers such as
    ``q0050`` are quantiles, and ``uns["aivc_predictions"]`` holds ``about``.

    Parameters
    ----------
    prediction
        What was answered.
    path
        The file; one that is there is replaced.
    about
        A ``PredictionSet`` of the standard, as plain data.

    Raises
    ------
    PredictionError
        Two units or features have one name, a level has no name, or shapes do not agree.
    UnwritableError
        The name does not end in ``.h5ad``.
    OSError
        The folder does not exist or may not be written.
    """
    refuse_repeated(prediction.unit_ids, "the prediction")
    refuse_repeated(prediction.features, "the prediction")
    matrices = {"X": _floats("X", prediction.mean), **_layers(prediction)}
    expected = (len(prediction.unit_ids), len(prediction.features))
    for name, values in matrices.items():
        if values.shape != expected:
            msg = (
                f"{name} of the prediction has shape {values.shape}; its units and features ask "
                f"for {expected}"
            )
            raise PredictionError(msg)
    columns = {
        STATUS: [_status(status, "the prediction").value for status in prediction.status],
        REASON: list(prediction.reasons),
    }
    if any(len(values) != expected[0] for values in columns.values()):
        msg = f"the prediction has {expected[0]} units; status and reasons need one entry for each"
        raise PredictionError(msg)
    text = json.dumps(about, ensure_ascii=False, sort_keys=True)
    held = StatesFile(prediction.unit_ids, prediction.features, columns, matrices, {ENTRY: text})
    write_states(held, path)


def read_stated(path: Path) -> StatedPredictions:
    """Read a file of predictions as it stands, without judging it.

    Raises
    ------
    UnreadableInputError
        There is no such file, or its bytes cannot be decoded.
    PredictionError
        It is no h5ad file, or is far too large.
    """
    held = read_states(path)
    layers = {name.removeprefix(LAYERS): name for name in held.matrices if name != "X"}
    levels = {name: level_of(name) for name in layers}
    found = sorted((level, name) for name, level in levels.items() if level is not None)
    about, problem = _about(held.texts.get(ENTRY))
    statuses = held.columns.get(STATUS)
    reasons = held.columns.get(REASON) or [""] * len(held.unit_ids)
    return StatedPredictions(
        held.unit_ids,
        held.features,
        held.matrices.get("X"),
        {level: held.matrices[layers[name]] for level, name in found},
        None if statuses is None else tuple(str(said or "") for said in statuses),
        tuple(str(said or "") for said in reasons),
        about,
        problem,
        tuple(sorted(name for name, level in levels.items() if level is None)),
    )


def prediction_of(stated: StatedPredictions, where: str) -> Prediction:
    """Return what a file says as a prediction.

    A file that does not say what became of its units predicts all of them.

    Raises
    ------
    PredictionError
        It has no ``X``, a name stands there twice, or a status is unknown.
    """
    import numpy as np

    if stated.mean is None:
        msg = f"{where} has no X; the mean of each unit belongs there"
        raise PredictionError(msg)
    refuse_repeated(stated.unit_ids, where)
    refuse_repeated(stated.features, where)
    statuses = stated.statuses or (Status.PREDICTED.value,) * len(stated.unit_ids)
    return Prediction(
        stated.unit_ids,
        stated.features,
        stated.mean,
        tuple(_status(said, where) for said in statuses),
        stated.reasons or ("",) * len(stated.unit_ids),
        tuple(stated.quantiles),
        np.stack(list(stated.quantiles.values())) if stated.quantiles else None,
    )


def read_prediction(path: Path) -> tuple[Prediction, Mapping[str, Any]]:
    """Read predictions, and what their file says of itself (``PredictionSet`` as plain data).

    Raises
    ------
    UnreadableInputError
        There is no such file, or its bytes cannot be decoded.
    PredictionError
        It holds no predictions, or says nothing of itself; ``aivc check-predictions`` names all
        that is wrong at once.
    """
    stated = read_stated(path)
    if stated.about is None:
        msg = f"{path} does not say what it is: {stated.about_problem}"
        raise PredictionError(msg)
    return prediction_of(stated, str(path)), stated.about


def _layers(prediction: Prediction) -> dict[str, NDArray[np.float64]]:
    if prediction.quantiles is None:
        return {}
    if len(prediction.levels) != len(prediction.quantiles):
        msg = (
            f"the prediction has {len(prediction.levels)} levels and quantiles of "
            f"{len(prediction.quantiles)}; expected one matrix for each level"
        )
        raise PredictionError(msg)
    names = [LAYERS + level_name(level) for level in prediction.levels]
    pairs = zip(names, prediction.quantiles, strict=True)
    return {name: _floats(name, values) for name, values in sorted(pairs, key=itemgetter(0))}


def _floats(name: str, values: object) -> NDArray[np.float64]:
    import numpy as np

    try:
        return np.asarray(values, np.float64)
    except (TypeError, ValueError) as error:
        msg = f"{name} of the prediction holds something else than numbers: {error}"
        raise PredictionError(msg) from error


def _status(said: str, where: str) -> Status:
    try:
        return Status(said)
    except ValueError as error:
        msg = f"{where} has the status {said!r}; expected {', '.join(Status)}"
        raise PredictionError(msg) from error


def _about(text: str | None) -> tuple[Mapping[str, Any] | None, str]:
    if text is None:
        return None, f"uns has no text {ENTRY!r}"
    try:
        about = json.loads(text)
    except (ValueError, RecursionError) as error:
        return None, f"uns[{ENTRY!r}] is no JSON ({error})"
    return (about, "") if isinstance(about, dict) else (None, f"uns[{ENTRY!r}] is no JSON object")
