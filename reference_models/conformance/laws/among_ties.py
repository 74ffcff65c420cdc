"""Look also where much is exactly alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.errors import NoAnswerError
from aivc.reference_models.conformance.law import Verdict, not_applicable

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def among_ties(trial: Trial, look: Callable[[Trial], Outcome]) -> tuple[Outcome, ...]:
    """Look at a predictor in the setting of ties; nothing where its kind of task has none.

    That it has no answer at all there is told by the law ``every-query``.
    """
    tied = trial.among_ties
    if tied is trial:
        return ()
    try:
        tied.plain  # noqa: B018 - it is asked here, and kept
    except NoAnswerError as error:
        return (not_applicable(f"it has no answer where units are exactly alike: {error}"),)
    found = look(tied)
    if found.verdict is Verdict.NOT_APPLICABLE:
        return (not_applicable(f"where units are exactly alike, {found.because}"),)
    return (found,)
