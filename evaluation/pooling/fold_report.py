"""Read what the report of a fold holds for a report over all folds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.calibration.unit_sums import COUNTED, UnitSums
from aivc.evaluation.errors import PoolingError, PredictionError
from aivc.evaluation.files.task_text import task_of_plain
from aivc.evaluation.grid_row import Regime, Stratum
from aivc.evaluation.metrics.calibrated import CalibratedMetric
from aivc.evaluation.metrics.registry import METRICS
from aivc.evaluation.metrics.scores import Scores
from aivc.evaluation.pooling.basis import FLOOR, HALF, INTERPOLATED, PREDICTION, UNINFORMED
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.scoring.answers import Fate
from aivc.evaluation.scoring.judged_units import JudgedUnits
from aivc.evaluation.scoring.judgement import Judgement
from aivc.evaluation.scoring.measured_row import ScoredMetric
from aivc.evaluation.scoring.row_results import ScoredReadout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.metrics.metric import Metric

HORIZON = "horizon"


@dataclass(frozen=True, eq=False)
class FoldReport:
    """The report of one fold.

    Attributes
    ----------
    name
        Its file, for messages.
    document
        The report as plain data.
    index, n_folds
        Which fold it is about, of how many.
    unit_of_split
        Axis that was divided; empty where the manifest does not say.
    judgement
        Scores of its units.
    """

    name: str
    document: Mapping[str, Any]
    index: int
    n_folds: int
    unit_of_split: str
    judgement: Judgement


def fold_report(document: Mapping[str, Any], name: str) -> FoldReport:
    """Read the report of a fold.

    Parameters
    ----------
    document
        The report as plain data.
    name
        Of its file.

    Raises
    ------
    PoolingError
        It is not about a fold, or holds too little or what contradicts itself.
    """
    basis = document.get("pooling_basis")
    if not isinstance(basis, dict):
        raise PoolingError(_no_basis(document, name))
    try:
        fold = document["fold"]
        index, n_folds = int(fold["fold_index"]), int(fold["n_folds"])
        if not 1 <= index <= n_folds:
            msg = f"{name} is about fold {index} of {n_folds}, which is none; evaluate again"
            raise PoolingError(msg)
        judgement = _judgement(document, basis, name)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        if isinstance(error, PoolingError):
            raise
        msg = (
            f"{name} cannot be pooled: its numbers by unit cannot be read "
            f"({type(error).__name__}: {error}); evaluate the fold again"
        )
        raise PoolingError(msg) from error
    return FoldReport(
        name, document, index, n_folds, str(basis.get("unit_of_split") or ""), judgement
    )


def _no_basis(document: Mapping[str, Any], name: str) -> str:
    if document.get("pooled_from"):
        return f"{name} is pooled already; pool the reports of the folds that it is about"
    return (
        f"{name} is not the report of a fold: its manifest names no fold of several, or the report "
        "was written before reports could be pooled; evaluate again on manifests that "
        "`aivc split make` writes with --folds or --leave-one-out"
    )


def _judgement(document: Mapping[str, Any], basis: Mapping[str, Any], name: str) -> Judgement:
    try:
        task = task_of_plain(json.loads(basis["task_settings"]), name)
    except PredictionError as error:
        raise PoolingError(str(error)) from error
    said = basis["judged_units"]
    units = JudgedUnits(
        tuple(said["unit_ids"]),
        tuple(said["clusters"]),
        tuple(map(_stratum, said["unit_strata"])),
        tuple(map(Fate, said["unit_fates"])),
        np.array(said["unit_doubts"], dtype=float),
    )
    n_units = len(units.unit_ids)
    columns: dict[str, dict[str, NDArray[np.float64]]] = {}
    for each in basis.get("unit_sums", ()):
        values = np.array(each["unit_values"], dtype=float)
        columns.setdefault(each.get("stratum", ""), {})[each["summed"]] = values
    readouts = tuple(_readout(each, name) for each in basis["judged_readouts"])
    unknown = set(basis["asked_readouts"]) - {each.readout_id for each in readouts}
    if unknown:
        msg = f"{name} cannot be pooled: it holds no scores of {sorted(unknown)}; evaluate again"
        raise PoolingError(msg)
    if any(COUNTED not in sums for sums in columns.values()):
        msg = f"{name} cannot be pooled: its sums do not say which units count; evaluate again"
        raise PoolingError(msg)
    of_units = [units.clusters, units.strata, units.fates, units.doubts]
    of_units += [values for sums in columns.values() for values in sums.values()]
    if any(len(each) != n_units for each in of_units):
        msg = f"{name} cannot be pooled: columns of its units differ in length; evaluate again"
        raise PoolingError(msg)
    return Judgement(
        task,
        document["manifest_digest"],
        document.get("readout_digest", ""),
        tuple(basis["asked_readouts"]),
        basis["state_readout"],
        units,
        readouts,
        tuple(UnitSums(features, sums) for features, sums in columns.items()),
        tuple(
            each for each in document.get("calibration", ()) if each["calibration_kind"] == HORIZON
        ),
        tuple(document.get("metric_trials", ())),
        tuple(document.get("baselines", ())),
        tuple(document.get("evaluation_notes", ())),
    )


def _stratum(text: str) -> Stratum:
    regime, *shifted = json.loads(text)
    return Stratum(Regime(regime), tuple(shifted))


def _readout(said: Mapping[str, Any], name: str) -> ScoredReadout:
    ids = tuple(said["row_ids"])
    clusters, strata = tuple(said["clusters"]), tuple(map(_stratum, said["unit_strata"]))
    if not len(ids) == len(clusters) == len(strata):
        msg = f"{name} cannot be pooled: columns of {said['readout_id']} differ in length"
        raise PoolingError(msg)
    by_metric: dict[str, dict[str, Scores]] = {}
    for each in said.get("row_scores", ()):
        metric = _metric(each, name)
        by_metric.setdefault(metric.metric_id, {})[each["answered_by"]] = _scores(each, ids)
    return ScoredReadout(
        said["readout_id"],
        ReadoutKind(said["judged_as"]),
        float(said.get("feature_coverage", 1.0)),
        ids,
        clusters,
        strata,
        tuple(_scored(METRICS[metric], scores) for metric, scores in by_metric.items()),
        str(said.get("readout_definition", "")),
    )


def _metric(said: Mapping[str, Any], name: str) -> Metric:
    metric = METRICS.get(said["metric"])
    if metric is None or metric.version != said["metric_version"]:
        msg = (
            f"{name} holds {said['metric']} version {said['metric_version']}, which this version "
            "of aivc does not compute; evaluate all folds again with it"
        )
        raise PoolingError(msg)
    return metric


def _scores(said: Mapping[str, Any], ids: tuple[str, ...]) -> Scores:
    rows = np.array(said["scored_rows"], dtype=int)
    unanswered = np.array(said.get("unanswered_rows", ()), dtype=int)
    if min(rows.min(initial=0), unanswered.min(initial=0)) < 0:
        msg = f"rows of {said['metric']} have negative places"
        raise ValueError(msg)
    top, bottom = np.zeros(len(ids)), np.zeros(len(ids))
    scored, answered = np.zeros(len(ids), dtype=bool), np.ones(len(ids), dtype=bool)
    top[rows], bottom[rows], scored[rows] = said["row_numerators"], said["row_denominators"], True
    answered[unanswered] = False
    return Scores(ids, top, bottom, scored, answered)


def _scored(metric: Metric, by: Mapping[str, Scores]) -> ScoredMetric:
    floors = {name.removeprefix(FLOOR): each for name, each in by.items() if name.startswith(FLOOR)}
    halves = _numbered(by, HALF)
    uninformed, interpolated = _numbered(by, UNINFORMED), _numbered(by, INTERPOLATED)
    seen = None
    if uninformed:
        seen = CalibratedMetric(metric, uninformed, halves[: len(uninformed)], interpolated)
    return ScoredMetric(metric, by[PREDICTION], floors, halves, seen)


def _numbered(by: Mapping[str, Scores], what: str) -> tuple[Scores, ...]:
    n_held = sum(name.startswith(what) for name in by)
    return tuple(by[f"{what}{number}"] for number in range(n_held))
