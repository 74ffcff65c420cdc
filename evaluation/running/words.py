"""The words of a command: as a user writes them, as a run keeps them, and as they are run."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.evaluation.running.errors import PredictorError

if TYPE_CHECKING:
    from collections.abc import Sequence


def split_command(said: str, here: Path) -> tuple[str, ...]:
    """Split a command as a shell does, and make the files that it names absolute.

    It will run in another folder. No shell is involved: ``|``, ``*`` and ``$HOME`` are text.

    Parameters
    ----------
    said
        The command, such as ``Rscript predict.R --fast``.
    here
        Folder from which relative names count.

    Raises
    ------
    PredictorError
        There is no command, a quote is not closed, or no such program is found.
    """
    first, *rest = _words(said)
    return (_program(first, here), *(_absolute(word, here) for word in rest))


def kept_command(said: str, here: Path, folder: Path) -> tuple[str, ...]:
    """Return the words of a command as a run keeps them.

    Files that are named from ``here`` are named from the folder of the run, so that both can be
    moved together, and a run tells nothing of the machine on which it was made. Programs that are
    found by their name stay names, and absolute paths stay what the user wrote.

    Parameters
    ----------
    said, here
        As in :func:`split_command`.
    folder
        Folder of the run.

    Raises
    ------
    PredictorError
        There is no command, or a quote is not closed.

    Examples
    --------
    >>> kept_command("sh -e", Path("/work"), Path("/work/run"))
    ('sh', '-e')
    """
    home = os.path.realpath(folder)
    first, *rest = _words(said)
    is_named = "/" not in first
    return (
        first if is_named else _from(first, here, home),
        *(_from(word, here, home) for word in rest),
    )


def located_command(kept: Sequence[str], folder: Path) -> tuple[str, ...]:
    """Return the words of a command of a run as they are run.

    Parameters
    ----------
    kept
        As :func:`kept_command` gives them.
    folder
        Folder of the run.

    Raises
    ------
    PredictorError
        No such program is found.
    """
    first, *rest = kept
    home = Path(os.path.realpath(folder))
    # A plain word is no file of the run: the command gets copies of these.
    return (_program(first, home), *(_absolute(w, home) if "/" in w else w for w in rest))


def _words(said: str) -> list[str]:
    try:
        words = shlex.split(said)
    except ValueError as error:
        msg = f"the command {said!r} cannot be split into words: {error}"
        raise PredictorError(msg) from error
    if not words:
        msg = "the command is empty; give the program and its first arguments"
        raise PredictorError(msg)
    return words


def _program(word: str, here: Path) -> str:
    program = str(here / word) if "/" in word else shutil.which(word)
    if program is None or not os.access(program, os.X_OK) or Path(program).is_dir():
        msg = f"there is no program {word!r} that can be run; check its name and permissions"
        raise PredictorError(msg)
    return program


def _absolute(word: str, here: Path) -> str:
    return str(here / word) if (here / word).exists() else word


def _from(word: str, here: Path, home: str) -> str:
    """Name a file that there is from another folder; everything else is no file."""
    if Path(word).is_absolute() or not (here / word).exists():
        return word
    found = os.path.relpath(here / word, home)
    return found if "/" in found else f"./{found}"
