"""The readout of neighbourhoods: which states are next to each other more often than by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts.aligned import aligned
from aivc.evaluation.readouts.digest import digest_of
from aivc.evaluation.readouts.graphs import Graph, neighbours
from aivc.evaluation.readouts.readout import ReadoutKind, ReadoutValues

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit

PSEUDOCOUNT = 1.0
"""Pairs added to both counts, so that a pair of states that never meet has a ratio."""


@dataclass(frozen=True)
class Neighbourhood:
    """Ratio of observed to expected pairs of neighbours, as log2, by pair of states.

    Expected is the mean over all ways to shuffle the units of a section over its places. A z-score
    against the same shuffles is no readout: it grows with the number of units, and hardly changes
    when half of the labels are wrong.

    Attributes
    ----------
    states
        Cell states; a unit has a share of each.
    graph
        How neighbours are found.
    """

    readout_id: str
    states: tuple[str, ...]
    graph: Graph

    kind = ReadoutKind.NEIGHBOURHOOD
    coverage = 1.0
    notes: tuple[str, ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """Pairs of states as ``A|B``, each pair once."""
        names = sorted(self.states)
        return tuple(f"{a}|{b}" for place, a in enumerate(names) for b in names[place:])

    @property
    def digest(self) -> str:
        """SHA-256 of the states, the graph and the pseudocount."""
        return digest_of(
            self.kind,
            states=sorted(self.states),
            graph=self.graph.kind,
            parameter=self.graph.parameter,
            pseudocount=PSEUDOCOUNT,
        )

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],  # noqa: ARG002 - who is next to whom has no control
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Return one row for each section; the weights are the expected pairs.

        A section in which no unit, or every unit, is a neighbour of every other tells nothing.

        Raises
        ------
        TaskError
            A unit has no place.
        """
        import numpy as np

        shares = aligned(states, features, sorted(self.states))
        sections = _sections(units)
        values = np.full((len(sections), len(self.features)), np.nan)
        expected = np.full_like(values, np.nan)
        for row, members in enumerate(sections.values()):
            places = np.asarray([_place(units[member])[1] for member in members], dtype=np.float64)
            pairs = neighbours(places, self.graph)
            observed, chance = pair_counts(shares[members], pairs)
            if _can_tell(len(members), len(pairs)):
                values[row] = np.log2((observed + PSEUDOCOUNT) / (chance + PSEUDOCOUNT))
                expected[row] = chance
        return ReadoutValues(
            tuple(sections),
            tuple(map(tuple, sections.values())),
            self.features,
            values,
            expected,
        )


def pair_counts(
    shares: NDArray[np.float64], pairs: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count pairs of neighbours by pair of states, and what shuffling would give on average.

    Parameters
    ----------
    shares
        Share of each state in each unit, shape (n_units, n_states). A unit of one state has a 1.
    pairs
        Pairs of neighbours, each once, shape (n_pairs, 2).

    Returns
    -------
    tuple of numpy.ndarray
        Observed and expected, shape (n_states * (n_states + 1) / 2,), in the order of the upper
        triangle; both sum to the number of pairs.

    Examples
    --------
    >>> import numpy as np
    >>> one_hot = np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]])
    >>> observed, expected = pair_counts(one_hot, np.array([[0, 1], [2, 3]]))
    >>> observed.tolist(), expected.round(3).tolist()
    ([1.0, 0.0, 1.0], [0.333, 1.333, 0.333])
    """
    import numpy as np

    n_units = len(shares)
    met = shares[pairs[:, 0]].T @ shares[pairs[:, 1]]
    total = shares.sum(axis=0)
    # Ordered pairs of two different units; a unit is never its own neighbour.
    ordered = np.outer(total, total) - shares.T @ shares
    chance = len(pairs) * ordered / max(n_units * (n_units - 1), 1)
    upper = np.triu_indices(shares.shape[1])
    return _folded(met)[upper], _folded(chance)[upper]


def _can_tell(n_units: int, n_pairs: int) -> bool:
    """Whether some units are neighbours and others are not, without which all is as by chance."""
    return 0 < n_pairs < n_units * (n_units - 1) // 2


def _folded(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Add A next to B and B next to A."""
    import numpy as np

    both: NDArray[np.float64] = counts + counts.T
    both[np.diag_indices_from(both)] /= 2
    return both


def _sections(units: Sequence[Unit]) -> dict[str, list[int]]:
    sections: dict[str, list[int]] = {}
    for row, unit in enumerate(units):
        sections.setdefault(_place(unit)[0], []).append(row)
    return sections


def _place(unit: Unit) -> tuple[str, tuple[float, ...]]:
    if unit.place is None:
        msg = (
            f"unit {unit.unit_id!r} has no place, and a neighbourhood needs coordinates of every "
            f"unit; use a table with coordinates, or ask for no neighbourhood"
        )
        raise TaskError(msg)
    return unit.place
