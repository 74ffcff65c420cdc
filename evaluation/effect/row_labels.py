"""The label of every row in a column of obs, or on an axis of splits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.splits.observations import Observations


CONTROL = "control"
"""Label of negative controls that have no other."""


@dataclass(frozen=True, eq=False)
class RowLabels:
    """Labels of rows.

    ``levels`` are sorted, each once; ``codes`` has the position of each row's label in them, -1
    where it has none, shape (n_rows,). ``numbers`` has the number of each level, None where labels
    are no numbers.
    """

    name: str
    codes: NDArray[np.int64]
    levels: tuple[str, ...]
    numbers: tuple[float, ...] | None = None

    def code_of(self, label: str) -> int:
        """Return the code of a label, -1 where no row has it."""
        return self.levels.index(label) if label in self.levels else -1


def labels_of(rows: Observations, name: str) -> RowLabels:
    """Return the labels of a column of obs, or of an axis where there is no such column.

    Raises
    ------
    TaskError
        There is neither.
    """
    column = rows.column(name)
    if column is not None:
        return sorted_labels(name, column[0], column[1])
    if name in rows.axes:
        return labels_on(rows, name)
    known = ", ".join(rows.axes) or "none"
    msg = f"{name!r} is no column of obs and no axis that the dataset tells; axes are {known}"
    raise TaskError(msg)


def labels_on(rows: Observations, axis: str) -> RowLabels:
    """Return the labels on an axis that the dataset tells."""
    keys = rows.axes[axis]
    numbers = None if keys.numbers is None else keys.numbers.tolist()
    return sorted_labels(axis, keys.codes, keys.levels, numbers)


def with_controls(labels: RowLabels, rows: Observations) -> RowLabels:
    """Label negative controls as such, where they have no value because an axis tells agents."""
    import numpy as np

    unlabelled = rows.is_control & (labels.codes < 0)
    if not unlabelled.any() or CONTROL in labels.levels or labels.numbers is not None:
        return labels
    codes = np.where(unlabelled, len(labels.levels), labels.codes)
    return sorted_labels(labels.name, codes, (*labels.levels, CONTROL))


def sorted_labels(
    name: str,
    codes: NDArray[Any],
    levels: Sequence[str],
    numbers: Sequence[float] | None = None,
) -> RowLabels:
    """Return labels in sorted order, so that nothing depends on how a file lists them."""
    import numpy as np

    known = list(numbers) if numbers is not None else _numbers(levels)
    number_of = dict(zip(map(str, levels), known, strict=True)) if known is not None else {}
    distinct = tuple(sorted(set(map(str, levels))))
    place = {label: code for code, label in enumerate(distinct)}
    moved = np.asarray([*(place[str(level)] for level in levels), -1], dtype=np.int64)
    in_order = tuple(number_of[label] for label in distinct) if known is not None else None
    return RowLabels(name, moved[codes], distinct, in_order)


def _numbers(levels: Sequence[str]) -> list[float] | None:
    try:
        return [float(level) for level in levels]
    except ValueError:
        return None
