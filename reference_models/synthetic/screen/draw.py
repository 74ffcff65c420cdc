"""Draw the counts of the screen from its truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.panel import gene_symbols, markers_of
from aivc.reference_models.synthetic.sampling import draw_counts, over_genes, shares_of
from aivc.reference_models.synthetic.screen import truth
from aivc.reference_models.synthetic.screen.design import LABS, PLATFORMS, places, screen_wells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.layout import Arm, Dose
    from aivc.reference_models.synthetic.screen.design import ScreenWell


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """The wells, one row each; ``counts`` and ``expected`` have shape (n_wells, n_genes).

    ``expected`` are the counts without sampling noise. ``shifts`` holds the natural-log shift of
    every gene by laboratory, platform and plate.
    """

    wells: tuple[ScreenWell, ...]
    counts: NDArray[np.float32]
    expected: NDArray[np.float64]
    shifts: Mapping[str, NDArray[np.float64]]


def draw_screen(seed: int) -> Screen:
    """Draw every well."""
    rng = np.random.default_rng([seed, 1])
    base = _baseline(rng)
    shifts = _shifts(rng)
    wells = screen_wells()
    effects = {arm.condition_id: effect_of(arm) for arm in {well.arm for well in wells}}
    latent = np.stack(
        [
            base
            + shifts[well.place.lab]
            + shifts[well.place.platform]
            + shifts[well.place.plate]
            + effects[well.arm.condition_id]
            for well in wells
        ]
    )
    middle = np.array([truth.DEPTH[well.place.platform] for well in wells])
    depth = middle * np.exp(rng.normal(0, truth.DEPTH_SPREAD, len(wells)))
    expected = shares_of(latent) * depth[:, None]
    return Screen(wells, draw_counts(rng, expected, truth.DISPERSION), expected, shifts)


def effect_of(arm: Arm) -> NDArray[np.float64]:
    """Return the natural-log fold change of every gene, shape (n_genes,), against vehicle."""
    activities = {dose.agent: activity_of(dose, arm.harvest_hours) for dose in arm.doses}
    effect = np.zeros(len(gene_symbols()))
    for agent, activity in activities.items():
        effect += activity * over_genes(truth.DRUGS[agent].effects)
    if len(activities) > 1:
        extra = truth.INTERACTIONS[tuple(sorted(activities))]  # type: ignore[index]
        both = extra * float(np.prod(list(activities.values())))
        effect += over_genes(dict.fromkeys(truth.IMMEDIATE_EARLY, both))
    return effect


def activity_of(dose: Dose, harvest_hours: float) -> float:
    """Return the share of the full effect of a drug at harvest."""
    end = harvest_hours if dose.washed_at is None else dose.washed_at
    return truth.DRUGS[dose.agent].activity(dose.micromolar, end - dose.start, harvest_hours - end)


def _shifts(rng: np.random.Generator) -> dict[str, NDArray[np.float64]]:
    """Draw the shift of every gene by laboratory, platform and plate."""
    scales = [(lab, truth.LAB_SPREAD) for lab in LABS]
    scales += [(platform, truth.PLATFORM_SPREAD) for platform in PLATFORMS]
    scales += [(place.plate, truth.PLATE_SPREAD) for place in places()]
    shifts = {name: rng.normal(0, scale, len(gene_symbols())) for name, scale in scales}
    for lab, groups in truth.LAB_SHIFTS.items():
        for group, shift in groups.items():
            shifts[lab] += over_genes(dict.fromkeys(truth.GROUPS[group], shift))
    return shifts


def _baseline(rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw the natural-log level of every gene in monocytic cells."""
    level = rng.normal(0, 0.7, len(gene_symbols()))
    own, other = markers_of("monocyte"), markers_of("T cell")
    for position, symbol in enumerate(gene_symbols()):
        level[position] += 1.0 * (symbol in own) - 2.5 * (symbol in other)
        level[position] += 1.0 * symbol.startswith(("RPL", "RPS"))
    return level
