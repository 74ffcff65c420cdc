"""Tell rows that are copies from rows that are equal by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.fingerprints.telling_bits import Totals, bits_needed, bits_of_content

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.facts.model import MatrixFacts


@dataclass(frozen=True, slots=True)
class Copies:
    """Rows whose content a row before them has.

    ``telling`` hold too much to be equal by chance; ``undecided`` may be.
    """

    telling: NDArray[np.intp]
    undecided: NDArray[np.intp]


def copies_of(scan: MatrixFacts) -> Copies:
    """Find the rows that repeat one before them, empty ones aside."""
    import numpy as np

    nonzero = scan.row_hashes != 0
    positions = np.flatnonzero(nonzero)
    first = np.unique(scan.row_hashes[positions], return_index=True)[1]
    is_copy = np.ones(len(positions), bool)
    is_copy[first] = False
    copies = positions[is_copy]
    bits = bits_of_rows(scan, copies)
    needed = bits_needed(len(scan.row_hashes))
    return Copies(copies[bits >= needed], copies[bits < needed])


def bits_of_rows(scan: MatrixFacts, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Estimate from below how many bits tell each row from an independent one."""
    totals = Totals(
        scan.row_sums,
        scan.row_stored,
        scan.column_sums,
        scan.column_nonzero,
        is_continuous=scan.fractional.count > scan.n_values / 2,
    )
    return bits_of_content(totals, rows)
