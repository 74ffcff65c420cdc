"""What units of several folds add to calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.calibration.unit_sums import UnitSums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.evaluation.pooling.fold_report import FoldReport


def joined_sums(folds: Sequence[FoldReport]) -> tuple[UnitSums, ...]:
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
