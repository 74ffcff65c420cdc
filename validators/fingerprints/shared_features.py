"""Compare rows of two files by the features that both have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.fingerprints.sketch_order import N_BINS, SketchOrder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.fingerprints.fingerprint import TableFingerprint


@dataclass(frozen=True)
class KnownFeatures:
    """Features by hashed name, ascending, and how rare each is; shape (n_features,)."""

    keys: NDArray[np.uint64]
    levels: NDArray[np.uint8]

    @classmethod
    def of(cls, table: TableFingerprint) -> KnownFeatures:
        """Return those of a fingerprint."""
        return cls(table.feature_keys, table.feature_levels)

    def places(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Return where each key is, and whether it is there at all."""
        if not len(self.keys):
            return np.zeros(len(keys), np.intp), np.zeros(len(keys), bool)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return place, self.keys[place] == keys


def order_among(known: KnownFeatures, keys: NDArray[np.uint64]) -> SketchOrder:
    """Order features of one file as another file orders them.

    Those that the other file lacks are not looked at.

    Parameters
    ----------
    known
        Features of the other file.
    keys
        Hashed name of each feature of this one, shape (n_features,).
    """
    whole = SketchOrder.of(known.keys, known.levels)
    place, is_known = known.places(keys)
    ranks = np.where(is_known, whole.ranks[place], 0).astype(np.uint16)
    return SketchOrder(whole.bins[place], ranks, whole.bytes_of)


def sketches_among(table: TableFingerprint, keys: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return the sketches of a fingerprint without features that the other file lacks.

    A bin is emptied where it holds a feature that is not among the keys.
    """
    whole = SketchOrder.of(table.feature_keys, table.feature_levels)
    is_shared = np.isin(table.feature_keys, keys)
    stands = np.zeros((N_BINS, 256), bool)
    bytes_of = whole.bytes_of[whole.bins, whole.ranks]
    stands[whole.bins[is_shared], bytes_of[is_shared]] = True
    stands[:, 0] = False
    kept = stands[np.arange(N_BINS), table.sketches]
    return np.where(kept, table.sketches, 0).astype(np.uint8)
