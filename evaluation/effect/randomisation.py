"""p-values and intervals from all, or many, other arrangements of the same treatments."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from aivc.evaluation.effect.arrangements import log10_arrangements
from aivc.evaluation.effect.design import block_means
from aivc.evaluation.effect.inference import Inferred

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.effect.design import Design
    from aivc.evaluation.effect.inference import Inference

_SAME = 1e-9
"""Relative difference below which two statistics are a tie, which counts as extreme."""

_COLUMNS = 256
"""Outcomes that are held for all arrangements at once."""


def inferred(design: Design, outcomes: NDArray[np.float64], inference: Inference) -> Inferred:
    """Estimate and test the effect of treatment within blocks.

    The interval holds the constant effects that are not rejected: with such an effect taken off the
    treated units, the statistic of the arrangement carried out is compared with those of the
    others. Each other arrangement is at least as extreme for effects between two roots of a
    quadratic equation, which both are known in closed form, and between them lies the estimate; so
    the bounds are order statistics of the roots, and nothing is searched.

    Parameters
    ----------
    design
        Units that inform the effect.
    outcomes
        Shape (n_units, n_outcomes) in the order of the design, finite.
    inference
        How many arrangements, and the level.

    References
    ----------
    Imbens and Rubin 2015, Causal Inference, chapters 5 and 9; Westfall and Young 1993,
    Resampling-Based Multiple Testing.
    """
    import numpy as np

    centred = outcomes - block_means(outcomes, design.block)[design.block]
    contrast = design.contrast
    size = float(contrast @ contrast)
    estimate = contrast @ centred / size
    spread = _spread(centred, outcomes, design.n_blocks)
    n_outcomes = outcomes.shape[1]
    low, high, p = (np.empty(n_outcomes) for _ in range(3))
    scale = np.where(spread > 0, spread, np.inf)
    largest: list[NDArray[np.float64]] = []
    total: list[NDArray[np.float64]] = []
    n_ways = log10_arrangements(design)
    # Rounding of the logarithm must not turn all 10,000 into more than 10,000.
    is_exact = n_ways <= log10(inference.n_draws + 1) + 1e-9

    def effects_on(values: NDArray[np.float64]) -> NDArray[np.float64]:
        pieces = inference.arrangements(design, is_all=is_exact)
        return np.concatenate([_contrasts(piece, design) @ values / size for piece in pieces])

    overlap = effects_on(contrast)
    for start in range(0, n_outcomes, _COLUMNS):
        here = slice(start, start + _COLUMNS)
        effects = effects_on(centred[:, here])
        p[here] = _share_as_large(effects, estimate[here])
        low[here], high[here] = _interval(effects, overlap, estimate[here], inference.level)
        standard = np.abs(effects / scale[here])
        largest.append(standard.max(axis=1))
        total.append((standard**2).sum(axis=1))
    standardised = estimate / scale
    at_most = np.max(largest, axis=0) if largest else np.zeros(len(overlap))
    adjusted = np.asarray(
        [np.mean(at_most >= abs(one) * (1 - _SAME)) for one in standardised], dtype=np.float64
    )
    whole = float((standardised**2).sum())
    p_any = float(np.mean(np.sum(total, axis=0) >= whole * (1 - _SAME))) if largest else 1.0
    return Inferred(
        estimate,
        low,
        high,
        p,
        adjusted,
        standardised,
        p_any,
        # The arrangement itself, and where it exists its mirror image, are always as extreme.
        float(np.mean(np.abs(overlap) >= 1 - _SAME)) if is_exact else 1 / len(overlap),
        n_ways,
        is_exact,
    )


def _contrasts(arrangements: NDArray[np.float64], design: Design) -> NDArray[np.float64]:
    """Return treatments relative to the mean of their block, which no arrangement changes."""
    means = block_means(design.treatment, design.block)[design.block]
    relative: NDArray[np.float64] = arrangements - means
    return relative


def _spread(
    centred: NDArray[np.float64], outcomes: NDArray[np.float64], n_blocks: int
) -> NDArray[np.float64]:
    """Return the standard deviation within blocks; 0 where there is only rounding."""
    import numpy as np

    freedom = max(len(centred) - n_blocks, 1)
    spread = np.sqrt((centred**2).sum(axis=0) / freedom)
    return np.where(spread > 1e-12 * np.abs(outcomes).max(axis=0, initial=0.0), spread, 0.0)


def _share_as_large(
    effects: NDArray[np.float64], estimate: NDArray[np.float64]
) -> NDArray[np.float64]:
    import numpy as np

    share: NDArray[np.float64] = (np.abs(effects) >= np.abs(estimate) * (1 - _SAME)).mean(axis=0)
    return share


def _interval(
    effects: NDArray[np.float64],
    overlap: NDArray[np.float64],
    estimate: NDArray[np.float64],
    level: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the bounds of the effects that are not rejected.

    With an effect t taken off, an arrangement has the statistic b - t r and the one carried out
    e - t, where r is the overlap of the two contrasts. The former is as large in size where t lies
    between (e - b) / (1 - r) and (e + b) / (1 + r).
    """
    import numpy as np

    one = overlap[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        first = (estimate - effects) / (1 - one)
        second = (estimate + effects) / (1 + one)
    low, high = np.minimum(first, second), np.maximum(first, second)
    is_same = np.abs(overlap) >= 1 - _SAME
    low[is_same], high[is_same] = -np.inf, np.inf
    # An effect is kept where more than this many arrangements are at least as extreme.
    place = int((1 - level) * len(overlap) + _SAME)
    return (
        np.partition(low, place, axis=0)[place],
        np.partition(high, len(high) - 1 - place, axis=0)[len(high) - 1 - place],
    )
