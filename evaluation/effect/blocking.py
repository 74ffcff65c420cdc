"""Which labels make blocks, and which would have to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.effect.design import separates
from aivc.evaluation.effect.row_labels import RowLabels, labels_of, labels_on
from aivc.evaluation.errors import UnidentifiableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.effect.units import Units
    from aivc.splits.observations import Observations

DESIGN_AXES = ("plate", "batch", "donor", "site", "platform", "lane")
"""Axes along which measurements differ for reasons other than treatment."""


def declared_axes(rows: Observations) -> tuple[RowLabels, ...]:
    """Return the axes of the design that the dataset tells."""
    return tuple(labels_on(rows, axis) for axis in DESIGN_AXES if axis in rows.axes)


def block_labels(
    rows: Observations,
    wanted: Sequence[str] | None,
    kept: NDArray[np.bool_],
    ignored: Sequence[RowLabels],
) -> tuple[RowLabels, ...]:
    """Return the labels that make blocks: those wanted, or all axes of the design that differ."""
    if wanted is not None:
        return tuple(labels_of(rows, name) for name in wanted)
    return tuple(
        labels
        for labels in other_axes(rows, ignored)
        if len(labels.levels) > 1 and _n_levels(labels, kept) > 1
    )


def other_axes(rows: Observations, said: Sequence[RowLabels]) -> tuple[RowLabels, ...]:
    """Return the axes of the design beside those said, whatever a column of theirs is called."""
    import numpy as np

    return tuple(
        labels
        for labels in declared_axes(rows)
        if not any(
            labels.name == one.name or np.array_equal(labels.codes, one.codes) for one in said
        )
    )


def refuse_separating(
    treatment: NDArray[np.float64],
    units: Units,
    chosen: Sequence[int],
    others: Sequence[RowLabels],
) -> tuple[str, ...]:
    """Look at axes of the design that make no blocks.

    Parameters
    ----------
    treatment
        Of each chosen unit.
    units
        All units.
    chosen
        Units that are compared.
    others
        Axes of the design that neither make blocks nor are ignored.

    Returns
    -------
    tuple of str
        Axes over which treatment is spread unevenly.

    Raises
    ------
    UnidentifiableError
        Treatment is the same in all units of each of their labels.
    """
    uneven = []
    for labels in others:
        if not units.is_constant(labels):
            continue
        every = units.labels(labels)
        here = [every[unit] for unit in chosen]
        if separates(treatment, here):
            msg = (
                f"{labels.name} separates treated from control units: no {labels.name} holds both, "
                f"so that an effect of treatment cannot be told from a difference between them. "
                f"Measure both in one {labels.name}, or say that it cannot change the outcome by "
                f"ignoring it"
            )
            raise UnidentifiableError(msg)
        if _is_uneven(treatment, here):
            uneven.append(labels.name)
    return tuple(uneven)


def _is_uneven(treatment: NDArray[np.float64], labels: Sequence[str]) -> bool:
    import numpy as np

    distinct = sorted(set(labels))
    if len(distinct) in {1, len(labels)}:
        return False
    named = np.asarray(labels)
    means = [float(treatment[named == label].mean()) for label in distinct]
    return max(means) - min(means) > 1e-9


def _n_levels(labels: RowLabels, kept: NDArray[np.bool_]) -> int:
    import numpy as np

    return len(np.unique(labels.codes[kept & (labels.codes >= 0)]))
