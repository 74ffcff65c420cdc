"""What a fingerprint of a dataset holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT_VERSION = 1
"""Grows when older versions cannot read what is written."""

ROW_HASH = "aivc-row-1"
SKETCH = "rarity-oph-128-1"
"""Names of the algorithms; numbers made by different ones cannot be compared."""


@dataclass(frozen=True)
class HashSample:
    """Hashes of rows, ascending: those below 2**64 / ``scale``, of ``n_rows`` that were hashed.

    Two such samples hold the same rows, so they can be compared at the coarser scale
    (FracMinHash, Irber et al. 2022, doi:10.1101/2022.01.11.475838).
    """

    values: NDArray[np.uint64]
    scale: int
    n_rows: int

    def at_scale(self, scale: int) -> NDArray[np.uint64]:
        """Return the hashes that a coarser sample would hold."""
        return self.values[: int(np.searchsorted(self.values, limit_of(scale), side="right"))]


def limit_of(scale: int) -> np.uint64:
    """Return the largest hash of a sample of one in ``scale``."""
    return np.uint64(((1 << 64) - 1) // scale)


@dataclass(frozen=True)
class TableFingerprint:
    """One table of a dataset.

    Attributes
    ----------
    name, matrix
        The table, and the matrix that was hashed: the least processed one.
    n_rows, n_features
        Its shape.
    contents
        Hashes of rows by features and values. Rows that hold too little to be told from others
        are left out.
    supports
        Hashes of rows by the features that are not zero; the same for a normalised copy.
    feature_keys
        Hash of the name of each feature, ascending, shape (n_features,).
    feature_levels
        How rare each is, as :func:`aivc.validators.fingerprints.sketch_order.rarity_levels`.
    sketches
        Sketches of rows, shape (n_sketched, N_BINS).
    sketch_scale
        Of how many rows one was sketched.
    vocabulary
        Gene table by which symbols became ids.
    """

    name: str
    matrix: str
    n_rows: int
    contents: HashSample
    supports: HashSample
    feature_keys: NDArray[np.uint64]
    feature_levels: NDArray[np.uint8]
    sketches: NDArray[np.uint8]
    sketch_scale: int
    vocabulary: str = ""

    @property
    def n_features(self) -> int:
        """Features of the matrix."""
        return len(self.feature_keys)


@dataclass(frozen=True)
class Fingerprint:
    """A dataset in a few bytes for each row.

    Attributes
    ----------
    content_digest
        ``aivc1:`` and 32 hexadecimal digits; of a keyed fingerprint ``aivc1-keyed:``.
    tables
        Its tables.
    key_check
        Tells which key was used, and not what it is; empty where none was.
    made_by
        Name and version of the tool.
    """

    content_digest: str
    tables: tuple[TableFingerprint, ...]
    key_check: str = ""
    made_by: str = ""

    @property
    def is_keyed(self) -> bool:
        """Whether a secret is needed to make another like it."""
        return bool(self.key_check)
