"""Who was treated, in which block; and whether an effect can be told from that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError, UnidentifiableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

Labels = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Design:
    """Units that inform an effect: those of blocks in which treatment varies.

    Attributes
    ----------
    rows
        Places of these units among all, ascending, shape (n_units,).
    treatment
        1 where treated and 0 where control, or a dose, shape (n_units,).
    block
        Block of each unit, 0 to ``n_blocks`` - 1, shape (n_units,).
    n_blocks
        Blocks in which treatment varies.
    n_blocks_alike
        Blocks in which all units have the same treatment; they tell nothing of an effect.
    """

    rows: NDArray[np.intp]
    treatment: NDArray[np.float64]
    block: NDArray[np.intp]
    n_blocks: int
    n_blocks_alike: int

    @property
    def contrast(self) -> NDArray[np.float64]:
        """Treatment relative to the mean of its block, shape (n_units,)."""
        return self.treatment - block_means(self.treatment, self.block)[self.block]


def block_means(values: NDArray[np.float64], block: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the mean of each block, shape (n_blocks,) or (n_blocks, n_columns)."""
    import numpy as np

    n_blocks = int(block.max()) + 1
    sums = np.zeros((n_blocks, *values.shape[1:]))
    np.add.at(sums, block, values)
    sizes = np.bincount(block, minlength=n_blocks).reshape(-1, *[1] * (values.ndim - 1))
    means: NDArray[np.float64] = sums / sizes
    return means


def design_of(treatment: Sequence[float], blocks: Mapping[str, Sequence[str]]) -> Design:
    """Return the units that inform an effect within blocks.

    Parameters
    ----------
    treatment
        1 where treated and 0 where control, or a dose, by unit.
    blocks
        Labels of the units in each blocking variable; units that agree on all of them make a block.
        All units are one block where there is none.

    Raises
    ------
    UnidentifiableError
        Treatment is the same in all units of every block, so that an effect of treatment cannot be
        told from a difference between blocks.
    TaskError
        A treatment is not a finite number, or labels are not one for each unit.

    Examples
    --------
    >>> design = design_of([1, 0, 1, 1], {"plate": ["A", "A", "B", "B"]})
    >>> design.rows.tolist(), design.n_blocks, design.n_blocks_alike
    ([0, 1], 1, 1)
    """
    import numpy as np

    given = np.asarray(treatment, dtype=np.float64)
    if not len(given) or not np.isfinite(given).all():
        msg = "treatment: every unit needs a finite number; leave out units without one"
        raise TaskError(msg)
    wrong = sorted(name for name, labels in blocks.items() if len(labels) != len(given))
    if wrong:
        msg = f"blocks: {wrong[0]!r} has not one label for each of the {len(given)} units"
        raise TaskError(msg)
    block = _codes(tuple(zip(*blocks.values(), strict=True)), len(given))
    does_vary = _varies(given, block)
    if not does_vary.any():
        raise UnidentifiableError(_why(given, blocks))
    rows = np.flatnonzero(does_vary[block])
    _, kept = np.unique(block[rows], return_inverse=True)
    n_blocks = int(does_vary.sum())
    return Design(rows, given[rows], kept, n_blocks, len(does_vary) - n_blocks)


def separates(treatment: NDArray[np.float64], labels: Sequence[str]) -> bool:
    """Tell whether treatment is the same in all units that share a label.

    Where each unit has a label of its own these name units, and tell nothing about the design.

    Examples
    --------
    >>> import numpy as np
    >>> separates(np.array([0.0, 0, 1, 1]), ["A", "A", "B", "B"])
    True
    """
    distinct = len(set(labels))
    if distinct < 2 or distinct == len(labels):
        return False
    block = _codes(tuple((label,) for label in labels), len(labels))
    return not _varies(treatment, block).any()


def _codes(labels: Sequence[Labels], n_units: int) -> NDArray[np.intp]:
    import numpy as np

    if not labels:
        return np.zeros(n_units, dtype=np.intp)
    place = {label: code for code, label in enumerate(sorted(set(labels)))}
    return np.asarray([place[label] for label in labels], dtype=np.intp)


def _varies(given: NDArray[np.float64], block: NDArray[np.intp]) -> NDArray[np.bool_]:
    import numpy as np

    n_blocks = int(block.max()) + 1
    low, high = np.full(n_blocks, np.inf), np.full(n_blocks, -np.inf)
    np.minimum.at(low, block, given)
    np.maximum.at(high, block, given)
    varies: NDArray[np.bool_] = high > low
    return varies


def _why(given: NDArray[np.float64], blocks: Mapping[str, Sequence[str]]) -> str:
    if len(set(given.tolist())) < 2:
        return (
            f"all {len(given)} units have the same treatment, so there is no effect to tell; "
            f"measure treated and control units"
        )
    alone = [name for name in blocks if separates(given, blocks[name])]
    named = " x ".join(blocks)
    why = (
        f"treatment is the same in all units of every block ({named}), so that its effect cannot "
        f"be told from a difference between blocks"
    )
    if alone:
        return f"{why}: {' and '.join(alone)} separates treated from control units by design"
    return (
        f"{why}; each of {', '.join(blocks)} alone does not separate them. Block on fewer of them "
        f"only if the others cannot change the outcome"
    )
