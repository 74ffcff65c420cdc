"""An agent that training has not gets an answer or an abstention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.prediction import Status
from aivc.evaluation.task import TaskKind
from aivc.reference_models.conformance.errors import NoAnswerError
from aivc.reference_models.conformance.law import Law, Needs, broken, kept

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask about unseen agents one by one, each beside a plain query."""
    plain = trial.setting.queries.units[0]
    for query in trial.setting.unseen:
        try:
            answer = trial.ask(queries=trial.setting.asking((plain, query.unit)))
        except NoAnswerError as error:
            return broken(f"asked about {query.label}: {error}")
        if answer.status[1] is Status.FAILED:
            return broken(f"asked about {query.label}, it failed: {answer.reasons[1]}")
    return kept(len(trial.setting.unseen))


LAW = Law(
    name="unseen-agent",
    sentence="An agent that training has not is predicted, or abstained from with a reason.",
    why="To be asked about something new is what evaluation is for; it is no error.",
    fix="Look agents up with a default, and abstain from those that you cannot tell anything of.",
    check=check,
    kinds=(TaskKind.RESPONSE,),
    needs=Needs.ANSWERS,
)
