"""How similar compounds are, by their fingerprints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.identity.molecules import parent_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

RADIUS, N_BITS = 2, 2048
"""Morgan fingerprints as the standard defines them for ``similarity_threshold``."""

DEFAULT_THRESHOLD = 0.7
"""Tanimoto similarity from which compounds are neighbours where a manifest states none.

Two drugs that have nothing to do with one another are at about 0.1, and one pair in a thousand of
the drugs of sci-Plex 3 and JUMP-Target-2 reaches 0.4. Analogues of one series are at 0.6 and above.
0.7 leaves most series apart and takes close analogues together, whose effect can be looked up
instead of predicted.
"""


@dataclass(frozen=True)
class Fingerprints:
    """Fingerprints of the compounds whose structure can be read, sorted by label.

    ``bits`` are the positions of the bits that are set, one array of int64 for each label.
    """

    labels: tuple[str, ...]
    bits: tuple[NDArray[np.int64], ...]

    @classmethod
    def of(cls, structures: Mapping[str, str]) -> Fingerprints:
        """Read structures; those without a fingerprint are left out."""
        found = {label: _bits_of(structures[label].strip()) for label in sorted(structures)}
        read = {label: bits for label, bits in found.items() if bits is not None}
        return cls(tuple(read), tuple(read.values()))

    def __len__(self) -> int:
        return len(self.labels)

    def among(self, places: Sequence[int]) -> Postings:
        """Return what compounds at some places are searched by."""
        return Postings.of([self.bits[place] for place in places])

    def nearest(self, places: Sequence[int], among: Sequence[int]) -> Iterator[tuple[int, float]]:
        """Yield for each of ``places`` the nearest of ``among`` and the similarity to it.

        Of several that are equally near, the first in the order of ``among``.
        """
        postings = self.among(among)
        for place in places:
            similarities = postings.similarities(self.bits[place])
            best = int(similarities.argmax())
            yield among[best], float(similarities[best])


@dataclass(frozen=True)
class Postings:
    """For each bit, the compounds that have it set.

    Attributes
    ----------
    starts
        Shape (N_BITS + 1,): the compounds with bit b are ``rows[starts[b] : starts[b + 1]]``.
    rows
        Positions of compounds, int64.
    sizes
        Number of bits that are set in each compound, shape (n_compounds,).
    """

    starts: NDArray[np.int64]
    rows: NDArray[np.int64]
    sizes: NDArray[np.int64]

    @classmethod
    def of(cls, bits: Sequence[NDArray[np.int64]]) -> Postings:
        """Turn the bits of compounds round."""
        sizes = np.array([len(each) for each in bits], np.int64)
        every = np.concatenate([np.empty(0, np.int64), *bits])
        rows = np.repeat(np.arange(len(bits)), sizes)[np.argsort(every, kind="stable")]
        counts = np.bincount(every, minlength=N_BITS)
        return cls(np.concatenate(([0], np.cumsum(counts))), rows, sizes)

    def similarities(self, bits: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the Tanimoto similarity of one fingerprint to each compound."""
        slices = [self.rows[self.starts[bit] : self.starts[bit + 1]] for bit in bits.tolist()]
        found = np.concatenate([np.empty(0, np.int64), *slices])
        shared = np.bincount(found, minlength=len(self.sizes))
        similarities: NDArray[np.float64] = shared / np.maximum(len(bits) + self.sizes - shared, 1)
        return similarities


@lru_cache(maxsize=1 << 14)
def _bits_of(structure: str) -> NDArray[np.int64] | None:
    parent = parent_of(structure)
    if parent is None:
        return None
    return np.array(_generator().GetFingerprint(parent).GetOnBits(), np.int64)


@lru_cache(maxsize=1)
def _generator() -> Any:
    from rdkit.Chem import rdFingerprintGenerator

    return rdFingerprintGenerator.GetMorganGenerator(radius=RADIUS, fpSize=N_BITS)
