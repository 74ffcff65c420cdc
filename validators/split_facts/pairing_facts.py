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
class PairingFacts:
    """Cells of a container whose tables are assigned one by one.

    Attributes
    ----------
    tables
        Tables that the assignments name and the container has, sorted.
    n_paired
        Observations that more than one of these tables measures.
    torn
        Cells in two parts, by pair of parts and tables; only where there are any.
    """

    tables: tuple[str, ...]
    n_paired: int
    torn: tuple[TornCells, ...] = ()
