"""Outputs that are not to be overwritten, and those that cannot be written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class OutputExistsError(AivcError, FileExistsError):
    """What is to be written is there already, and it is not to be overwritten."""


class OutputError(AivcError, OSError):
    """The output cannot be written."""


def refuse_overwriting(target: Path, sources: Sequence[Path], *, force: bool) -> None:
    """Refuse a target that is there already, and one that is read from whatever is said.

    Raises
    ------
    OutputExistsError
        The target is there.
    """
    if not target.exists():
        return
    if any(source.exists() and target.samefile(source) for source in sources):
        message = f"{target} is what is read from; name another output"
        raise OutputExistsError(message)
    if not force:
        message = f"{target} is there already; replace it with --force"
        raise OutputExistsError(message)


@contextmanager
def writing_to(target: Path) -> Iterator[None]:
    """Say in one sentence why an output cannot be written.

    Raises
    ------
    OutputError
        The system does not let it be written.
    """
    if not target.parent.is_dir():
        message = f"cannot write {target}: there is no folder {target.parent}"
        raise OutputError(message)
    try:
        yield
    except OSError as error:
        if isinstance(error, AivcError):
            raise
        message = f"cannot write {target}: {error.strerror or error}"
        raise OutputError(message) from error
