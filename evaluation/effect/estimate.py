"""The effect of a treatment on outcomes within blocks, and the confounded one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.effect.design import design_of
from aivc.evaluation.effect.found import Effects, Estimate, FeatureEffect
from aivc.evaluation.effect.inference import Inference
from aivc.evaluation.effect.randomisation import inferred
from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.effect.inference import Inferred


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
