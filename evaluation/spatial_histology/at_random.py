"""What tiles would give away if units were dealt out at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.spatial_histology.overlap import covered_by

if TYPE_CHECKING:
    from aivc.evaluation.spatial_histology.tiles import Tiles

TESTED = 0.2


def leak_at_random(tiles: Tiles, seed: int) -> tuple[float, float]:
    """Return how many tested tiles share pixels with training, and how much the worst shares.

    A fifth of the units that an image shows is tested, and training has the rest.

    Returns
    -------
    share, largest
        Share of the tested tiles, and the largest share of a tile that one of training covers.
    """
    shown = np.flatnonzero(tiles.has_pixels)
    n_tested = round(TESTED * len(shown))
    if not n_tested or n_tested == len(shown):
        return 0.0, 0.0
    tested = np.zeros(len(tiles), bool)
    tested[np.random.default_rng(seed).permutation(shown)[:n_tested]] = True
    covered = covered_by(tiles, tested, tiles.has_pixels & ~tested)[tested]
    return float(np.mean(covered > 0)), float(covered.max())
