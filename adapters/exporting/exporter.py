"""What a writer of another format promises."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from aivc.adapters.exporting.source import ExportSource


@dataclass(frozen=True, slots=True, order=True)
class Unheld:
    """Something that a format has no place for, so that it stays behind.

    Attributes
    ----------
    where
        Where it stands in the dataset or the card.
    what
        What it is.
    because
        Why the format cannot hold it.
    """

    where: str
    what: str
    because: str


@dataclass(frozen=True, slots=True, order=True)
class Lacking:
    """Something that a format demands and the dataset does not say.

    Attributes
    ----------
    where
        Where it is to be filled in, a place of the card or of the file.
    what
        What is to be filled in.
    """

    where: str
    what: str


class ExportError(AivcError, ValueError):
    """A dataset cannot be written in a format."""


class IncompleteForTargetError(ExportError):
    """A dataset lacks what a format demands; nothing was written.

    Attributes
    ----------
    target
        Title of the format.
    lacking
        Everything that is lacking, not only the first.
    """

    def __init__(self, target: str, lacking: Iterable[Lacking]) -> None:
        self.target = target
        self.lacking = tuple(dict.fromkeys(lacking))
        entries = [f"  {lack.where}: {lack.what}" for lack in self.lacking]
        count = f"{len(entries)} thing{'s' if len(entries) != 1 else ''}"
        super().__init__(
            "\n".join([f"{target} demands {count} that the dataset does not say:", *entries])
        )


class Exporter(ABC):
    """Writes one format.

    Attributes
    ----------
    name
        The name to ask for.
    title
        What is written, for people.
    suffixes
        Endings that the name of the file may have; none where a folder is written.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]] = ()

    def placed(self, target: Path) -> Path:
        """Return the file or folder that is written where ``target`` is asked for.

        Raises
        ------
        ExportError
            No file of this format is called so.
        """
        if self.suffixes and target.suffix.lower() not in self.suffixes:
            msg = f"{target}: the name of a {self.title} ends in {' or '.join(self.suffixes)}"
            raise ExportError(msg)
        return target

    @abstractmethod
    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the dataset, whole or not at all.

        The same dataset gives the same bytes.

        Parameters
        ----------
        source
            The opened dataset and its card.
        target
            What :meth:`placed` returned. It is replaced where it exists.

        Returns
        -------
        tuple of Unheld
            What the format could not hold, sorted.

        Raises
        ------
        IncompleteForTargetError
            The dataset lacks what the format demands.
        ExportError
            The dataset cannot be written in this format at all.
        OSError
            The target cannot be written.
        """
