"""The verb ``check_predictor``: hold a predictor against the laws that every predictor keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aivc.verbs.judging import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aivc.evaluation.predictor import Predictor
    from aivc.reference_models.conformance.report import ConformanceReport
    from aivc.reference_models.conformance.subjects.subject import Subject


def check_predictor(
    predictor: str | Callable[[], Predictor] | None = None,
    *,
    command: str | None = None,
    predictor_card: str | Path | None = None,
    text: bool = False,
    laws: Sequence[str] = (),
    timeout: float | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> ConformanceReport:
    """Check what every predictor promises, on small views that are shipped.

    Parameters
    ----------
    predictor
        Name of a predictor, ``module:Class``, or a class or function that makes one.
    command
        A program of any language. One of ``predictor`` and ``command`` is given.
    predictor_card
        YAML or JSON file with the ``PredictorCard`` of the command: which kinds of task it is
        asked, and which laws apply, follows from it.
    text
        Whether the command reads and writes tab-separated text.
    laws
        Names of the laws; all of them where it is empty.
    timeout
        Seconds after which one answer of a command is given up; None for no end.
    progress
        Is told the share of the laws that were looked at, and the next one.

    Returns
    -------
    ConformanceReport
        For each law whether it is kept, broken, or not applicable and why.

    Raises
    ------
    SettingsError
        The settings contradict each other.
    UnknownPredictorError, UnknownLawError
        There is no predictor or law of a name.
    PredictorError
        The command cannot be run at all.
    UnreadableInputError
        There is no such card.

    Examples
    --------
    >>> report = check_predictor("pert_mean", laws=["dose-zero", "determinism"])
    >>> report.conforms, report.broken
    (True, ())
    """
    from aivc.reference_models.conformance.check import check_subject
    from aivc.reference_models.conformance.registry import laws_named
    from aivc.verbs.predictor_choice import refuse_both_or_none

    refuse_both_or_none(predictor, command)
    if predictor is not None and (text or predictor_card is not None or timeout is not None):
        message = "Text files, a card and a time limit are for a command; a predictor needs none."
        raise SettingsError(message)
    chosen = laws_named(tuple(laws))
    if predictor is not None:
        return check_subject(_in_process(predictor), chosen, progress)
    subject = _by_command(command or "", predictor_card, timeout, is_text=text)
    return check_subject(subject, chosen, progress)


def _in_process(predictor: str | Callable[[], Predictor]) -> Subject:
    from aivc.reference_models.conformance.subjects.in_process import InProcess, subject_of
    from aivc.reference_models.registry import load_predictor

    if not isinstance(predictor, str):
        return subject_of(predictor)
    load_predictor(predictor)
    return InProcess(lambda: load_predictor(predictor), predictor, predictor)


def _by_command(
    command: str, card: str | Path | None, timeout: float | None, *, is_text: bool
) -> Subject:
    from aivc.evaluation.running.words import split_command
    from aivc.reference_models.conformance.subjects.by_command import ByCommand
    from aivc.verbs.predictor_card import read_predictor_card

    words = split_command(command, Path.cwd())
    own = {} if card is None else read_predictor_card(Path(card))
    return ByCommand(words, str(own.get("name") or command), own, is_text, timeout)
