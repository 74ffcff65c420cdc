"""A task as plain data, so that a file can hold it."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.grid_row import GridRow, Regime, Stratum
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.schema.endpoint_features import predicted_features

if TYPE_CHECKING:
    from collections.abc import Mapping


def task_as_plain(task: Task) -> dict[str, Any]:
    """Return a task as dicts, lists, texts and numbers."""
    plain = asdict(task)
    plain["kind"], plain["space"] = task.kind.value, task.space.value
    for row in plain["grid"]:
        row["stratum"] = {
            "regime": row["stratum"]["regime"].value,
            "shifted": list(row["stratum"]["shifted"]),
        }
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()
    }


def task_of_plain(plain: Any, where: str) -> Task:
    """Read a task.

    Raises
    ------
    PredictionError
        Something in it is missing, or is not what it should be.
    """
    try:
        return _task(plain)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        msg = (
            f"the task in {where} cannot be read: {type(error).__name__}: {error}; "
            "make the file again with `aivc fit`"
        )
        raise PredictionError(msg) from error


def asked_features(task: Task, features: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is wanted of each unit, from the features of the training view.

    The same, except for an endpoint: the view holds time and event, and wanted are a risk and the
    probability of being without the event at each horizon.

    Examples
    --------
    >>> task = Task("os", TaskKind.ENDPOINT, Space.SURVIVAL, horizons=(180.0, 365.0))
    >>> asked_features(task, ("time", "event"))
    ('risk', 'survival@180', 'survival@365')
    """
    if task.kind is not TaskKind.ENDPOINT:
        return features
    return predicted_features(task.horizons)


def _task(plain: Mapping[str, Any]) -> Task:
    known = {field.name for field in fields(Task)}
    if unknown := sorted(set(plain) - known):
        msg = f"it has the unknown entries {unknown}"
        raise ValueError(msg)
    said = dict(plain)
    said["kind"], said["space"] = TaskKind(plain["kind"]), Space(plain["space"])
    for name, value in said.items():
        if isinstance(value, list) and name != "grid":
            said[name] = tuple(map(str, value))
    said["horizons"] = tuple(float(horizon) for horizon in plain.get("horizons", ()))
    said["grid"] = tuple(_row(row) for row in plain.get("grid", ()))
    return Task(**said)


def _row(plain: Mapping[str, Any]) -> GridRow:
    stratum = plain["stratum"]
    where = Stratum(Regime(stratum["regime"]), tuple(map(str, stratum.get("shifted", ()))))
    return GridRow(**{**plain, "stratum": where})
