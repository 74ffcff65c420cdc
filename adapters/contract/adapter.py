"""The contract of a reader of one lab format."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.hints import Hints

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping
    from aivc.storage.model import Dataset


class Confidence(IntEnum):
    """How sure a reader is that a source is of its format.

    ``POSSIBLE`` is never acted upon: a person has to name the reader. ``LIKELY`` rests on names of
    files or columns, ``CERTAIN`` on a signature that no other format has.
    """

    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True)
class Detection:
    """That a source seems to be of a format, and why."""

    confidence: Confidence
    because: str


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a reader made of a source.

    Attributes
    ----------
    dataset
        The source as tables. Columns and values are read when they are asked for.
    hints
        What the format itself says about them.
    """

    dataset: Dataset
    hints: Hints = field(default_factory=Hints)


class Adapter(ABC):
    """Reads one lab format.

    A reader keeps everything: each column of the source becomes a column under its own name and
    with its own values; what it cannot carry it names with
    :meth:`~aivc.adapters.contract.log.ConversionNotes.left_alone`. It writes nothing, does not use
    the network, and does not hold a matrix in memory that can be streamed.

    Subclass it, give it ``name`` and ``title``, list it as an entry point of the group
    ``aivc.adapters``, and test it with :class:`aivc.adapters.contract.suite.AdapterContract`.
    """

    name: ClassVar[str]
    """Lower-case words joined by hyphens, such as ``tenx-h5``."""

    title: ClassVar[str]
    """What it reads, in a few words."""

    @abstractmethod
    def detect(self, source: Path) -> Detection | None:
        """Say whether a file or folder is of this format, from its first bytes and names.

        It must be quick, and must not raise whatever the source holds; None where it is not.
        """

    @abstractmethod
    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read a source as a dataset.

        Parameters
        ----------
        source
            A file or folder; it may be one that ``detect`` does not know, because a person named
            this reader.
        mapping
            What a person says about the source; empty where there is no mapping file. Roles,
            labels and constants are applied by the caller.
        log
            Takes notes of what was mapped, converted, inferred and left alone.

        Raises
        ------
        UnreadableInputError
            The source is not of this format, or is damaged; the message says in one sentence what
            and where, what was expected, and how to mend it.
        """
