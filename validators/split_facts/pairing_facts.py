"""What is measured of cells that several modalities of a container measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.split_facts.model import Pair


@dataclass(frozen=True, slots=True)
class TornCells:
    """Cells that one table puts into the evaluated part and another into the reference.

    ``rows`` are positions in the observations, ascending; ``examples`` the first five names.
    """

    pair: Pair
    evaluated_table: str
    reference_table: str
    rows: NDArray[np.int64]
    examples: tuple[str, ...] = ()

    @property
    def n_cells(self) -> int:
        """Cells that are torn apart."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class LinkedAcross:
    """Rows of the evaluated part that measure what rows of the reference measure.

    Attributes
    ----------
    what, told_by
        As in :class:`aivc.validators.split_facts.linked_model.LinkedRows`.
    rows
        Positions of the rows of the evaluated part, ascending.
    n_linked
        Rows of the evaluated part that are linked at all.
    evaluated_tables, reference_tables
        Tables that the rows on either side are of.
    examples
        Five of them, each with a row of the reference.
    """

    pair: Pair
    what: str
    told_by: str
    rows: NDArray[np.int64]
    n_linked: int
    evaluated_tables: tuple[str, ...] = ()
    reference_tables: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadLink:
    """A link whose rows could not be told, and why."""

    told_by: str
    problem: str


@dataclass(frozen=True, slots=True)
class PairingFacts:
    """What rows of several tables measure together.

    Attributes
    ----------
    tables
        Tables that share their observations and that the assignments name, sorted.
    n_paired
        Observations that more than one of these tables measures.
    torn
        Cells in two parts, by pair of parts and tables; only where there are any.
    linked
        Rows that are linked with rows of another part; only where there are any.
    unread
        Links that could not be followed.
    """

    tables: tuple[str, ...] = ()
    n_paired: int = 0
    torn: tuple[TornCells, ...] = ()
    linked: tuple[LinkedAcross, ...] = ()
    unread: tuple[UnreadLink, ...] = ()
