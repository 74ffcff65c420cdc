"""The processing steps of a table, and what each kind of step is known to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard, ModalityTable, ProcessingActivity

LEARNS = frozenset(
    {
        "scaling",
        "feature_selection",
        "imputation",
        "batch_correction",
        "dimensionality_reduction",
        "clustering",
        "deconvolution",
        "recalibration",
    }
)
"""Steps that learn from many observations by their nature."""

MAKES_VALUES = LEARNS | {
    "ambient_removal",
    "aggregation",
    "illumination_correction",
    "log_transform",
    "normalization",
    "other",
}
"""Steps whose result a model sees as values or features. Who is a cell, which sample it is of and
which guide it holds decide about rows, not about values."""

BEFORE = (
    ("alignment", "quantification"),
    ("quantification", "normalization"),
    ("quantification", "log_transform"),
    ("quantification", "scaling"),
    ("quantification", "feature_selection"),
    ("quantification", "dimensionality_reduction"),
    ("normalization", "scaling"),
    ("log_transform", "scaling"),
    ("dimensionality_reduction", "clustering"),
)
"""Pairs of steps of which the first cannot come after the second."""

UNTOUCHED = frozenset({"raw_counts"})
CHANGES_VALUES = frozenset(
    {"normalization", "log_transform", "scaling", "batch_correction", "imputation"}
)
"""Steps after which counts are no longer raw."""

MAKES = {
    "normalized_counts": frozenset({"normalization"}),
    "log_normalized": frozenset({"log_transform", "normalization"}),
    "scaled": frozenset({"scaling"}),
    "batch_corrected": frozenset({"batch_correction"}),
}
"""Steps of which at least one makes a value type."""


def steps_of(card: DatasetCard, table: ModalityTable) -> tuple[ProcessingActivity, ...]:
    """Return the steps that made a table, as far as the card resolves them."""
    by_id = {activity.activity_id: activity for activity in card.activities}
    return tuple(by_id[name] for name in table.was_generated_by if name in by_id)
