"""The effect of a treatment on outcomes within blocks, and the confounded one beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.effect.design import design_of
from aivc.evaluation.effect.randomisation import Inference, inferred
from aivc.evaluation.errors import TaskError
from aivc.storage.errors import MissingElementError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.effect.randomisation import Inferred


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect with its interval and p."""

    value: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class FeatureEffect:
    """The effect of a treatment on one outcome.

    Attributes
    ----------
    within
        Within blocks.
    across
        The confounded one: blocks ignored, all units compared.
    adjusted_p
        p of the effect within blocks, adjusted for the number of outcomes.
    standardised
        Effect within blocks, in standard deviations within blocks.
    """

    feature: str
    within: Estimate
    across: Estimate
    adjusted_p: float
    standardised: float

    @property
    def is_confounded(self) -> bool:
        """Whether the confounded estimate lies outside the interval within blocks."""
        return not self.within.low <= self.across.value <= self.within.high


@dataclass(frozen=True, slots=True)
class Effects:
    """The effect of one treatment on several outcomes.

    Attributes
    ----------
    features
        In the order of the outcomes.
    p_any
        p of there being an effect on any outcome, from the sum of squared standardised effects.
    smallest_p
        The smallest p that the design and the number of draws can give.
    is_exact
        Whether all arrangements were looked at, or random ones; ``n_drawn`` is how many.
    log10_arrangements
        How many there are, as a power of ten.
    n_units, n_units_alike
        Units in blocks in which treatment varies, and in the others, which tell nothing.
    not_finite
        Outcomes that are left out because a unit has no value.
    """

    features: tuple[FeatureEffect, ...]
    p_any: float
    smallest_p: float
    is_exact: bool
    log10_arrangements: float
    n_drawn: int
    n_units: int
    n_units_alike: int
    n_blocks: int
    n_blocks_alike: int
    not_finite: tuple[str, ...]
    seed: int
    level: float

    def of(self, feature: str) -> FeatureEffect:
        """Return the effect on one outcome.

        Raises
        ------
        MissingElementError
            The outcome is not there.
        """
        found = next((each for each in self.features if each.feature == feature), None)
        if found is None:
            msg = f"no effect on {feature!r} was estimated; there are {len(self.features)} outcomes"
            raise MissingElementError(msg)
        return found


def effect_within_blocks(
    outcomes: NDArray[np.float64],
    features: Sequence[str],
    treatment: Sequence[float],
    blocks: Mapping[str, Sequence[str]],
    inference: Inference | None = None,
) -> Effects:
    """Estimate the effect of a treatment from comparisons within blocks.

    The estimate is the slope of the outcome on treatment where each block has a mean of its own:
    the differences within blocks, each block weighted by how much it tells. What inference rests on
    is that treatments could have been given to the units of a block in any other order, and that
    the treatment of a unit changes no other unit.

    Parameters
    ----------
    outcomes
        Shape (n_units, n_outcomes). A unit is what treatment was assigned to: a well, an animal, a
        donor, and not a cell of it.
    features
        Names of the outcomes.
    treatment
        1 where treated and 0 where control, or a dose, by unit.
    blocks
        Labels of units by blocking variable, such as plate, batch and donor.
    inference
        How many arrangements, seed and level; 9,999 draws, seed 0 and 0.95 by default.

    Raises
    ------
    UnidentifiableError
        Treatment does not vary within any block.
    TaskError
        Shapes do not agree, or no outcome is known of all units.

    Examples
    --------
    >>> import numpy as np
    >>> plate = ["A"] * 4 + ["B"] * 4
    >>> treated = [1, 0, 0, 0, 1, 1, 1, 0]
    >>> area = np.array([[13.0], [10], [11], [9], [22], [24], [23], [20]])
    >>> found = effect_within_blocks(area, ["area"], treated, {"plate": plate}).of("area")
    >>> found.within.value, found.across.value, found.within.p
    (3.0, 8.0, 0.0625)
    """
    import numpy as np

    how = inference or Inference()
    values = np.asarray(outcomes, dtype=np.float64)
    if values.shape != (len(treatment), len(features)):
        msg = (
            f"outcomes have shape {values.shape}; expected {len(treatment)} units x "
            f"{len(features)} features"
        )
        raise TaskError(msg)
    design = design_of(treatment, blocks)
    is_known: NDArray[np.bool_] = np.all(np.isfinite(values), axis=0)
    if not is_known.any():
        msg = (
            f"none of the {len(features)} outcomes has a value in all {len(values)} units; leave "
            f"out the units without values"
        )
        raise TaskError(msg)
    known = values[:, is_known]
    names = [name for name, here in zip(features, is_known, strict=True) if here]
    within = inferred(design, known[design.rows], how)
    # Without blocks every unit informs, also those that are compared with none of their own block.
    is_one_block = design.n_blocks == 1 and not design.n_blocks_alike
    across = within if is_one_block else inferred(design_of(treatment, {}), known, how)
    return Effects(
        tuple(
            FeatureEffect(
                name,
                _estimate(within, place),
                _estimate(across, place),
                float(within.adjusted_p[place]),
                float(within.standardised[place]),
            )
            for place, name in enumerate(names)
        ),
        within.p_any,
        within.smallest_p,
        within.is_exact,
        within.log10_arrangements,
        round(10**within.log10_arrangements) if within.is_exact else how.n_draws,
        len(design.rows),
        len(values) - len(design.rows),
        design.n_blocks,
        design.n_blocks_alike,
        tuple(sorted(set(features) - set(names))),
        how.seed,
        how.level,
    )


def _estimate(found: Inferred, place: int) -> Estimate:
    return Estimate(
        float(found.estimate[place]),
        float(found.low[place]),
        float(found.high[place]),
        float(found.p[place]),
    )
