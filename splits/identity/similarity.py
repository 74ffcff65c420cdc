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
    """Fingerprints of the compounds whose structure can be read, sorted by label."""

    labels: tuple[str, ...]
    _bits: tuple[Any, ...]

    @classmethod
    def of(cls, structures: Mapping[str, str]) -> Fingerprints:
        """Read structures; those without a fingerprint are left out."""
        found = {label: _fingerprint(structures[label].strip()) for label in sorted(structures)}
        read = {label: bits for label, bits in found.items() if bits is not None}
        return cls(tuple(read), tuple(read.values()))

    def __len__(self) -> int:
        return len(self.labels)

    def similarities(self, place: int, stop: int | None = None) -> NDArray[np.float64]:
        """Return the Tanimoto similarity of one compound to the first ``stop`` others."""
        return self.similarities_to(self._bits[place], self._bits[:stop])

    def nearest(self, places: Sequence[int], among: Sequence[int]) -> Iterator[tuple[int, float]]:
        """Yield for each of ``places`` the nearest of ``among`` and the similarity to it.

        Of several that are equally near, the first in the order of ``among``.
        """
        others = [self._bits[place] for place in among]
        for place in places:
            similarities = self.similarities_to(self._bits[place], others)
            best = int(similarities.argmax())
            yield among[best], float(similarities[best])

    @staticmethod
    def similarities_to(bits: Any, others: Sequence[Any]) -> NDArray[np.float64]:
        """Return the similarity of one fingerprint to others."""
        from rdkit import DataStructs

        return np.array(DataStructs.BulkTanimotoSimilarity(bits, others), np.float64)


@lru_cache(maxsize=1 << 14)
def _fingerprint(structure: str) -> Any:
    parent = parent_of(structure)
    return None if parent is None else _generator().GetFingerprint(parent)


@lru_cache(maxsize=1)
def _generator() -> Any:
    from rdkit.Chem import rdFingerprintGenerator

    return rdFingerprintGenerator.GetMorganGenerator(radius=RADIUS, fpSize=N_BITS)
