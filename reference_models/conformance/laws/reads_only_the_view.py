"""Nothing outside of the view is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.view import Role
from aivc.reference_models.conformance.alignment import aligned
from aivc.reference_models.conformance.law import Law, Verdict, broken, kept, together
from aivc.reference_models.conformance.settings.rows import with_own_digest

if TYPE_CHECKING:
    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial

MOST_NAMED = 3


def check(trial: Trial) -> Outcome:
    """Answer beside files with a truth, and again beside files with another truth."""
    outcomes, unseen = [], ""
    for seed in (61, 62):
        truth = invented_truth(trial, seed)
        watched = trial.subject.answer_beside(truth, trial.setting.view, trial.setting.queries)
        answer = aligned(watched.prediction, trial.setting.queries)
        if watched.reads:
            more = len(watched.reads) - MOST_NAMED
            named = "; ".join(watched.reads[:MOST_NAMED]) + (f"; {more} more" if more > 0 else "")
            return broken(f"it reached outside of the view: {named}", len(answer.unit_ids))
        words = ("with nothing beside the view", "with a truth lying beside it")
        outcomes.append(trial.compare(answer, words))
        unseen = watched.unseen
    found = together(outcomes)
    if unseen and found.verdict is Verdict.PASSED:
        return kept(found.n_looked_at, unseen)
    return found


def invented_truth(trial: Trial, seed: int) -> TrainingView:
    """Return states of the queried units that are true of nothing, as a view."""
    chance = np.random.default_rng(seed)
    view, units = trial.setting.view, trial.setting.queries.units
    states = chance.uniform(0.0, 1.0, (len(units), len(view.features)))
    return with_own_digest(
        replace(
            view,
            units=units,
            roles=(Role.TRAINING,) * len(units),
            states=states,
            noise=None,
            inputs=None,
            clusters=(),
        )
    )


LAW = Law(
    name="reads-only-the-view",
    sentence="No file outside of the view is read, and no network is used.",
    why="The truth lies on the same disk, and what was read cannot be told from what was learnt.",
    fix=(
        "Read what --train, --queries and --inputs name, and nothing else. Weights from earlier "
        "training belong into the package of the predictor, and on its card."
    ),
    check=check,
)
