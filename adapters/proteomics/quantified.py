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
    """Features of one kind: their names, columns, and matrices with samples as rows.

    ``feature_type`` and ``scheme`` are what they are and how they are named, as values of the
    standard, the second None where the format does not say; ``intensities`` are the names of the
    matrices that hold intensities, not counts.
    """

    name: str
    feature_type: str
    scheme: str | None
    intensities: frozenset[str]
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
