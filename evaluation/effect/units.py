"""What treatment was assigned to: wells, samples or donors, and not the cells in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.effect.request import ROW
from aivc.evaluation.effect.row_labels import RowLabels, labels_of, labels_on
from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.splits.observations import Observations

CANDIDATES = ("donor", "sample", "well")
"""Axes of which the first is taken within which treatment and blocks do not change."""


@dataclass(frozen=True, eq=False)
class Units:
    """Units of assignment.

    ``of_row`` has the unit of each row, -1 for rows that are left out, shape (n_rows,); ``first``
    one row of each unit, shape (n_units,). ``inside`` are axes whose every label has rows of one
    treatment only: where they were treated as a whole, single rows of them are no units.
    """

    kind: str
    of_row: NDArray[np.int64]
    first: NDArray[np.int64]
    inside: tuple[str, ...] = ()

    @property
    def n_units(self) -> int:
        """How many there are."""
        return len(self.first)

    def labels(self, labels: RowLabels) -> tuple[str, ...]:
        """Return the label of each unit; empty where it has none."""
        levels = (*labels.levels, "")
        return tuple(levels[code] for code in labels.codes[self.first])

    def is_constant(self, labels: RowLabels) -> bool:
        """Tell whether all rows of each unit have the same label."""
        import numpy as np

        kept = self.of_row >= 0
        return bool(np.all(labels.codes[kept] == labels.codes[self.first][self.of_row[kept]]))


def units_of(
    rows: Observations,
    wanted: Sequence[str] | None,
    kept: NDArray[np.bool_],
    constant: Sequence[RowLabels],
) -> Units:
    """Return the units of assignment.

    Parameters
    ----------
    rows
        The rows of the dataset.
    wanted
        Names whose values together make a unit, or ``row``; None to find out.
    kept
        Rows that are compared, shape (n_rows,).
    constant
        Labels that may not change within a unit: treatment, then blocks.

    Raises
    ------
    TaskError
        A label changes within a unit, or nothing tells what the units are.
    """
    if wanted is None:
        return _found(rows, kept, constant)
    if tuple(wanted) == (ROW,):
        return _by_row(rows, kept, constant)
    made = _joint(" x ".join(wanted), [labels_of(rows, name) for name in wanted], kept)
    changing = [labels.name for labels in constant if not made.is_constant(labels)]
    if changing:
        msg = (
            f"{' and '.join(changing)} changes within single units ({made.kind}), so that "
            f"treatment was not assigned to them; name what it was assigned to as the unit, such "
            f"as the well or sample, or {ROW!r} where each observation was treated on its own"
        )
        raise TaskError(msg)
    return made


def _found(rows: Observations, kept: NDArray[np.bool_], constant: Sequence[RowLabels]) -> Units:
    named = sorted(labels.name for labels in constant)
    for axis in CANDIDATES:
        if axis in rows.axes:
            made = _joint(axis, [labels_on(rows, axis)], kept)
            if made.n_units > 1 and all(map(made.is_constant, constant)):
                return made
    msg = (
        f"no donor, sample or well is told within which {' and '.join(named)} does not "
        f"change, so it is not known what treatment was assigned to; name the unit, or {ROW!r} "
        f"where each observation was treated on its own. Cells of one well are no units"
    )
    raise TaskError(msg)


def _by_row(rows: Observations, kept: NDArray[np.bool_], constant: Sequence[RowLabels]) -> Units:
    import numpy as np

    # The order of names, not of the file, decides which random arrangement a unit gets.
    first = np.flatnonzero(kept)
    first = first[np.argsort(rows.id_hashes[first], kind="stable")]
    of_row = np.full(rows.n_rows, -1, dtype=np.int64)
    of_row[first] = np.arange(len(first))
    whole = []
    for axis in CANDIDATES:
        if axis in rows.axes:
            made = _joint(axis, [labels_on(rows, axis)], kept)
            if 1 < made.n_units < len(first) and made.is_constant(constant[0]):
                whole.append(axis)
    return Units(ROW, of_row, first, tuple(whole))


def _joint(kind: str, labels: Sequence[RowLabels], kept: NDArray[np.bool_]) -> Units:
    import numpy as np

    codes = np.column_stack([one.codes for one in labels])
    inside = np.flatnonzero(kept & (codes >= 0).all(axis=1))
    _, first, member = np.unique(codes[inside], axis=0, return_index=True, return_inverse=True)
    of_row = np.full(len(kept), -1, dtype=np.int64)
    of_row[inside] = member.ravel()
    return Units(kind, of_row, inside[first])
