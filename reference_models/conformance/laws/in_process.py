"""Laws about objects of this process: a command is started afresh for every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.errors import CannotLookError
from aivc.reference_models.conformance.subjects.in_process import InProcess

if TYPE_CHECKING:
    from aivc.reference_models.conformance.trial import Trial


def in_process(trial: Trial) -> InProcess:
    """Return the subject of a trial as an object of this process.

    Raises
    ------
    CannotLookError
        It is a command.
    """
    if isinstance(trial.subject, InProcess):
        return trial.subject
    msg = "it is a command, which gets copies of files and is started afresh for every answer"
    raise CannotLookError(msg)
