"""What cannot be computed of units of several folds together, as means over the folds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.evaluation.pooling.fold_report import FoldReport


def mean_horizons(folds: Sequence[FoldReport]) -> Iterator[dict[str, Any]]:
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


def mean_trials(folds: Sequence[FoldReport]) -> Iterator[dict[str, Any]]:
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


def _mean(stated: Sequence[Mapping[str, Any]], slot: str, sizes: Sequence[int]) -> float:
    return float(np.average([each[slot] for each in stated], weights=sizes))
