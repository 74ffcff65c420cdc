"""What must agree, and what must differ, before reports of folds may be pooled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PoolingError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.evaluation.pooling.fold_report import FoldReport

SHOWN = 60
LEAST = 2


def refuse_unlike(folds: Sequence[FoldReport]) -> None:
    """Refuse reports that are not about different folds of one split, by one predictor.

    Raises
    ------
    PoolingError
        The message names what differs, or what is there twice.
    """
    if len(folds) < LEAST:
        msg = f"{folds[0].name if folds else 'nothing'} alone is not pooled; name a report a fold"
        raise PoolingError(msg)
    first = folds[0]
    about = _about(first)
    for other in folds[1:]:
        theirs = _about(other)
        unlike = [what for what in about if about[what] != theirs[what]]
        if unlike:
            what = unlike[0]
            msg = (
                f"{first.name} and {other.name} differ in {', '.join(unlike)} "
                f"({_short(about[what])} against {_short(theirs[what])}); pooled are reports of "
                "one predictor on folds of one split"
            )
            raise PoolingError(msg)
    _refuse_twice(folds)


def _refuse_twice(folds: Sequence[FoldReport]) -> None:
    seen: dict[int, str] = {}
    units: dict[str, str] = {}
    clusters: dict[str, str] = {}
    for each in folds:
        if each.index in seen:
            msg = f"{seen[each.index]} and {each.name} are both about fold {each.index}; name one"
            raise PoolingError(msg)
        seen[each.index] = each.name
        held = each.judgement.units
        _refuse_shared("unit", dict.fromkeys(held.unit_ids), units, each)
        if each.unit_of_split in each.judgement.task.cluster_axes:
            # Other splits, such as one by agent, ask about the same clusters in every fold.
            _refuse_shared("cluster", dict.fromkeys(held.clusters), clusters, each)


def _refuse_shared(
    what: str, names: Mapping[str, None], seen: dict[str, str], fold: FoldReport
) -> None:
    twice = next((name for name in names if name in seen), None)
    if twice is not None:
        msg = (
            f"{what} {_short(twice)} is tested in {seen[twice]} and in {fold.name}; the folds of a "
            "split test each once, so that these are not folds of one split"
        )
        raise PoolingError(msg)
    seen.update(dict.fromkeys(names, fold.name))


def _about(fold: FoldReport) -> dict[str, Any]:
    report = fold.document
    card, data = report.get("predictor_card") or {}, report.get("evaluated_on") or {}
    return {
        "the predictor": report.get("predictor"),
        "its version": card.get("version"),
        "its code": card.get("code_digest"),
        "the dataset": data.get("content_digest") or json.dumps(data, sort_keys=True),
        "the task": report.get("task_id"),
        "the settings of the task": report["pooling_basis"]["task_settings"],
        "the metrics": report.get("profile_digest"),
        "the readouts": {each.readout_id: each.definition for each in fold.judgement.readouts},
        "the number of folds": fold.n_folds,
        "the split": report.get("split_digest"),
    }


def _short(said: Any) -> str:
    text = repr(said) if isinstance(said, str) else str(said)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
