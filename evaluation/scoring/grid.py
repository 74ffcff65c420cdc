"""Which units fill which row of the transport grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.grid_row import Regime

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aivc.evaluation.grid_row import GridRow, Stratum

NO_DECISION = "none"


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of the grid, and the stratum that fills it.

    Attributes
    ----------
    row_id, stratum, decision
        As declared; the name of the stratum and no decision where nobody declared it.
    readouts
        Readouts that are judged in it; the first decides.
    least_units
        Clusters below which it is no evidence.
    declared
        The row of the manifest; None where units fill a stratum that no row takes.
    """

    row_id: str
    stratum: Stratum
    decision: str
    readouts: tuple[str, ...]
    least_units: int
    declared: GridRow | None = None


def filled_rows(
    declared: Sequence[GridRow],
    strata: Iterable[Stratum],
    readouts: Sequence[str],
    least_units: int,
) -> tuple[FilledRow, ...]:
    """Return the declared rows in their order, then strata of units that none of them takes.

    A declared row is judged on the readout that it names, or on the first. Readouts that no row
    of a stratum names are judged in its first row, so that what is asked for is never left out.

    Parameters
    ----------
    declared
        Rows of the task.
    strata
        Where the units stand.
    readouts
        Names of the readouts of the task, in its order.
    least_units
        What the task says where a row says nothing.

    Examples
    --------
    >>> from aivc.evaluation.grid_row import GridRow, Stratum
    >>> seen, new = Stratum(Regime.SEEN), Stratum(Regime.UNSEEN_AGENT)
    >>> rows = filled_rows((GridRow("old", seen, "none"),), (seen, new), ("expression",), 5)
    >>> [row.row_id for row in rows]
    ['old', 'unseen_agent']
    """
    rows = []
    for place, row in enumerate(declared):
        own = row.readout or readouts[0]
        others = [each for each in declared if each.stratum == row.stratum]
        is_first = not any(each.stratum == row.stratum for each in declared[:place])
        named = {each.readout or readouts[0] for each in others}
        along = [name for name in readouts if name not in named] if is_first else []
        least = row.least_units or least_units
        rows.append(FilledRow(row.row_id, row.stratum, row.decision, (own, *along), least, row))
    taken = {row.stratum for row in declared}
    for stratum in sorted(set(strata) - taken, key=hardness):
        name = stratum.name
        rows.append(FilledRow(name, stratum, NO_DECISION, tuple(readouts), least_units))
    return tuple(rows)


def hardest(strata: Iterable[Stratum]) -> Stratum:
    """Return the stratum of what is made of several units: that of the hardest of them."""
    return min(strata, key=hardness)


def hardness(stratum: Stratum) -> tuple[int, int, tuple[str, ...]]:
    """Return a key that puts the hardest stratum first, in the order of regimes."""
    return list(Regime).index(stratum.regime), -len(stratum.shifted), stratum.shifted
