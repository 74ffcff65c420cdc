"""Hold a predictor against the laws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.prediction import Status
from aivc.reference_models.conformance.coverage import coverage_of
from aivc.reference_models.conformance.errors import CannotLookError, NoAnswerError
from aivc.reference_models.conformance.law import Needs, broken, not_applicable
from aivc.reference_models.conformance.registry import LAWS
from aivc.reference_models.conformance.report import ConformanceReport, LawResult
from aivc.reference_models.conformance.settings.settings import settings_of
from aivc.reference_models.conformance.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aivc.evaluation.task import TaskKind
    from aivc.reference_models.conformance.coverage import Coverage
    from aivc.reference_models.conformance.law import Law, Outcome
    from aivc.reference_models.conformance.subjects.subject import Subject


def check_subject(
    subject: Subject,
    laws: Sequence[Law] = LAWS,
    progress: Callable[[float, str], None] | None = None,
) -> ConformanceReport:
    """Hold a predictor against laws, in a setting of every kind of task that its card covers.

    Parameters
    ----------
    subject
        The predictor, as an object of this process or as a command.
    laws
        The laws.
    progress
        Is told the share of the laws that were looked at, and the next one.

    Returns
    -------
    ConformanceReport
        For each law and kind of task whether it is kept, broken, or not applicable and why.
    """
    coverage = coverage_of(subject.card)
    trials = trials_of(subject, coverage)
    results: list[LawResult] = []
    for place, law in enumerate(laws):
        if progress is not None:
            progress(place / len(laws), law.name)
        results.extend(judge_all(law, trials))
    return ConformanceReport(subject.name, tuple(results), tuple(_notes(coverage, trials)))


def trials_of(subject: Subject, coverage: Coverage | None = None) -> tuple[Trial, ...]:
    """Return a trial for every kind of task that a predictor covers.

    A kind with several settings has the first one in which anything is predicted: who knows agents
    by the genes that they act on has nothing to say of compounds.
    """
    covered = coverage_of(subject.card) if coverage is None else coverage
    return tuple(_trial_of(subject, covered, kind) for kind in covered.kinds)


def _trial_of(subject: Subject, coverage: Coverage, kind: TaskKind) -> Trial:
    settings = settings_of(kind, with_pairs=coverage.takes_pairs)
    first, *others = (Trial(subject, coverage, setting) for setting in settings)
    if _predicts(first) is not False:
        return first
    return next((trial for trial in others if _predicts(trial)), first)


def _predicts(trial: Trial) -> bool | None:
    """Whether anything is predicted; None where there is no answer at all."""
    try:
        return Status.PREDICTED in trial.plain.status
    except NoAnswerError:
        return None


def judge_all(law: Law, trials: Sequence[Trial]) -> tuple[LawResult, ...]:
    """Hold a predictor against a law in every setting that the law is about, if there is one."""
    about = [trial for trial in trials if trial.setting.kind in law.kinds]
    if not about:
        kinds = " and ".join(law.kinds)
        return (LawResult(law, None, not_applicable(f"it is about tasks of kind {kinds}")),)
    return tuple(LawResult(law, trial.setting.kind, judge(law, trial)) for trial in about)


def judge(law: Law, trial: Trial) -> Outcome:
    """Hold a predictor against one law in one setting."""
    if hindrance := _hindrance(law.needs, trial):
        return not_applicable(hindrance)
    try:
        return law.check(trial)
    except CannotLookError as error:
        return not_applicable(str(error))
    except NoAnswerError as error:
        return broken(str(error))


def _hindrance(needs: Needs, trial: Trial) -> str:
    """Say what has to be mended before a law can be judged by itself."""
    if needs is Needs.NOTHING:
        return ""
    try:
        trial.plain  # noqa: B018 - it is asked here, and kept
        is_steady = needs is Needs.ANSWERS or trial.is_steady
    except NoAnswerError as error:
        return f"there is no answer to look at (law every-query): {error}"
    return "" if is_steady else "the same question gets two answers (law determinism)"


def _notes(coverage: Coverage, trials: Sequence[Trial]) -> Iterator[str]:
    if not coverage.says_kinds:
        yield "The card does not say which tasks are covered (covers_tasks); responses were tried."
    if coverage.regimes is None:
        yield "The card does not say which regimes are covered (covers_regimes); all were tried."
    for trial in trials:
        first = settings_of(trial.setting.kind, with_pairs=coverage.takes_pairs)[0]
        if trial.setting.name != first.name:
            yield f"Of {first.name} it predicts nothing; it was asked for {trial.setting.name}."
    if coverage.is_stochastic:
        yield (
            "The card says that another seed gives another answer; differences up to three times "
            "those between five seeds were taken for chance."
        )
