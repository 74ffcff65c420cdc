"""What a table of mass spectrometry holds, before it becomes a dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aivc.adapters.proteomics.samples import MassSample
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Matrix


@dataclass(frozen=True)
class FeatureTable:
    """Features of one kind: their names, columns, and matrices with samples as rows."""

    name: str
    features: list[str]
    index_name: str
    columns: list[ColumnSource]
    matrices: list[Matrix]


@dataclass(frozen=True)
class Quantified:
    """Samples, and the tables of what was quantified in them.

    Attributes
    ----------
    software
        That wrote the source.
    samples
        The observations.
    columns
        Columns of obs that the source itself has.
    tables
        One, or several with the same samples.
    close
        Releases what the matrices read from.
    """

    software: str
    samples: Sequence[MassSample]
    columns: list[ColumnSource]
    tables: list[FeatureTable]
    close: Callable[[], None]
