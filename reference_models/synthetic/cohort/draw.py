"""Draw the cohort from its truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.cohort import truth
from aivc.reference_models.synthetic.panel import gene_symbols
from aivc.reference_models.synthetic.sampling import draw_counts, shares_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """Donors, one row each; ``counts`` has shape (n_donors, n_genes).

    ``states`` are in standard deviations, ``days`` is the time to death or to the end of follow-up.
    """

    donors: tuple[str, ...]
    hospitals: tuple[str, ...]
    ages: NDArray[np.int64]
    is_female: NDArray[np.bool_]
    states: Mapping[str, NDArray[np.float64]]
    days: NDArray[np.int64]
    has_died: NDArray[np.bool_]
    counts: NDArray[np.float32]


def draw_cohort(seed: int) -> Cohort:
    """Draw every donor."""
    rng = np.random.default_rng([seed, 2])
    hospitals = tuple(
        hospital for hospital in truth.HOSPITALS for _ in range(truth.DONORS_PER_HOSPITAL)
    )
    n = len(hospitals)
    ages = rng.integers(truth.AGES[0], truth.AGES[1] + 1, n)
    states = {name: rng.normal(size=n) for name in truth.STATES}
    hazard = np.array([truth.HOSPITALS[hospital] for hospital in hospitals])
    hazard += np.log(truth.HAZARD_RATIO_OF_DECADE) * (ages - truth.MEAN_AGE) / 10
    for name, ratio in truth.HAZARD_RATIO.items():
        hazard += np.log(ratio) * states[name]
    lived = truth.SCALE_DAYS * (rng.exponential(size=n) / np.exp(hazard)) ** (1 / truth.SHAPE)
    followed = rng.integers(truth.FOLLOWED_DAYS[0], truth.FOLLOWED_DAYS[1] + 1, n)
    days = np.maximum(np.ceil(np.minimum(lived, followed)), 1).astype(np.int64)
    return Cohort(
        donors=tuple(f"N{number:03d}" for number in range(1, n + 1)),
        hospitals=hospitals,
        ages=ages,
        is_female=rng.random(n) < 0.5,
        states=states,
        days=days,
        has_died=lived <= followed,
        counts=_counts(rng, hospitals, states),
    )


def _counts(
    rng: np.random.Generator,
    hospitals: tuple[str, ...],
    states: Mapping[str, NDArray[np.float64]],
) -> NDArray[np.float32]:
    symbols = gene_symbols()
    latent = np.tile(rng.normal(0, 0.8, len(symbols)), (len(hospitals), 1))
    shifts = {
        hospital: rng.normal(0, truth.HOSPITAL_SPREAD, len(symbols)) for hospital in truth.HOSPITALS
    }
    latent += np.stack([shifts[hospital] for hospital in hospitals])
    latent += rng.normal(0, truth.DONOR_SPREAD, latent.shape)
    for name, genes in truth.STATES.items():
        columns = [symbols.index(gene) for gene in genes]
        latent[:, columns] += truth.STATE_SPREAD[name] * states[name][:, None]
    return draw_counts(rng, shares_of(latent) * truth.DEPTH, truth.DISPERSION)
