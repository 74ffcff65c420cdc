"""Other ways in which the treatments of each block could have been given to its units."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import lgamma, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.effect.design import Design

_AT_ONCE = 4_000_000
"""Entries of arrangements that are held at once."""


def log10_arrangements(design: Design) -> float:
    """Return how many different arrangements there are within blocks, as a power of ten.

    The one that was carried out is among them. The number itself can have thousands of digits.

    Examples
    --------
    >>> from aivc.evaluation.effect.design import design_of
    >>> design = design_of([1, 0, 0, 1, 0], {"plate": ["A", "A", "A", "B", "B"]})
    >>> round(10 ** log10_arrangements(design))
    6
    """
    import numpy as np

    logs = 0.0
    for block in range(design.n_blocks):
        values = design.treatment[design.block == block]
        same = Counter(np.asarray(values).tolist()).values()
        logs += lgamma(len(values) + 1) - sum(lgamma(number + 1) for number in same)
    return logs / log(10)


def every_arrangement(design: Design) -> Iterator[NDArray[np.float64]]:
    """Yield all arrangements as pieces of shape (n, n_units), the one carried out among them."""
    import numpy as np

    units = [np.flatnonzero(design.block == block) for block in range(design.n_blocks)]
    ways = [list(_distinct(sorted(design.treatment[rows].tolist()))) for rows in units]
    piece: list[NDArray[np.float64]] = []
    size = max(1, _AT_ONCE // len(design.rows))
    for chosen in product(*ways):
        arrangement = np.empty(len(design.rows))
        for rows, values in zip(units, chosen, strict=True):
            arrangement[rows] = values
        piece.append(arrangement)
        if len(piece) == size:
            yield np.stack(piece)
            piece = []
    if piece:
        yield np.stack(piece)


def drawn_arrangements(design: Design, n_draws: int, seed: int) -> Iterator[NDArray[np.float64]]:
    """Yield the arrangement carried out and then random ones, in pieces of shape (n, n_units).

    The seed alone decides which are drawn; blocks have generators of their own.
    """
    import numpy as np

    yield design.treatment[None, :]
    units = [np.flatnonzero(design.block == block) for block in range(design.n_blocks)]
    generators = [
        np.random.default_rng(each) for each in np.random.SeedSequence(seed).spawn(design.n_blocks)
    ]
    size = max(1, _AT_ONCE // len(design.rows))
    for start in range(0, n_draws, size):
        n_here = min(size, n_draws - start)
        piece = np.empty((n_here, len(design.rows)))
        for rows, generator in zip(units, generators, strict=True):
            same = np.broadcast_to(design.treatment[rows], (n_here, len(rows)))
            piece[:, rows] = generator.permuted(same, axis=1)
        yield piece


def _distinct(values: list[float]) -> Iterator[tuple[float, ...]]:
    """Yield the different orders of sorted values, each once."""
    if not values:
        yield ()
        return
    for place, value in enumerate(values):
        if place and values[place - 1] == value:
            continue
        for rest in _distinct(values[:place] + values[place + 1 :]):
            yield (value, *rest)
