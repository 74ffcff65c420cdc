"""Scores of the units of several folds, put together as if one fold had held all of them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.calibration.unit_sums import UnitSums
from aivc.evaluation.metrics.calibrated import N_HALVINGS, CalibratedMetric
from aivc.evaluation.metrics.metric import Need
from aivc.evaluation.metrics.registry import METRICS
from aivc.evaluation.metrics.scores import Scores
from aivc.evaluation.scoring.answers import Fate
from aivc.evaluation.scoring.floors import POOLED
from aivc.evaluation.scoring.judged_units import JudgedUnits
from aivc.evaluation.scoring.judgement import Judgement
from aivc.evaluation.scoring.measured_row import ScoredMetric
from aivc.evaluation.scoring.row_results import ScoredReadout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.pooling.fold_report import FoldReport

WITHIN_FOLDS = {
    "pds_cosine": "ranks among the units of a fold",
    "c_index": "compares pairs of subjects of a fold",
    "integrated_brier": "weighs subjects by the censoring in a fold",
}
"""Metrics whose value of a unit depends on the other units of its fold."""


def joined(folds: Sequence[FoldReport], *, manifest_digest: str) -> Judgement:
    """Put folds together.

    Parameters
    ----------
    folds
        In the order of their numbers, about different units.
    manifest_digest
        Of all manifests together.
    """
    first = folds[0].judgement
    readouts, notes = [], list(_said(folds))
    for name in dict.fromkeys(
        each.readout_id for fold in folds for each in fold.judgement.readouts
    ):
        one, told = _readout(name, folds)
        readouts.append(one)
        notes += told
    units = [fold.judgement.units for fold in folds]
    return Judgement(
        first.task,
        manifest_digest,
        first.readout_digest,
        first.asked_readouts,
        first.state_readout,
        JudgedUnits(
            tuple(chain.from_iterable(each.unit_ids for each in units)),
            tuple(chain.from_iterable(each.clusters for each in units)),
            tuple(chain.from_iterable(each.strata for each in units)),
            tuple(chain.from_iterable(each.fates for each in units)),
            np.concatenate([each.doubts for each in units]),
        ),
        tuple(readouts),
        _sums(folds),
        tuple(_horizons(folds)),
        tuple(_trials(folds)),
        tuple(dict.fromkeys(name for fold in folds for name in fold.judgement.baselines)),
        (*notes, *_relative_to_folds(folds)),
    )


def _said(folds: Sequence[FoldReport]) -> Iterator[str]:
    """Yield what was said of every fold, and then what was said of some."""
    said = [dict.fromkeys(fold.judgement.notes) for fold in folds]
    everywhere = [note for note in said[0] if all(note in each for each in said)]
    yield from everywhere
    for fold, notes in zip(folds, said, strict=True):
        for note in notes:
            if note not in everywhere:
                yield f"fold {fold.index}: {note}"


def _readout(name: str, folds: Sequence[FoldReport]) -> tuple[ScoredReadout, list[str]]:
    parts = [
        next((each for each in fold.judgement.readouts if each.readout_id == name), None)
        for fold in folds
    ]
    held = [part for part in parts if part is not None]
    notes: list[str] = []
    ids = list(chain.from_iterable(part.ids for part in held))
    if len(set(ids)) < len(ids):
        # What is made of several units, such as a curve, has some of them in each fold.
        ids = [
            f"{row} (fold {fold.index})"
            for fold, part in zip(folds, parts, strict=True)
            if part is not None
            for row in part.ids
        ]
        notes.append(f"{name}: rows that are made of units of several folds count in each of them")
    metrics = []
    for metric in METRICS.values():
        scored, told = _metric(metric, tuple(ids), held)
        notes += [f"{name}: {metric.metric_id} {note}" for note in told]
        if scored is not None:
            metrics.append(scored)
    return (
        ScoredReadout(
            name,
            held[0].kind,
            min(part.coverage for part in held),
            tuple(ids),
            tuple(chain.from_iterable(part.clusters for part in held)),
            tuple(chain.from_iterable(part.strata for part in held)),
            tuple(metrics),
        ),
        notes,
    )


def _metric(
    metric: Metric, ids: tuple[str, ...], parts: Sequence[ScoredReadout]
) -> tuple[ScoredMetric | None, list[str]]:
    by_fold = [
        next((each for each in part.metrics if each.metric is metric), None) for part in parts
    ]
    held = [each for each in by_fold if each is not None]
    notes = []
    if not held:
        return None, []
    if len(held) < len(parts):
        if Need.QUANTILES in metric.needs:
            # What the prediction decides must not choose the units.
            return None, ["was not computed: the predictions of some folds have no quantiles"]
        notes.append(f"is over {len(held)} of {len(parts)} folds, the others have none")
    if metric.metric_id in WITHIN_FOLDS:
        notes.append(WITHIN_FOLDS[metric.metric_id])
    sizes = [len(part.ids) for part in parts]

    def rows_of(picked: Sequence[Scores | None]) -> Scores:
        return _concatenated(ids, sizes, picked)

    def numbered(of_folds: Sequence[Sequence[Scores]], number: int) -> Scores:
        return rows_of([each[number] if number < len(each) else None for each in of_folds])

    scores = rows_of([None if each is None else each.scores for each in by_fold])
    names = dict.fromkeys(name for each in held for name in each.floors)
    floors = {
        name: _as_unanswered(scores, rows_of([_floor(each, name) for each in by_fold]))
        for name in names
    }
    of_halves = [() if each is None else each.halves for each in by_fold]
    halves = tuple(numbered(of_halves, number) for number in range(max(map(len, of_halves))))
    seen = [None if each is None else each.calibrated for each in by_fold]
    uninformed = [() if each is None else each.uninformed for each in seen]
    interpolated = [() if each is None else each.interpolated for each in seen]
    n_seen = max(map(len, uninformed))
    calibrated = None
    if n_seen:
        calibrated = CalibratedMetric(
            metric,
            tuple(numbered(uninformed, number) for number in range(n_seen)),
            halves[:N_HALVINGS],
            tuple(numbered(interpolated, number) for number in range(n_seen)),
        )
    return ScoredMetric(metric, scores, floors, halves, calibrated), notes


def _floor(scored: ScoredMetric | None, name: str) -> Scores | None:
    """Return a floor; where controls need no pooling in a fold, that without stands for it."""
    if scored is None:
        return None
    return scored.floors.get(name, scored.floors.get(name.removesuffix(f" {POOLED}")))


def _concatenated(
    ids: tuple[str, ...], sizes: Sequence[int], parts: Sequence[Scores | None]
) -> Scores:
    """Put rows one after another; those of a fold without scores are not scored."""

    def column(values: Sequence[np.ndarray | None], dtype: type) -> np.ndarray:
        return np.concatenate(
            [
                np.zeros(size, dtype=dtype) if each is None else each
                for size, each in zip(sizes, values, strict=True)
            ]
        )

    return Scores(
        ids,
        column([None if each is None else each.top for each in parts], float),
        column([None if each is None else each.bottom for each in parts], float),
        column([None if each is None else each.scored for each in parts], bool),
        column([None if each is None else each.answered for each in parts], bool),
    )


def _as_unanswered(scores: Scores, floor: Scores) -> Scores:
    """Let rows that the prediction is scored on and a floor is not count as not answered."""
    return Scores(floor.ids, floor.top, floor.bottom, scores.scored, floor.answered & floor.scored)


def _sums(folds: Sequence[FoldReport]) -> tuple[UnitSums, ...]:
    """Put sums one after another; units of a fold without intervals add nothing."""
    held = [{each.features: each for each in fold.judgement.sums} for fold in folds]
    known = [each for each in held if each]
    if not known:
        return ()
    pooled = []
    for features in known[0]:
        names = [
            name
            for name in known[0][features].columns
            if all(features in each and name in each[features].columns for each in known)
        ]
        columns = {
            name: np.concatenate(
                [
                    each[features].columns[name]
                    if each
                    else np.zeros(len(fold.judgement.units.unit_ids))
                    for fold, each in zip(folds, held, strict=True)
                ]
            )
            for name in names
        }
        pooled.append(UnitSums(features, columns))
    return tuple(pooled)


def _horizons(folds: Sequence[FoldReport]) -> Iterator[dict[str, Any]]:
    """Yield means over folds, weighted by their subjects, of what every fold states."""
    stated = [
        {(each["readout_id"], each.get("stratum", "")): each for each in fold.judgement.horizons}
        for fold in folds
    ]
    for key, one in stated[0].items():
        if all(key in each for each in stated):
            of_folds = [each[key] for each in stated]
            sizes = [each["n_evaluated"] for each in of_folds]
            yield {
                **one,
                "nominal_level": _mean(of_folds, "nominal_level", sizes),
                "observed_level": _mean(of_folds, "observed_level", sizes),
                "n_evaluated": sum(sizes),
            }


def _trials(folds: Sequence[FoldReport]) -> Iterator[dict[str, Any]]:
    """Yield means over folds, weighted by their units, of what every fold states."""
    stated = [
        {(each.get("readout_id"), each["metric"]): each for each in fold.judgement.trials}
        for fold in folds
    ]
    sizes = [len(fold.judgement.units.unit_ids) for fold in folds]
    for key, one in stated[0].items():
        if all(key in each for each in stated):
            of_folds = [each[key] for each in stated]
            numbers = [slot for slot in one if isinstance(one[slot], float)]
            means = {
                slot: _mean(of_folds, slot, sizes)
                for slot in numbers
                if all(slot in each for each in of_folds)
            }
            kept = {slot: value for slot, value in one.items() if slot not in numbers}
            yield {**kept, **means}


def _relative_to_folds(folds: Sequence[FoldReport]) -> Iterator[str]:
    lost = (Fate.MISSING, Fate.FAILED)
    if any(fold.judgement.units.count(fate) for fold in folds for fate in lost):
        yield "what no answer costs depends on the effects of the other units of its fold"
    lost = (Fate.MISSING, Fate.FAILED)
    if any(fold.judgement.units.count(fate) for fold in folds for fate in lost):
        yield "what a unit without an answer costs depends on the effects that its fold holds"
    if any(fold.judgement.trials for fold in folds):
        yield "what metrics give in these data (metric_trials) is the mean over folds"
    if any(fold.judgement.horizons for fold in folds):
        yield "calibration at horizons is the mean over folds, weighted by subjects"
    if any(fold.judgement.sums for fold in folds):
        yield "the climatology that CRPS is compared with is that of the training of each fold"
        without = [str(fold.index) for fold in folds if not fold.judgement.sums]
        if without:
            yield f"calibration is over folds with intervals; these have none: {', '.join(without)}"


def _mean(stated: Sequence[Mapping[str, Any]], slot: str, sizes: Sequence[int]) -> float:
    return float(np.average([each[slot] for each in stated], weights=sizes))
