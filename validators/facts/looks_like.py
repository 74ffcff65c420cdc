"""What a sample of rows looks like: counts, scaled counts, their logarithm, or something else.

Counts leave a trace that scaling and logarithms do not erase: within a row all numbers are whole
multiples of one number, the image of a single count. It is looked for on a linear scale and behind
each common logarithm.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.count_trace import CountTrace, count_trace, same_for_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.row_sample import SampledRows

ENOUGH = 0.9
"""Share of rows that must fit a kind."""

_CENTRED = 0.75
"""Share of columns with mean 0 that centred values have; clipping shifts those of rare features."""

_ENTRIES = 200_000
"""Enough to judge by."""

BASES = {"e": math.e, "2": 2.0, "10": 10.0}
"""Logarithms that are in use, all of x + 1."""


@dataclass(frozen=True, slots=True)
class Look:
    """A kind of matrix, the share of rows that fit, and what was recovered of its making."""

    kind: str
    share: float = 1.0
    scale: float = math.nan
    """Depth to which all rows were brought."""
    base: str = ""
    """Base of the logarithm: ``e``, ``2`` or ``10``."""


def looks_like(sample: SampledRows, column_means: NDArray[np.float64] | None = None) -> Look:
    """Judge a sample.

    Parameters
    ----------
    sample
        Rows of the matrix. Numbers that are not finite are left out.
    column_means
        Mean of each column over the whole matrix, shape (n_columns,), where it is known; else that
        of the sample.

    Returns
    -------
    Look
        ``empty``, ``binary``, ``counts``, ``normalized_counts``, ``log_normalized``, ``scaled``,
        ``fraction`` or ``continuous``.
    """
    sample = sample.thinned(_ENTRIES)
    values = sample.values
    known = np.isfinite(values)
    if not known.any():
        return Look("empty")
    if (values[known] == 1).all():
        return Look("binary")
    usable = _rows_with(sample, known)
    whole = _share(
        _all_per_row(sample, ~known | ((values >= 0) & (np.rint(values) == values))), usable
    )
    if whole >= ENOUGH:
        return Look("counts", whole)
    if (values[known] < 0).any():
        centred = _share_of_centred_columns(sample, column_means)
        return Look("scaled", centred) if centred >= _CENTRED else Look("continuous")
    return _unmade(sample, known, usable) or _without_trace(sample, known)


def _unmade(
    sample: SampledRows, known: NDArray[np.bool_], usable: NDArray[np.bool_]
) -> Look | None:
    """Undo a logarithm or none, and look for the trace of counts or for a common depth."""
    best: Look | None = None
    for base in ("", *BASES):
        linear = undo_log(sample.values, base)
        if linear is None:
            continue
        trace = count_trace(sample, np.where(known, linear, np.nan))
        if trace.share < ENOUGH or (not base and _is_no_scaling(trace, linear[known])):
            continue
        if best is None or trace.share > best.share + 0.02:
            kind = "log_normalized" if base else "normalized_counts"
            best = Look(kind, trace.share, _depth(sample, linear, known, usable), base)
    if best is not None:
        return best
    return _of_common_depth(sample, known, usable)


def _is_no_scaling(trace: CountTrace, linear: NDArray[np.float64]) -> bool:
    """Tell rounded numbers, and shares in steps, from counts that were scaled row by row."""
    return trace.is_rounding or (not math.isnan(trace.common_unit) and linear.max() <= 1)


def _of_common_depth(
    sample: SampledRows, known: NDArray[np.bool_], usable: NDArray[np.bool_]
) -> Look | None:
    """Tell values whose rows add up to one depth, though what went in were no whole counts."""
    for base in ("", *BASES):
        linear = undo_log(sample.values, base)
        if linear is None:
            continue
        depth = _depth(sample, linear, known, usable)
        if math.isnan(depth):
            continue
        if not base and abs(depth - 1) < 1e-3:
            return Look("fraction")
        return Look("log_normalized" if base else "normalized_counts", 1.0, depth, base)
    return None


def _without_trace(sample: SampledRows, known: NDArray[np.bool_]) -> Look:
    if sample.values[known].max() <= 1 + 1e-6:
        return Look("fraction")
    return Look("continuous")


def undo_log(values: NDArray[np.float64], base: str) -> NDArray[np.float64] | None:
    """Return base**values - 1, the values themselves for no base, or None if that is absurd.

    Normalised counts are below a billion, so that their logarithm is small; a matrix of large
    numbers is no logarithm, and raising to such powers would overflow.
    """
    if not base:
        return values
    largest = np.nanmax(values, where=np.isfinite(values), initial=0.0)
    if largest * math.log(BASES[base]) > math.log(1e9):
        return None
    return np.expm1(values * math.log(BASES[base]))


def _depth(
    sample: SampledRows,
    linear: NDArray[np.float64],
    known: NDArray[np.bool_],
    usable: NDArray[np.bool_],
) -> float:
    totals = sample.totals(np.where(known, linear, 0.0))[usable]
    several = np.diff(sample.indptr)[usable] > 1
    return same_for_all(totals[several], enough=ENOUGH)


def _share_of_centred_columns(
    sample: SampledRows, column_means: NDArray[np.float64] | None
) -> float:
    known = np.isfinite(sample.values)
    columns, values = sample.indices[known], sample.values[known]
    n = max(1, sample.n_rows)
    means = np.bincount(columns, values, sample.n_columns) / n
    squares = np.bincount(columns, values * values, sample.n_columns) / n
    spread = np.sqrt(np.maximum(squares - means * means, 0))
    varies = spread > 0
    if not varies.any():
        return 0.0
    centre = means if column_means is None else column_means
    return float((np.abs(centre[varies]) <= 0.05 * spread[varies]).mean())


def _rows_with(sample: SampledRows, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    has: NDArray[np.bool_] = sample.totals(mask.astype(np.float64)) > 0
    return has


def _all_per_row(sample: SampledRows, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    fits: NDArray[np.bool_] = sample.totals((~mask).astype(np.float64)) == 0
    return fits


def _share(fits: NDArray[np.bool_], among: NDArray[np.bool_]) -> float:
    return float(fits[among].mean()) if among.any() else 0.0
