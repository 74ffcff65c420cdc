"""Draw the morphology from its truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.morphology import truth

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS, COLUMNS = "BCDEFG", 10
"""The inner wells of a plate with 96."""


@dataclass(frozen=True, slots=True, eq=False)
class Morphology:
    """Wells, one row each; ``profiles`` has shape (n_wells, n_features)."""

    plates: tuple[str, ...]
    positions: tuple[str, ...]
    is_treated: NDArray[np.bool_]
    profiles: NDArray[np.float32]


def draw_morphology(seed: int) -> Morphology:
    """Draw every well of every plate; which of a plate got the drug is drawn too."""
    rng = np.random.default_rng([seed, 3])
    names = tuple(truth.FEATURES)
    means, spreads = (np.array(values) for values in zip(*truth.FEATURES.values(), strict=True))
    effects = np.array([truth.EFFECTS.get(name, 0.0) for name in names])
    stained = np.array([truth.STAINING * truth.is_stained(name) for name in names])
    plates, positions, treated, profiles = [], [], [], []
    for plate in truth.PLATES:
        share = truth.TREATED_SHARE[plate]
        n = truth.WELLS_PER_PLATE
        is_treated = rng.permutation(n) < round(share * n)
        shift = stained * (share - 0.5) + rng.normal(0, truth.PLATE_SPREAD, len(names))
        common = rng.normal(size=(n, 1)) * np.sqrt(truth.COMMON_SHARE)
        own = rng.normal(size=(n, len(names))) * np.sqrt(1 - truth.COMMON_SHARE)
        in_spreads = shift + np.outer(is_treated, effects) + common + own
        profiles.append(means + spreads * in_spreads)
        plates += [plate] * n
        positions += [f"{ROWS[slot // COLUMNS]}{slot % COLUMNS + 2:02d}" for slot in range(n)]
        treated.append(is_treated)
    return Morphology(
        tuple(plates),
        tuple(positions),
        np.concatenate(treated),
        np.concatenate(profiles).astype(np.float32),
    )
