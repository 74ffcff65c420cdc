"""How well one label gives away another: the best accuracy that any predictor can reach.

A predictor that sees only a label, such as the plate, does best by answering the commonest
outcome among the rows with that label. Its accuracy is exact and read from the table of counts:
the sum of the largest count of each label over all rows. Guessing without the label reaches the
share of the commonest outcome. How far the label carries beyond guessing is the lambda of Goodman
and Kruskal; here it is measured beyond what shuffled rows reach, because with many labels of few
rows even shuffled rows seem to be predicted.

References
----------
Goodman LA, Kruskal WH (1954). Measures of association for cross classifications. Journal of the
American Statistical Association 49:732. doi:10.1080/01621459.1954.10501231

Patefield WM (1981). Algorithm AS 159: an efficient method of generating random R x C tables with
given row and column totals. Applied Statistics 30:91. doi:10.2307/2346669
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.facts.model import Contingency


@dataclass(frozen=True, slots=True)
class Predictability:
    """How well a label tells an outcome.

    Parameters
    ----------
    accuracy
        Share of rows that the best rule from label to outcome gets right.
    chance
        Share of rows with the commonest outcome: what guessing without the label reaches.
    shuffled_mean, shuffled_sd
        Mean and standard deviation of the accuracy when the outcomes are shuffled among the rows.
    p_value
        Share of shuffles that reach the accuracy, the data itself counted as one.
    n_rows
        Rows in the table.
    """

    accuracy: float
    chance: float
    shuffled_mean: float
    shuffled_sd: float
    p_value: float
    n_rows: int

    @property
    def excess(self) -> float:
        """Share of the errors made on shuffled rows that the label removes: 0 none, 1 all."""
        room = 1.0 - self.shuffled_mean
        return (self.accuracy - self.shuffled_mean) / room if room > 1e-12 else 0.0


def predictability(table: Contingency, *, n_shuffles: int = 199, seed: int = 0) -> Predictability:
    """Measure how well the left key of a table tells the right key.

    Shuffling rows is drawing a table with the same margins, so the cost does not grow with the
    number of rows: ``n_shuffles`` x levels of the left key x levels of the right key. The result
    does not depend on the order of the levels.

    Parameters
    ----------
    table
        Rows counted by label (left) and outcome (right), at most a thousand million of them.
    n_shuffles
        How many tables are drawn; the smallest p value is ``1 / (n_shuffles + 1)``.
    seed
        Seed of the draws.

    Raises
    ------
    ValueError
        The table has no row.

    Examples
    --------
    >>> import numpy as np
    >>> from aivc.validators.facts.model import Contingency
    >>> table = Contingency(
    ...     left_names=("plate 1", "plate 2"),
    ...     right_names=("treated", "control"),
    ...     left=np.array([0, 1]),
    ...     right=np.array([0, 1]),
    ...     counts=np.array([50, 50]),
    ... )
    >>> found = predictability(table)
    >>> found.accuracy, found.chance, found.p_value
    (1.0, 0.5, 0.005)
    """
    import numpy as np

    n_rows = int(table.counts.sum())
    if n_rows == 0:
        msg = "There is no row in the table, so nothing can be told from it."
        raise ValueError(msg)
    best = np.zeros(len(table.left_names), dtype=np.int64)
    merged = _merged(table)
    np.maximum.at(best, merged[:, 0], merged[:, 2])
    accuracy = int(best.sum()) / n_rows
    # Draws go through the levels from the largest on, so that renaming levels changes nothing.
    labels = np.sort(np.bincount(merged[:, 0], weights=merged[:, 2]).astype(np.int64))[::-1]
    outcomes = np.sort(np.bincount(merged[:, 1], weights=merged[:, 2]).astype(np.int64))[::-1]
    drawn = _shuffled_accuracies(labels[labels > 0], outcomes[outcomes > 0], n_shuffles, seed)
    reached = int((drawn >= accuracy - 1e-12).sum())
    return Predictability(
        accuracy=accuracy,
        chance=int(outcomes[0]) / n_rows,
        shuffled_mean=float(drawn.mean()),
        shuffled_sd=float(drawn.std(ddof=1)),
        p_value=(reached + 1) / (n_shuffles + 1),
        n_rows=n_rows,
    )


def _merged(table: Contingency) -> NDArray[np.int64]:
    """Return (left, right, count) with one row for each pair that occurs."""
    import numpy as np

    key = table.left.astype(np.int64) * max(len(table.right_names), 1) + table.right
    pairs, where = np.unique(key, return_inverse=True)
    counts = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(counts, where, table.counts.astype(np.int64))
    left, right = np.divmod(pairs, max(len(table.right_names), 1))
    return np.stack([left, right, counts], axis=1)[counts > 0]


def _shuffled_accuracies(
    labels: NDArray[np.int64], outcomes: NDArray[np.int64], n_shuffles: int, seed: int
) -> NDArray[np.float64]:
    """Draw accuracies of tables with given margins, shape (n_shuffles,).

    One label after the other takes its rows from those that are left, outcome by outcome; each
    number is hypergeometric given the ones before, for all draws at once.
    """
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(seed))
    left_over = np.tile(outcomes, (n_shuffles, 1))
    correct = np.zeros(n_shuffles, dtype=np.int64)
    for size in labels:
        wanted = np.full(n_shuffles, size, dtype=np.int64)
        pool = left_over.sum(axis=1)
        largest = np.zeros(n_shuffles, dtype=np.int64)
        for outcome in range(len(outcomes)):
            good = left_over[:, outcome]
            taken = generator.hypergeometric(good, pool - good, wanted)
            pool -= left_over[:, outcome]
            left_over[:, outcome] -= taken
            wanted -= taken
            np.maximum(largest, taken, out=largest)
        correct += largest
    accuracies: NDArray[np.float64] = correct / int(outcomes.sum())
    return accuracies
