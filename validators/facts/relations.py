"""How one matrix of a table follows from another, judged on the same sample of rows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.count_trace import same_for_all
from aivc.validators.facts.looks_like import BASES, ENOUGH, undo_log
from aivc.validators.facts.model import RelationFacts
from aivc.validators.facts.shared_columns import aligned, quotients, share_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.row_sample import SampledRows
    from aivc.validators.facts.shared_columns import Aligned, Quotients

MAX_FOR_ALL_PAIRS = 6
"""Matrices of a table that are all compared with each other; a pair takes a tenth of a second."""

_EQUAL = 1e-5
"""Relative distance of equal numbers: float32 against float64."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sample of one matrix.

    Attributes
    ----------
    name
        Name of the matrix.
    rows
        The same rows for all matrices of a table.
    columns
        Names of all columns; empty where they have none.
    could_be_source
        Whether it looks like counts, so that others may have been made from it.
    """

    name: str
    rows: SampledRows
    columns: Sequence[str]
    could_be_source: bool


@dataclass(frozen=True, slots=True)
class _Fit:
    relation: str = "none"
    share: float = 0.0
    base: str = ""
    depth: float = math.nan


def relations(samples: Sequence[Sampled]) -> tuple[RelationFacts, ...]:
    """Judge each pair of matrices of a table; of many matrices, each with ``X`` and ``raw/X``.

    Of two matrices the one that looks like counts is the source; of two alike, the one that
    comes last (``raw/X`` after ``X``, layers after both).
    """
    found = []
    are_many = len(samples) > MAX_FOR_ALL_PAIRS
    for i, one in enumerate(samples):
        if are_many and one.name not in {"X", "raw/X"}:
            continue
        for other in samples[i + 1 :]:
            is_source = one.could_be_source and not other.could_be_source
            source, target = (one, other) if is_source else (other, one)
            found.append(relation(source, target))
    return tuple(found)


def relation(source: Sampled, target: Sampled) -> RelationFacts:
    """Judge how the target follows from the source.

    Row by row, the numbers of the target, with or without a logarithm undone, are divided by those
    of the source in the columns that both have. They follow if all quotients of a row are one
    factor. If factor times the sum of the row over all columns of the source is the same for all
    rows, that is the depth; if it is not, the factors are those of other sums. Where there is no
    factor, as with a logarithm of counts and a prior, or with a variance that was stabilised, the
    target may still rise with the source in each row.
    """
    pair = aligned(source.rows, source.columns, target.rows, target.columns)
    best = _Fit()
    for base in ("", *BASES):
        fit = _fit(pair, base)
        if fit.share > best.share:
            best = fit
        if best.share >= ENOUGH:
            break
    if best.share < ENOUGH:
        in_order = share_in_order(pair)
        is_ordered = in_order >= ENOUGH
        best = _Fit("ordered", in_order) if is_ordered else _Fit(share=best.share)
    return RelationFacts(
        source=source.name,
        target=target.name,
        n_rows=pair.n_rows,
        relation=best.relation,
        share=best.share,
        log_base=best.base,
        depth=best.depth,
        n_shared_columns=pair.n_shared,
    )


def _fit(pair: Aligned, base: str) -> _Fit:
    linear = undo_log(pair.target_values, base)
    if linear is None:
        return _Fit()
    found = quotients(pair, linear)
    fits = found.judged & found.constant
    if not fits.any():
        return _Fit()
    share = float(fits.sum() / found.judged.sum())
    if not base and _all_one(found, fits):
        return _Fit("equal", share)
    factors = found.factors[fits]
    depth = same_for_all(factors * pair.source_totals[fits], enough=ENOUGH)
    one_factor = same_for_all(factors, enough=ENOUGH)
    if math.isnan(depth) and math.isnan(one_factor):
        return _Fit("subset_scaled", share, base)
    return _Fit("log_scaled" if base else "scaled", share, base, depth)


def _all_one(found: Quotients, fits: NDArray[np.bool_]) -> bool:
    return bool((found.deviations[fits] <= _EQUAL).mean() >= ENOUGH) and bool(
        (np.abs(found.factors[fits] - 1) <= _EQUAL).mean() >= ENOUGH
    )
