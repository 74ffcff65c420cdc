"""Which fold of which split a manifest is."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.evaluation.scoring.report import FoldOf
    from aivc.splits.manifest.document import ManifestDocument

SHARED = (
    "split_of",
    "purpose",
    "unit_of_split",
    "grouping_keys",
    "binding",
    "control_labels",
    "split_method",
    "seed",
    "control_policy",
    "validation_role",
    "grants",
    "tasks",
)
"""Slots of a manifest in which the folds of a split agree."""
LEAST_FOLDS = 2


def fold_of(document: ManifestDocument) -> FoldOf | None:
    """Return which fold a manifest is; None where it is not one of several.

    Parameters
    ----------
    document
        The manifest.
    """
    from aivc.evaluation.scoring.report import FoldOf

    manifest = document.view
    fold = manifest.fold
    if fold is None or fold.fold_index is None or (fold.n_folds or 0) < LEAST_FOLDS:
        return None
    raw = document.raw or {}
    stated = {slot: raw.get(slot) for slot in SHARED}
    told = {name: value for name, value in raw["fold"].items() if name != "fold_index"}
    text = json.dumps([stated, told], sort_keys=True, ensure_ascii=True, default=str)
    return FoldOf(
        dict(raw["fold"]),
        hashlib.sha256(text.encode()).hexdigest(),
        manifest.unit_of_split or "",
    )
