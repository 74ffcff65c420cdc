"""Scores of the units of several folds, put together as if one fold had held all of them."""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.registry import METRICS
from aivc.evaluation.pooling.fold_means import mean_horizons, mean_trials
from aivc.evaluation.pooling.joined_metric import joined_metric
from aivc.evaluation.pooling.joined_sums import joined_sums
from aivc.evaluation.scoring.answers import Fate
from aivc.evaluation.scoring.judged_units import JudgedUnits
from aivc.evaluation.scoring.judgement import Judgement
from aivc.evaluation.scoring.row_results import ScoredReadout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.evaluation.pooling.fold_report import FoldReport


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
        _readout_digest(folds),
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
        joined_sums(folds),
        tuple(mean_horizons(folds)),
        tuple(mean_trials(folds)),
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
        scored, told = joined_metric(metric, tuple(ids), held)
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
            held[0].definition,
        ),
        notes,
    )


def _readout_digest(folds: Sequence[FoldReport]) -> str:
    """Return the digest of all folds, or one of theirs where readouts use what training held."""
    digests = [fold.judgement.readout_digest for fold in folds]
    if len(set(digests)) == 1:
        return digests[0]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _relative_to_folds(folds: Sequence[FoldReport]) -> Iterator[str]:
    if len({fold.judgement.readout_digest for fold in folds}) > 1:
        yield "what readouts take from training, such as effects of single agents, is of each fold"
    lost = (Fate.MISSING, Fate.FAILED)
    if any(fold.judgement.units.count(fate) for fold in folds for fate in lost):
        yield "what no answer costs depends on the effects of the other units of its fold"
    if any(fold.judgement.trials for fold in folds):
        yield "what metrics give in these data (metric_trials) is the mean over folds"
    if any(fold.judgement.horizons for fold in folds):
        yield "calibration at horizons is the mean over folds, weighted by subjects"
    if any(fold.judgement.sums for fold in folds):
        yield "the climatology that CRPS is compared with is that of the training of each fold"
        without = [str(fold.index) for fold in folds if not fold.judgement.sums]
        if without:
            yield f"calibration is over folds with intervals; these have none: {', '.join(without)}"
