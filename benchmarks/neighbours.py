"""Time of the neighbour searches of splits against the number of units, and of a k-d tree.

    python benchmarks/neighbours.py --sizes 50000 200000 800000

``nearest``  validators/split_facts/space_grid.py: how far each test unit is from training
``near``     splits/making/near.py: which training units are within a buffer of test units
``kd-tree``  the peer: scipy's cKDTree, built and asked for one neighbour with the same limit

Half of the units, left of a straight line, are training, the others test; the buffer is ten times
the mean distance between neighbours. *uniform*: at random in a square. *lattice*: spots in a square
grid. *clumps*: in a hundred dense clumps. *two*: in two dense clumps on either side of the line,
one within the buffer of the other. *apart*: the same, a little further apart than the buffer.
*place*: all at one place but the two ends of the line. CPU seconds, the growth when the number of
units is four times as large in brackets; n log n is 4.4.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

BUFFER = 10.0


def drawn(kind: str, n: int, seed: int = 0) -> NDArray[np.float64]:
    """Return places with about one unit per square unit of length, shape (n, 2)."""
    draw = np.random.default_rng(seed)
    side = np.sqrt(n)
    if kind == "uniform":
        return draw.random((n, 2)) * side
    if kind == "lattice":
        at = np.arange(n)
        return np.column_stack([at // int(side), at % int(side)]).astype(np.float64)
    if kind == "clumps":
        centres = draw.random((100, 2)) * side
        return centres[draw.integers(0, 100, n)] + draw.normal(size=(n, 2)) * side / 1000
    if kind in ("two", "apart"):
        gap = BUFFER * (0.9 if kind == "two" else 1.1)
        right = draw.random(n) < 0.5
        return draw.random((n, 2)) * 0.01 + np.column_stack([right * gap, np.zeros(n)])
    places = np.full((n, 2), side / 2)
    places[0], places[-1] = (0, 0), (side, side)
    return places


def by_nearest(places: NDArray[np.float64], is_test: NDArray[np.bool_]) -> int:
    """Count test units with a training unit within the buffer."""
    from aivc.validators.split_facts.space_grid import nearest
    from aivc.validators.split_facts.space_points import distinct

    section = np.zeros(len(places), np.int64)
    parts = [np.flatnonzero(is_test), np.flatnonzero(~is_test)]
    (query, of_row), (reference, _) = (distinct(places[r], section[r], r) for r in parts)
    return int(np.isfinite(nearest(query, reference, BUFFER).cost[of_row]).sum())


def by_near(places: NDArray[np.float64], is_test: NDArray[np.bool_]) -> int:
    """Count test units with a training unit within the buffer."""
    from aivc.splits.making.near import rows_near

    section = np.zeros(len(places), np.int64)
    parts = np.flatnonzero(is_test), np.flatnonzero(~is_test)
    return int(rows_near(places, section, *parts, BUFFER).sum())


def by_tree(places: NDArray[np.float64], is_test: NDArray[np.bool_]) -> int:
    """Count test units with a training unit within the buffer."""
    from scipy.spatial import cKDTree

    tree = cKDTree(places[~is_test])
    found, _ = tree.query(places[is_test], distance_upper_bound=BUFFER)
    return int(np.isfinite(found).sum())


WAYS: dict[str, Callable[[NDArray[np.float64], NDArray[np.bool_]], int]] = {
    "nearest": by_nearest,
    "near": by_near,
    "kd-tree": by_tree,
}
KINDS = ("uniform", "lattice", "clumps", "two", "apart", "place")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[50_000, 200_000, 800_000])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--ways", nargs="+", choices=tuple(WAYS), default=tuple(WAYS))
    given = parser.parse_args()
    print("| units are | search |", " | ".join(f"{n:,}" for n in given.sizes), "| found |")
    print("|---|---|" + "---|" * (len(given.sizes) + 1))
    for kind in given.kinds:
        for name in given.ways:
            cells, before, count = [], 0.0, 0
            for n in given.sizes:
                places = drawn(kind, n)
                is_test = places[:, 0] > np.median(places[:, 0]) if kind != "place" else _ends(n)
                started = time.process_time()
                count = WAYS[name](places, is_test)
                took = time.process_time() - started
                cells.append(f"{took:.2f}" + (f" ({took / before:.1f})" if before else ""))
                before = took
            print(f"| {kind} | {name} | {' | '.join(cells)} | {count:,} |", flush=True)


def _ends(n: int) -> NDArray[np.bool_]:
    return np.arange(n) % 2 == 0


if __name__ == "__main__":
    main()
