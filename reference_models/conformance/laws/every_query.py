"""Every query has one row in the answer, whatever is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.errors import NoAnswerError
from aivc.reference_models.conformance.law import Law, Needs, broken, kept

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask what is plain, what is hard, and what is alike."""
    looked_at = len(trial.plain.unit_ids)
    if trial.setting.hard:
        plain = trial.setting.queries.units
        hard = trial.setting.hard
        asked = (*plain[:2], *(query.unit for query in hard), *plain[2:])
        try:
            answer = trial.ask(queries=trial.setting.asking(asked))
        except NoAnswerError as error:
            return broken(f"{error}{_hard_ones(trial)}", looked_at)
        looked_at += len(answer.unit_ids)
    if trial.among_ties is not trial:
        looked_at += len(trial.among_ties.plain.unit_ids)
    return kept(looked_at)


def _hard_ones(trial: Trial) -> str:
    """Ask what is hard one by one, to name what makes it go wrong."""
    labels = []
    for query in trial.setting.hard:
        try:
            trial.ask(queries=trial.setting.asking([query.unit]))
        except NoAnswerError:
            labels.append(query.label)
    return f"; so it is when asked alone about: {', '.join(labels)}" if labels else ""


LAW = Law(
    name="every-query",
    sentence="Every query has exactly one row in the answer, with every feature that is wanted.",
    why="A unit that vanishes from the answer vanishes from the score, and the hard ones do first.",
    fix=(
        "Answer what you can. Give every other unit a row too, with status abstained or failed, "
        "a reason, and NaN or a fallback."
    ),
    check=check,
    needs=Needs.NOTHING,
)
