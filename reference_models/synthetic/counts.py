"""Draw the counts of the reference dataset from its truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic import truth
from aivc.reference_models.synthetic.layout import CELLS_PER_WELL, DONORS, PLATES
from aivc.reference_models.synthetic.panel import TAGS, gene_symbols, markers_of
from aivc.reference_models.synthetic.sampling import draw_counts, over_genes, shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.layout import Arm, Dose, Well

MEDIAN_DEPTH = 1_500.0
"""Molecules in a cell of this panel; whole transcriptomes have several times more."""
PROTEIN_BACKGROUND = 4.0
"""Molecules of every tag on every cell, from antibody that was not washed off."""
PROTEIN_GAIN = 250.0


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of the reference dataset, one row each.

    ``rna`` has shape (n_cells, n_genes), ``protein`` (n_cells, n_tags); both whole counts.
    """

    wells: tuple[Well, ...]
    is_monocyte: NDArray[np.bool_]
    rna: NDArray[np.float32]
    protein: NDArray[np.float32]


def draw_cells(wells: Sequence[Well], seed: int) -> Cells:
    """Draw every cell of every well."""
    rng = np.random.default_rng(seed)
    shifts = _shifts(rng)
    base = {kind: _baseline(rng, kind) for kind in (False, True)}
    rows = tuple(well for well in wells for _ in range(CELLS_PER_WELL))
    is_monocyte = rng.random(len(rows)) < 0.4
    effects = {well.arm.condition_id: effect_of(well.arm) for well in wells}
    latent = np.stack(
        [
            base[bool(kind)]
            + shifts[well.site]
            + shifts[well.plate]
            + shifts[well.donor]
            + effects[well.arm.condition_id]
            for well, kind in zip(rows, is_monocyte, strict=True)
        ]
    )
    share = shares_of(latent)
    depth = MEDIAN_DEPTH * np.exp(rng.normal(0, 0.35, len(rows)))
    rna = draw_counts(rng, share * depth[:, None], truth.DISPERSION)
    protein = draw_counts(rng, _protein_means(share), truth.DISPERSION)
    return Cells(rows, is_monocyte, rna, protein)


def effect_of(arm: Arm) -> NDArray[np.float64]:
    """Return the natural-log fold change of every gene, shape (n_genes,), against no treatment."""
    effect = np.zeros(len(gene_symbols()))
    activities = {dose.agent: _activity(dose, arm.harvest_hours) for dose in arm.doses}
    for agent, activity in activities.items():
        effect += activity * over_genes(_drug(agent).effects)
    if len(activities) > 1:
        effect += np.prod(list(activities.values())) * over_genes(truth.INTERACTION)
    if arm.guide in truth.KNOCKDOWNS:
        effect += over_genes(truth.KNOCKDOWNS[arm.guide])
    if arm.has_cytokine:
        effect += over_genes(truth.IFNG_EFFECTS)
    return effect


def _activity(dose: Dose, harvest_hours: float) -> float:
    end = harvest_hours if dose.washed_at is None else dose.washed_at
    return _drug(dose.agent).activity(dose.micromolar, end - dose.start, harvest_hours - end)


def _drug(agent: str) -> truth.DrugTruth:
    return {"dexamethasone": truth.DEX, "panobinostat": truth.PANO}[agent]


def _shifts(rng: np.random.Generator) -> dict[str, NDArray[np.float64]]:
    """Draw the shift of every gene at each site, on each plate and in each donor."""
    scales = [(site, truth.SITE_SHIFT) for site in sorted(set(PLATES.values()))]
    scales += [(plate, truth.PLATE_SHIFT) for plate in PLATES]
    scales += [(donor, truth.DONOR_SHIFT) for donor in DONORS]
    return {name: rng.normal(0, scale, len(gene_symbols())) for name, scale in scales}


def _baseline(rng: np.random.Generator, is_monocyte: bool) -> NDArray[np.float64]:  # noqa: FBT001
    level = rng.normal(0, 1.0, len(gene_symbols()))
    own, other = markers_of("T cell"), markers_of("monocyte")
    if is_monocyte:
        own, other = other, own
    for position, symbol in enumerate(gene_symbols()):
        level[position] += 1.2 * (symbol in own) - 2.5 * (symbol in other)
        level[position] += 1.0 * symbol.startswith(("RPL", "RPS"))
    return level


def _protein_means(share: NDArray[np.float64]) -> NDArray[np.float64]:
    means = np.full((len(share), len(TAGS)), PROTEIN_BACKGROUND)
    for position, tag in enumerate(TAGS):
        if tag.gene:
            column = share[:, gene_symbols().index(tag.gene)]
            means[:, position] += PROTEIN_GAIN * column / column.mean() / 10
    return means
