"""What a card says, in sentences for people who read no card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.exporting.terms import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, ProcessingActivity


def measured(card: DatasetCard) -> tuple[str, ...]:
    """Say what each operator measured: class, assay and scale."""
    return tuple(_measured(card))


def _measured(card: DatasetCard) -> Iterator[str]:
    instruments = {i.instrument_id: i.model for i in card.instruments}
    for operator in card.operators:
        assay = label_of(operator.assay_ontology_term_id)
        model = instruments.get(operator.instrument)
        kind = operator.operator_type or "Measured"
        said = [f"{kind} of {operator.scale}s" if operator.scale else kind]
        said += [f"by {assay}"] if assay else []
        said += [f"on {model}"] if model else []
        yield " ".join(said)


def in_order(card: DatasetCard) -> tuple[ProcessingActivity, ...]:
    """Return the processing steps in the order in which they were done."""
    return tuple(sorted(card.activities, key=lambda activity: activity.order_index or 0))


def step_sentence(activity: ProcessingActivity) -> str:
    """Say what a processing step did, with what, and what it learned from.

    Example: ``normalization by scanpy 1.10.3 (target_sum=1e4); fitted per observation``.
    """
    software = activity.software
    named = [software.name, software.version] if software else []
    by = " ".join(part for part in named if part)
    said = (activity.step_type or "step").replace("_", " ")
    said += f" by {by}" if by else ""
    said += f" ({activity.parameters})" if activity.parameters else ""
    if activity.fit_scope:
        said += f"; fit scope: {activity.fit_scope.replace('_', ' ')}"
    return said + (f". {activity.description}" if activity.description else "")
