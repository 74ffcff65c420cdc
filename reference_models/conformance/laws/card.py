"""The card is one of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.law import Law, Needs, broken, kept, not_applicable
from aivc.reference_models.conformance.subjects.in_process import InProcess
from aivc.schema.structure import check_structure

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Check the structure of the card at the profile release."""
    card = dict(trial.subject.card)
    if not card and isinstance(trial.subject, InProcess):
        return broken("it has no card; a mapping belongs into its attribute `card`")
    if not card:
        return not_applicable("no card was given, so nothing is known of what it covers")
    problems = check_structure(card, "PredictorCard", "release")
    if problems:
        first = problems[0]
        more = f"; {len(problems) - 1} more" if len(problems) > 1 else ""
        return broken(f"{first.pointer or '/'}: {first.message}{more}", 1)
    return kept(1)


LAW = Law(
    name="card",
    sentence="The card is a PredictorCard that says which tasks and regimes are covered.",
    why="Who reads a score has to know what the predictor was made for and trained on.",
    fix="Mend the slots of the card; `aivc schema print PredictorCard` lists them.",
    check=check,
    needs=Needs.NOTHING,
)
