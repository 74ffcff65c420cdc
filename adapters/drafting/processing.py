"""Processing steps that left traces in the numbers or in var."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.columns import labels_of
from aivc.adapters.drafting.names import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.look import MatrixLook
    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section

FEWEST_ROWS = 10
"""Rows that must have been looked at before a step is inferred from them."""


def add_steps(section: Section, look: MatrixLook) -> list[str]:
    """Draft the steps that values show traces of, and return their identifiers."""
    steps: list[str] = []
    if look.n_rows < FEWEST_ROWS:
        return steps
    if look.kind in {"normalized_counts", "log_normalized"}:
        depth = "" if math.isnan(look.scale) else f"target_sum={look.scale:.6g}"
        said = "the rows are counts scaled by one factor each"
        steps.append(_step(section, "normalize", "normalization", said, depth))
    if look.kind == "log_normalized":
        base = "" if look.base == "e" else f", base {look.base}"
        said = f"undoing a logarithm of x + 1{base} gives scaled counts"
        steps.append(_step(section, "log", "log_transform", said, ""))
    return steps


def _step(section: Section, activity_id: str, kind: str, because: str, parameters: str) -> str:
    activities: list[dict[str, Any]] = section.slots["activities"]
    if all(step["activity_id"] != activity_id for step in activities):
        section.guess(("activities", len(activities)), because)
        step: dict[str, Any] = {
            "activity_id": activity_id,
            "step_type": kind,
            "order_index": len(activities) + 1,
        }
        if parameters:
            step["parameters"] = parameters
        step["fit_scope"] = "stateless" if kind == "log_transform" else "per_observation"
        activities.append(step)
    return activity_id


def add_selection(section: Section, measured: Sequence[Measured]) -> None:
    """Note that features were chosen; a table of nothing but chosen features was made by it."""
    for item in measured:
        column = next(
            (c for c in item.table.var.columns if joined(c.name) == "highlyvariable"), None
        )
        if column is None:
            continue
        chosen = set(labels_of(item.table.var, column.name))
        said = f"var column {column.name} marks chosen features"
        step = _step(section, "select_features", "feature_selection", said, "")
        section.slots["activities"][-1]["fit_scope"] = "unknown"
        for table in section.slots["tables"]:
            if chosen == {"True"} and table.get("was_generated_by"):
                table["was_generated_by"].append(step)
        return
