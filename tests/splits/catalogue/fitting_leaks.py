"""Preprocessing that was fitted on what is tested."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from catalogue.leak import Leak, Plant
from catalogue.measured_cells import measured_cells

if TYPE_CHECKING:
    import numpy as np
    from catalogue.design import Design


def fitted_on(scope: str, *parts: str, step_type: str = "feature_selection") -> dict[str, Any]:
    """Return a card in which a step of the table learned from some parts."""
    step = {
        "activity_id": "learned",
        "step_type": step_type,
        "order_index": 1,
        "fit_scope": scope,
        "fitted_on": [{"partition": part} for part in parts],
    }
    table = {"path_in_file": "X", "was_generated_by": ["learned"]}
    return {"aivc_schema_version": "0.1.0", "tables": [table], "activities": [step]}


def with_card(seed: int) -> Design:
    """Return cells whose genes were chosen on training alone."""
    return replace(measured_cells(seed), card=fitted_on("train_only", "train"), level="obs")


def fitted(scope: str, *parts: str, step_type: str = "feature_selection") -> Plant:
    """Say that a step learned from other parts."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        return replace(design, card=fitted_on(scope, *parts, step_type=step_type))

    return plant


FITTING_LEAKS = (
    Leak("genes chosen on test", "LEK051", with_card, fitted("train_only", "train", "test")),
    Leak("genes chosen on validation", "LEK051", with_card, fitted("train_only", "val")),
    Leak(
        "scaled on everything",
        "LEK050",
        with_card,
        fitted("all_partitions", step_type="scaling"),
        "warning",
    ),
)
