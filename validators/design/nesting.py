"""Which key is constant within which: a plate belongs to one site, a sample to one donor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.design.regroup import transposed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.facts.model import Contingency


@dataclass(frozen=True, slots=True)
class Nesting:
    """How the levels of two keys lie in each other.

    Parameters
    ----------
    split_left
        Left levels whose rows have more than one right level, in the order of the table.
    split_right
        Right levels whose rows have more than one left level.
    """

    split_left: tuple[int, ...]
    split_right: tuple[int, ...]

    @property
    def left_in_right(self) -> bool:
        """Whether each left level lies within one right level."""
        return not self.split_left

    @property
    def right_in_left(self) -> bool:
        """Whether each right level lies within one left level."""
        return not self.split_right

    @property
    def is_same_partition(self) -> bool:
        """Whether the two keys are two names for one thing."""
        return self.left_in_right and self.right_in_left


def nesting(table: Contingency) -> Nesting:
    """Tell which levels of each key are spread over several levels of the other.

    Examples
    --------
    >>> import numpy as np
    >>> from aivc.validators.facts.model import Contingency
    >>> table = Contingency(
    ...     left_names=("plate 1", "plate 2", "plate 3"),
    ...     right_names=("site A", "site B"),
    ...     left=np.array([0, 1, 2]),
    ...     right=np.array([0, 0, 1]),
    ...     counts=np.array([96, 96, 96]),
    ... )
    >>> found = nesting(table)
    >>> found.left_in_right, found.right_in_left, found.split_right
    (True, False, (0,))
    """
    import numpy as np

    return Nesting(
        tuple(np.flatnonzero(levels_per_left(table) > 1).tolist()),
        tuple(np.flatnonzero(levels_per_left(transposed(table)) > 1).tolist()),
    )


def levels_per_left(table: Contingency) -> NDArray[np.int64]:
    """Count the right levels that the rows of each left level have, shape (n_left,)."""
    import numpy as np

    seen = table.counts > 0
    width = max(len(table.right_names), 1)
    pairs = np.unique(table.left[seen].astype(np.int64) * width + table.right[seen])
    levels: NDArray[np.int64] = np.bincount(pairs // width, minlength=len(table.left_names))
    return levels
