"""The check of rules that the engine itself raises, from what happened while it ran."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def nothing(card: DatasetCard, facts: Facts) -> tuple[Evidence, ...]:  # noqa: ARG001 - a Check
    """Find nothing: what such a rule is about is not in the card or the facts."""
    return ()
