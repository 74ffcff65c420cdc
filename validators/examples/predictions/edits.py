"""Edits of predictions. Nothing is changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.examples import example
from aivc.validators.examples.errors import ImpossibleEditError
from aivc.validators.examples.pointer import with_value, without_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from aivc.validators.examples.predictions.specimen import PredictionSpecimen
    from aivc.validators.facts.predictions.stated import StatedPredictions

QUANTILE = "layers/q"


def apply_edits(specimen: PredictionSpecimen, edits: Iterable[example.Edit]) -> PredictionSpecimen:
    """Return the specimen after all edits, in their order.

    Raises
    ------
    ImpossibleEditError
        An edit is none of predictions, or names something that is not there.
    """
    for edit in edits:
        if type(edit) not in APPLIERS:
            msg = f"{type(edit).__name__} is no edit of predictions."
            raise ImpossibleEditError(msg)
        specimen = APPLIERS[type(edit)](specimen, edit)
    return specimen


def _set_about(specimen: PredictionSpecimen, edit: example.SetAbout) -> PredictionSpecimen:
    about = with_value(specimen.stated.about or {}, edit.pointer, edit.value)
    return _saying(specimen, about=about)


def _drop_about(specimen: PredictionSpecimen, edit: example.DropAbout) -> PredictionSpecimen:
    return _saying(specimen, about=without_value(specimen.stated.about or {}, edit.pointer))


def _about_text(specimen: PredictionSpecimen, edit: example.AboutText) -> PredictionSpecimen:
    return _saying(specimen, about=None, about_problem=f"{edit.text!r} is no JSON object")


def _drop_rows(specimen: PredictionSpecimen, edit: example.DropRows) -> PredictionSpecimen:
    stated, axis = specimen.stated, ("obs", "var").index(edit.frame)
    names = stated.features if axis else stated.unit_ids
    kept = [place for place in range(len(names)) if place not in edit.rows]

    def of(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.take(values, kept, axis=axis)

    left = tuple(names[place] for place in kept)
    changes: dict[str, Any] = {"features" if axis else "unit_ids": left}
    if not axis:
        statuses, reasons = stated.statuses, stated.reasons
        changes["statuses"] = statuses and tuple(statuses[place] for place in kept)
        changes["reasons"] = tuple(reasons[place] for place in kept)
    changes["mean"] = None if stated.mean is None else of(stated.mean)
    changes["quantiles"] = {level: of(values) for level, values in stated.quantiles.items()}
    return _saying(specimen, **changes)


def _set_names(specimen: PredictionSpecimen, edit: example.SetNames) -> PredictionSpecimen:
    slot = {"obs": "unit_ids", "var": "features"}[edit.frame]
    names = list(getattr(specimen.stated, slot))
    for place, name in edit.names.items():
        names[place] = name
    return _saying(specimen, **{slot: tuple(names)})


def _set_column(specimen: PredictionSpecimen, edit: example.SetColumn) -> PredictionSpecimen:
    slot = {"status": "statuses", "reason": "reasons"}[edit.column]
    said = list(getattr(specimen.stated, slot))
    many = isinstance(edit.values, Mapping)
    for place, text in (
        edit.values if many else dict.fromkeys(range(len(said)), edit.values)
    ).items():
        said[place] = text
    return _saying(specimen, **{slot: tuple(said)})


def _drop_column(specimen: PredictionSpecimen, edit: example.DropColumn) -> PredictionSpecimen:
    if edit.column != "status":
        msg = f"Only the column status can be removed, not {edit.column!r}."
        raise ImpossibleEditError(msg)
    return _saying(specimen, statuses=None)


def _set_values(specimen: PredictionSpecimen, edit: example.SetValues) -> PredictionSpecimen:
    values = _matrix(specimen.stated, edit.matrix).copy()
    for place, value in edit.values.items():
        values[place] = value
    return _with_matrix(specimen, edit.matrix, values)


def _add_matrix(specimen: PredictionSpecimen, edit: example.AddMatrix) -> PredictionSpecimen:
    return _with_matrix(specimen, edit.matrix, _matrix(specimen.stated, edit.copy_of))


def _drop_matrix(specimen: PredictionSpecimen, edit: example.DropMatrix) -> PredictionSpecimen:
    _matrix(specimen.stated, edit.matrix)
    return _with_matrix(specimen, edit.matrix, None)


def _copy_truth(specimen: PredictionSpecimen, edit: example.CopyTruth) -> PredictionSpecimen:
    if specimen.truth is None or specimen.stated.mean is None:
        msg = "These predictions have no truth that could be copied."
        raise ImpossibleEditError(msg)
    mean = specimen.stated.mean.copy()
    mean[list(edit.rows)] = specimen.truth.states[list(edit.rows)]
    return _saying(specimen, mean=mean)


def _answer_again(specimen: PredictionSpecimen, edit: example.AnswerAgain) -> PredictionSpecimen:
    return replace(specimen, again=edit.values)


def _saying(specimen: PredictionSpecimen, **changes: Any) -> PredictionSpecimen:
    return replace(specimen, stated=replace(specimen.stated, **changes))


def _matrix(stated: StatedPredictions, name: str) -> NDArray[np.float64]:
    held = stated.mean if name == "X" else stated.quantiles.get(_level(name))
    if held is None:
        msg = f"These predictions have no matrix {name!r}."
        raise ImpossibleEditError(msg)
    return held


def _with_matrix(
    specimen: PredictionSpecimen, name: str, values: NDArray[np.float64] | None
) -> PredictionSpecimen:
    if name == "X":
        return _saying(specimen, mean=values)
    stated = specimen.stated
    if not name.startswith(QUANTILE):
        others = {*stated.other_layers, name.removeprefix("layers/")}
        return _saying(specimen, other_layers=tuple(sorted(others)))
    held = {level: kept for level, kept in stated.quantiles.items() if level != _level(name)}
    added = {} if values is None else {_level(name): values}
    return _saying(specimen, quantiles=dict(sorted({**held, **added}.items())))


def _level(name: str) -> float:
    return int(name.removeprefix(QUANTILE)) / 1000 if name.startswith(QUANTILE) else -1.0


APPLIERS: Mapping[type, Callable[[PredictionSpecimen, Any], PredictionSpecimen]] = {
    example.SetAbout: _set_about,
    example.DropAbout: _drop_about,
    example.AboutText: _about_text,
    example.DropRows: _drop_rows,
    example.SetNames: _set_names,
    example.SetColumn: _set_column,
    example.DropColumn: _drop_column,
    example.SetValues: _set_values,
    example.AddMatrix: _add_matrix,
    example.DropMatrix: _drop_matrix,
    example.CopyTruth: _copy_truth,
    example.AnswerAgain: _answer_again,
}
"""The function that makes each kind of edit."""
