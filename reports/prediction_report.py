"""The report on a file of predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.errors import PredictionError
from aivc.reports.receipt import make_receipt
from aivc.reports.report import MatrixSummary, Report
from aivc.validators.registry import prediction_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.facts.model import Facts
    from aivc.validators.facts.predictions.model import PredictionFacts
    from aivc.validators.outcome import Outcome


def prediction_report(source: str, facts: Facts, outcome: Outcome) -> Report:
    """Make the report on a file of predictions.

    Raises
    ------
    PredictionError
        The facts are about a dataset.
    """
    found = facts.predictions
    if found is None:
        msg = "these facts are about a dataset; expected those about a file of predictions"
        raise PredictionError(msg)
    card = found.about.predictor_card
    name = card.name if card is not None else None
    return Report(
        input_path=source,
        container=facts.file.kind,
        card_origin=f"{name or 'an unknown predictor'}, task {found.asked.task_id}",
        card_path="",
        matrices=tuple(_matrices(found)),
        outcome=outcome,
        receipt=make_receipt(
            outcome,
            dataset_digest=facts.file.digest or "",
            card_digest="",
            vocabulary_versions=(),
            rules=prediction_rules(),
        ),
    )


def _matrices(found: PredictionFacts) -> Iterator[MatrixSummary]:
    shape = (found.units.n_stated, found.features.n_stated)
    if found.has_mean:
        yield MatrixSummary("X", "dense", shape, value_type=found.about.prediction_space or "")
    for level in found.quantiles.levels:
        yield MatrixSummary(f"layers/q{round(level * 1000):04d}", "dense", shape)
