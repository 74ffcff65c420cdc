"""Compare agents by the very labels that the file has, before identity is resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.split_facts.compound_facts import CompoundOverlap, Likeness
from aivc.validators.split_facts.count_cells import AxisCounter, Sides

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.observations import Observations, Partitioning
    from aivc.validators.split_facts.model import Pair


def count_written(
    observations: Observations, partitioning: Partitioning
) -> NDArray[np.int64] | None:
    """Count treated rows of single agents by the label in the file and by part.

    Returns
    -------
    ndarray or None
        Shape (n_labels, n_parts), int64. None where no one column holds the agents.
    """
    agents = observations.axes["agent"]
    column = observations.column(agents.columns[0]) if len(agents.columns) == 1 else None
    if column is None or agents.resolution is None or agents.source == "card":
        return None
    codes, labels = column
    place = agents.resolution.place
    if len(place) != len(labels) or agents.resolution.names != agents.levels:
        return None
    is_single = np.array([p >= 0 and len(agents.members[p]) == 1 for p in place] + [False])
    treated = np.where((agents.codes >= 0) & is_single[np.maximum(codes, -1)], codes, -1)
    sides = Sides(partitioning, observations.is_control)
    counter = AxisCounter(treated, len(labels), sides)
    for rows, side, start in sides.pieces():
        counter.update(rows, side, start)
    return counter.result().rows[1:, :, 0]


def written_overlap(counts: NDArray[np.int64], pair: Pair, published: str) -> CompoundOverlap:
    """Return what two parts share of single agents as they are written.

    Parameters
    ----------
    counts
        Rows by label and part, from :func:`count_written`.
    pair
        The parts.
    published
        Name of the fraction.
    """
    evaluated, reference = counts[:, pair.evaluated], counts[:, pair.reference]
    is_shared = (evaluated > 0) & (reference > 0)
    return CompoundOverlap(
        likeness=Likeness.EXACT,
        published=published,
        n_compounds=int(np.count_nonzero(evaluated)),
        n_rows=int(evaluated.sum()),
        n_shared=int(np.count_nonzero(is_shared)),
        n_rows_shared=int(evaluated[is_shared].sum()),
        n_missing=0,
        n_rows_missing=0,
    )
