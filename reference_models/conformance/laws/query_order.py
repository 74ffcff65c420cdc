"""The order of queries carries nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.alignment import aligned
from aivc.reference_models.conformance.changes.reordering import other_order
from aivc.reference_models.conformance.law import Law

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask the same in another order."""
    setting = trial.setting
    units = setting.queries.units
    queries = setting.asking(units[place] for place in other_order(len(units)))
    answer = aligned(trial.ask(queries=queries), setting.queries)
    return trial.compare(answer, ("as asked", "in another order"))


LAW = Law(
    name="query-order",
    sentence="Queries in another order get the same answers.",
    why="Files are sorted by whoever writes them, and an order can tell the truth.",
    fix="Answer each query from what it says, not from its place.",
    check=check,
)
