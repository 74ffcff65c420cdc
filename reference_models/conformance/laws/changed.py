"""Look whether a change of what was done, that should do nothing, does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.changes.replacing import in_words, replaced, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.units import Intervention, Unit
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def look_at_change(
    trial: Trial,
    change: Callable[[Unit], Intervention],
    words: tuple[str, str],
    *,
    n_agents: int = 1,
    first: Prediction | None = None,
) -> Outcome:
    """Compare answers before and after a change to the units that got so many agents.

    Parameters
    ----------
    trial
        The predictor in its setting.
    change
        Gives what is done to a unit instead.
    words
        What to call the answers before and after.
    n_agents
        Number of agents of the units that are changed and compared.
    first
        The answer before, where it is not the plain one.
    """
    queries = trial.setting.queries
    rows = rows_of(queries, n_agents=n_agents)
    return trial.compare(
        trial.ask(queries=replaced(queries, rows, change)),
        words,
        first=first,
        describe=lambda row: in_words(queries.units[row]),
        rows=rows,
    )
