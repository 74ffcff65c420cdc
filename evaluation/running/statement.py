"""What a file of predictions says of itself, as far as the harness knows it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.evaluation.files.run_folder import Run

DRAFTED = "aivc:predictors/command-"
"""In front of the name of a command of which there is no card."""


def statement_of(
    run: Run, levels: Sequence[float], cost: Mapping[str, Any], own: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a ``PredictionSet`` of the standard.

    Parameters
    ----------
    run
        The run whose queries were answered.
    levels
        Levels of the quantiles, ascending.
    cost
        ``PredictionCost`` of the standard.
    own
        What the predictor wrote of itself; only its card is taken over, because the harness knows
        the rest.
    """
    header = run.header
    card = dict(header.predictor_card)
    stated = own.get("predictor_card") if own else None
    if str(card.get("predictor_id", "")).startswith(DRAFTED) and isinstance(stated, dict):
        card = dict(stated)
    if str(card.get("predictor_id", "")).startswith(DRAFTED) and levels:
        card["uncertainty"] = "quantile"
    dataset = str(header.evaluated_on["dataset_id"])
    learnt = [{"dataset_id": dataset, "partition": part} for part in header.learnt_parts]
    card.setdefault("trained_on", learnt)
    name = _in_identifiers(str(card.get("name") or "predictor"))
    return {
        "aivc_schema_version": VERSION,
        "prediction_id": f"aivc:predictions/{name}-{run.view.digest[:12]}-{header.seed}",
        "predictor_card": card,
        "task_id": run.view.task.task_id,
        "evaluated_on": dict(header.evaluated_on),
        "manifest_digest": header.manifest_digest,
        "view_digest": run.view.digest,
        "prediction_space": run.view.task.space.value,
        "quantile_levels": list(levels),
        "seed": header.seed,
        "cost": dict(cost),
        "tool": {"name": "aivc", "version": VERSION},
    }


def drafted_card(command: Sequence[str]) -> dict[str, Any]:
    """Return the card of a command of which nothing else is known.

    Examples
    --------
    >>> drafted_card(["/usr/bin/Rscript", "predict.R"])["name"]
    'predict'
    """
    named = [Path(word) for word in command if not word.startswith("-")]
    name = (named[1] if len(named) > 1 else named[0]).stem
    safe = _in_identifiers(name) or "command"
    return {
        "aivc_schema_version": VERSION,
        "predictor_id": f"{DRAFTED}{safe}",
        "name": name,
        "uncertainty": "none",
    }


def _in_identifiers(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name)
