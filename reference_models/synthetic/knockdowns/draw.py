"""Draw the counts of the knockdowns from their truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.knockdowns import truth
from aivc.reference_models.synthetic.panel import gene_symbols, markers_of
from aivc.reference_models.synthetic.sampling import draw_counts, over_genes, shares_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

GUIDES = (1, 2)


@dataclass(frozen=True, slots=True)
class KnockdownCell:
    """One cell: its replicate, the gene that is knocked down, empty for none, and its guide."""

    replicate: str
    target: str
    guide: int


@dataclass(frozen=True, slots=True, eq=False)
class Knockdowns:
    """Cells, one row each; ``counts`` has shape (n_cells, n_genes).

    ``effects`` holds the natural-log fold change of every gene by the gene that is knocked down.
    """

    cells: tuple[KnockdownCell, ...]
    counts: NDArray[np.float32]
    effects: Mapping[str, NDArray[np.float64]]


def draw_knockdowns(seed: int) -> Knockdowns:
    """Draw every cell."""
    rng = np.random.default_rng([seed, 4])
    symbols = gene_symbols()
    base = rng.normal(0, 0.7, len(symbols))
    known = {gene for genes in truth.MODULES.values() for gene in genes}
    for place, symbol in enumerate(symbols):
        base[place] += 1.0 * (symbol in known) - 2.0 * (symbol in markers_of("T cell"))
    effects = {gene: _effect(rng, gene) for gene in truth.targets()}
    shifts = {
        name: rng.normal(0, truth.REPLICATE_SPREAD, len(symbols)) for name in truth.REPLICATES
    }
    cells = _cells()
    nothing = np.zeros(len(symbols))
    latent = np.stack(
        [base + shifts[cell.replicate] + effects.get(cell.target, nothing) for cell in cells]
    )
    depth = truth.DEPTH * np.exp(rng.normal(0, truth.CELL_SPREAD, len(cells)))
    expected = shares_of(latent) * depth[:, None]
    return Knockdowns(cells, draw_counts(rng, expected, truth.DISPERSION), effects)


def _cells() -> tuple[KnockdownCell, ...]:
    found = []
    for replicate in truth.REPLICATES:
        for target in truth.targets():
            for guide in GUIDES:
                found += [KnockdownCell(replicate, target, guide)] * truth.CELLS_PER_GUIDE
        for guide in GUIDES:
            found += [KnockdownCell(replicate, "", guide)] * (truth.CONTROL_CELLS // len(GUIDES))
    return tuple(found)


def _effect(rng: np.random.Generator, target: str) -> NDArray[np.float64]:
    names = list(truth.MODULES)
    own = next(place for place, name in enumerate(names) if target in truth.MODULES[name])
    following = truth.MODULES[names[(own + 1) % len(names)]]
    strength = rng.uniform(*truth.STRENGTHS)
    changes = dict.fromkeys(truth.MODULES[names[own]], strength * truth.WITHIN)
    changes |= dict.fromkeys(following, strength * truth.BETWEEN)
    changes[target] = truth.OWN
    return over_genes(changes)
