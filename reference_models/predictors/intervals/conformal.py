"""Intervals by split conformal prediction, with clusters as what is exchangeable.

The residuals of calibration units, relative to the spread that the model states, are ranked
feature by feature. Every cluster has the same mass, shared by its units, and one more cluster of
infinite residual stands for the one that will be asked about (Vovk et al. 2005; for weights
Tibshirani et al. 2019, arXiv:1904.06019).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Self

import numpy as np

from aivc.reference_models.predictors.intervals.clusters import as_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.reference_models.predictors.intervals.clusters import Keys

COVERAGES = (0.5, 0.9)
"""Coverage of the intervals; that of the task is added."""

_SLACK = 1e-9
"""Nine times a tenth is a little less than nine tenths."""


def fewest_clusters(coverage: float) -> int:
    """Return the number of clusters below which there is no finite interval of a coverage.

    Examples
    --------
    >>> fewest_clusters(0.9), fewest_clusters(0.95)
    (9, 19)
    """
    return ceil(1 / (1 - coverage) - _SLACK) - 1


def half_widths(
    scores: NDArray[np.float64], clusters: Keys, coverages: Sequence[float]
) -> NDArray[np.float64]:
    """Return the conformal quantiles of scores, shape (n_coverages, n_features).

    Parameters
    ----------
    scores
        Absolute residuals over spread, shape (n_units, n_features); NaN, where nothing was
        measured, counts for nothing.
    clusters
        Cluster of each unit.
    coverages
        Ascending. Infinite where there are too few clusters for one.
    """
    known = np.isfinite(scores)
    mass = _masses(known, clusters)
    scores = np.where(known, scores, np.inf)
    order = np.argsort(scores, axis=0, kind="stable")
    ranked = np.vstack(
        [np.take_along_axis(scores, order, axis=0), np.full(scores.shape[1], np.inf)]
    )
    reached = np.cumsum(np.take_along_axis(mass, order, axis=0), axis=0)
    places = [(reached < coverage - _SLACK).sum(axis=0) for coverage in coverages]
    return np.stack([ranked[place, np.arange(scores.shape[1])] for place in places])


def _bounded(widths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give a feature that was measured in too few clusters the widest interval of the others.

    Widths are relative to the spread, in which the sizes of features are, so they can be compared.
    """
    known = np.isfinite(widths)
    widest = np.where(known, widths, -np.inf).max(axis=1, keepdims=True, initial=-np.inf)
    return np.where(known | ~np.isfinite(widest), widths, widest)


def _masses(known: NDArray[np.bool_], clusters: Keys) -> NDArray[np.float64]:
    """Return the mass of each residual: every cluster has the same, shared by what it has."""
    sizes, n_clusters = _sizes(known, clusters)
    masses: NDArray[np.float64] = known / (np.maximum(sizes, 1) * (n_clusters + 1))
    return masses


def _sizes(
    known: NDArray[np.bool_], clusters: Keys
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Count by feature: known residuals of the cluster of each unit, and clusters with any."""
    numbers = np.array(as_numbers(clusters), dtype=np.intp)
    sizes = np.zeros((numbers.max(initial=-1) + 1, known.shape[1]))
    np.add.at(sizes, numbers, known)
    return sizes[numbers], np.count_nonzero(sizes, axis=0)


@dataclass(frozen=True, eq=False)
class Intervals:
    """Half widths of intervals, relative to the spread that the model states.

    Attributes
    ----------
    coverages
        Ascending.
    bases, n_clusters
        What answers rest on, and how many clusters were there to calibrate each.
    widths
        Shape (n_bases, n_coverages, n_features).
    """

    coverages: tuple[float, ...]
    bases: tuple[str, ...]
    n_clusters: tuple[int, ...]
    widths: NDArray[np.float64]

    @classmethod
    def calibrate(
        cls, scores: NDArray[np.float64], clusters: Keys, bases: Sequence[str], coverage: float
    ) -> Self:
        """Calibrate on units, each with its cluster and the basis of its answer."""
        coverages = tuple(sorted({*COVERAGES, coverage}))
        names = tuple(sorted(set(bases)))
        counts, widths = [], np.empty((len(names), len(coverages), scores.shape[1]))
        for place, name in enumerate(names):
            rows = [row for row, basis in enumerate(bases) if basis == name]
            chosen = tuple(clusters[row] for row in rows)
            counts.append(int(_sizes(np.isfinite(scores[rows]), chosen)[1].max(initial=0)))
            widths[place] = _bounded(half_widths(scores[rows], chosen, coverages))
        return cls(coverages, names, tuple(counts), widths)

    @property
    def levels(self) -> tuple[float, ...]:
        """Levels of the quantiles, ascending, the median among them."""
        below = [round((1 - coverage) / 2, 6) for coverage in reversed(self.coverages)]
        return (*below, 0.5, *(round(1 - level, 6) for level in reversed(below)))

    @property
    def has_any(self) -> bool:
        """Whether any answer has an interval."""
        return not all(self.why_none(basis) for basis in self.bases)

    def why_none(self, basis: str) -> str:
        """Say why there are no intervals for a basis; empty where there are."""
        found = dict(zip(self.bases, self.n_clusters, strict=True)).get(basis, 0)
        needed = fewest_clusters(max(self.coverages))
        if found >= needed:
            return ""
        return f"no interval, because {needed} clusters are needed to calibrate it, found {found}"

    def quantiles(
        self, mean: NDArray[np.float64], spread: NDArray[np.float64], bases: Sequence[str]
    ) -> NDArray[np.float64]:
        """Return quantiles of shape (n_levels, n_units, n_features), NaN where there are none."""
        place = {basis: row for row, basis in enumerate(self.bases) if not self.why_none(basis)}
        none = np.full((1, *self.widths.shape[1:]), np.nan)
        widths = np.vstack([self.widths, none])[[place.get(basis, -1) for basis in bases]]
        half = widths.transpose(1, 0, 2) * spread
        middle = np.where(np.isnan(half[:1]), np.nan, mean)
        return np.concatenate([mean - half[::-1], middle, mean + half])
