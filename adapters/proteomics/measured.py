"""Values that were measured for some pairs of sample and feature, as a matrix with gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.made.matrices import StreamedRows
from aivc.storage.model import DenseBlock, MatrixEncoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Matrix
    from aivc.storage.records.texts import Texts


@dataclass(frozen=True)
class Measured:
    """Pairs that have values.

    Attributes
    ----------
    rows, features
        Sample (or run, where one line has all channels) and feature of each value.
    n_samples, n_features
        Shape of the matrix.
    """

    rows: NDArray[np.int64]
    features: NDArray[np.int64]
    n_samples: int
    n_features: int

    def of_channels(self, name: str, values: NDArray[np.float64]) -> Matrix:
        """Return a matrix from values of shape (n_channels, n_pairs); NaN for pairs without one.

        Sample ``run * n_channels + channel`` has the values of a channel of a run.
        """
        n_channels = len(values)
        order = np.argsort(self.rows, kind="stable")
        rows, features = self.rows[order], self.features[order]
        is_single = bool(np.all((values.astype(np.float32) == values) | np.isnan(values)))
        dtype = np.dtype(np.float32 if is_single else np.float64)

        def filled(start: int, stop: int) -> NDArray[np.floating]:
            data = np.full((stop - start, self.n_features), np.nan, dtype)
            for row in range(start, stop):
                run, channel = divmod(row, n_channels)
                begin, end = np.searchsorted(rows, [run, run + 1])
                data[row - start, features[begin:end]] = values[channel, order[begin:end]]
            return data

        def blocks(start: int, stop: int, max_bytes: int) -> Iterator[DenseBlock]:
            step = max(1, max_bytes // max(1, self.n_features * dtype.itemsize))
            for first in range(start, stop, step):
                last = min(first + step, stop)
                yield DenseBlock(first, last, filled(first, last))

        shape = (self.n_samples, self.n_features)
        n_stored = self.n_samples * self.n_features
        return StreamedRows(name, shape, str(dtype), n_stored, blocks, MatrixEncoding.DENSE)


def positions(keys: Sequence[Texts]) -> tuple[NDArray[np.int64], list[tuple[str, ...]]]:
    """Give each distinct combination of some columns a number, in the order of their texts.

    Returns
    -------
    tuple
        The number of each line, and the texts of each number.
    """
    labels = [[*key.labels(), ""] for key in keys]
    codes = np.stack([key.codes for key in keys])
    distinct, inverse = np.unique(codes, axis=1, return_inverse=True)
    texts = [
        tuple(label[code] for label, code in zip(labels, column, strict=True))
        for column in distinct.T.tolist()
    ]
    order = sorted(range(len(texts)), key=texts.__getitem__)
    rank = np.empty(len(texts), np.int64)
    rank[order] = np.arange(len(texts))
    return rank[inverse.ravel()], [texts[place] for place in order]


def first_of_each(
    rows: NDArray[np.int64], features: NDArray[np.int64], best: NDArray[np.float64] | None
) -> NDArray[np.int64]:
    """Return a line for each pair of row and feature: with the smallest ``best``, or the first."""
    worth = np.zeros(len(rows)) if best is None else np.where(np.isnan(best), np.inf, best)
    order = np.lexsort((np.arange(len(rows)), worth, features, rows))
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = (np.diff(rows[order]) != 0) | (np.diff(features[order]) != 0)
    return np.sort(order[is_new])
