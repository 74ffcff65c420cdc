"""Bring an answer into the order of its queries, or say why it is no answer to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.prediction import Prediction, Status
from aivc.reference_models.conformance.errors import NoAnswerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aivc.evaluation.view import Queries

MOST_NAMED = 3
"""Names that a message lists."""


def aligned(prediction: Prediction, queries: Queries) -> Prediction:
    """Return an answer with rows and columns in the order of the queries.

    Raises
    ------
    NoAnswerError
        Units or features are missing, are there twice or were not asked for, or shapes do not
        agree.
    """
    if fault := fault_of(prediction, queries):
        raise NoAnswerError(fault)
    wanted = tuple(unit.unit_id for unit in queries.units)
    if prediction.unit_ids == wanted and prediction.features == queries.features:
        return prediction
    rows, columns = (
        _places(had, asked)
        for had, asked in (
            (prediction.unit_ids, wanted),
            (prediction.features, queries.features),
        )
    )
    return replace(
        prediction,
        unit_ids=wanted,
        features=queries.features,
        mean=prediction.mean[np.ix_(rows, columns)],
        status=tuple(prediction.status[row] for row in rows),
        reasons=tuple(prediction.reasons[row] for row in rows),
        quantiles=(
            None if prediction.quantiles is None else prediction.quantiles[:, rows][:, :, columns]
        ),
    )


def fault_of(prediction: object, queries: Queries) -> str:
    """Say why something is no answer to queries; empty text where it is one."""
    if not isinstance(prediction, Prediction):
        return f"the answer is of type {type(prediction).__name__}, not a Prediction"
    n_units, n_features = len(prediction.unit_ids), len(prediction.features)
    shapes: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
        "mean": (np.shape(prediction.mean), (n_units, n_features)),
        "status": (np.shape(prediction.status), (n_units,)),
        "reasons": (np.shape(prediction.reasons), (n_units,)),
    }
    if prediction.quantiles is not None:
        of_levels = (len(prediction.levels), n_units, n_features)
        shapes["quantiles"] = (np.shape(prediction.quantiles), of_levels)
    for name, (had, expected) in shapes.items():
        if had != expected:
            return f"{name} has shape {had}; its units, features and levels ask for {expected}"
    if strange := [each for each in prediction.status if not isinstance(each, Status)]:
        return f"{strange[0]!r} is no status; use aivc.evaluation.prediction.Status"
    wanted = [unit.unit_id for unit in queries.units]
    return _names_fault("unit", wanted, prediction.unit_ids) or _names_fault(
        "feature", queries.features, prediction.features
    )


def _names_fault(what: str, wanted: Sequence[str], had: Sequence[str]) -> str:
    if missing := set(wanted) - set(had):
        return f"{len(missing)} of {len(wanted)} {what}s are missing: {_named(missing)}"
    if extra := set(had) - set(wanted):
        return f"{len(extra)} {what}s were not asked for: {_named(extra)}"
    if twice := {name for name, count in Counter(had).items() if count > 1}:
        return f"{len(twice)} {what}s are there twice: {_named(twice)}"
    return ""


def _named(names: Iterable[str]) -> str:
    some = sorted(names)
    more = len(some) - MOST_NAMED
    listed = ", ".join(map(repr, some[:MOST_NAMED]))
    return f"{listed} and {more} more" if more > 0 else listed


def _places(had: Sequence[str], wanted: Sequence[str]) -> list[int]:
    place = {name: index for index, name in enumerate(had)}
    return [place[name] for name in wanted]
