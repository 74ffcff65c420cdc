"""Claims that values, or combinations of values, are not in training at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.claims.counter_examples import largest
from aivc.validators.claims.model import Judgement, Obstacle, Verdict
from aivc.validators.claims.sides import (
    axis_of,
    cannot,
    rows_of,
    tolerates_controls,
    unknown_rows,
)
from aivc.validators.claims.wording import each_of, rows, together

if TYPE_CHECKING:
    from aivc.validators.claims.sides import Sides
    from aivc.validators.split_facts.model import AxisFacts, SplitFacts


def judge_unseen(facts: SplitFacts, axes: tuple[str, ...], sides: Sides) -> Judgement:
    """Judge whether no value of the evaluated part is in the reference.

    Controls count, unless the manifest keeps them in training or in all parts.
    """
    axis = axis_of(facts, axes)
    if isinstance(axis, Judgement):
        return axis
    told = unknown_rows(axis, sides)
    counted = rows_of(axis, sides, with_controls=not tolerates_controls(facts))
    shared = (counted.evaluated > 0) & (counted.reference > 0)
    n_shared = int(shared.sum())
    if n_shared:
        n_rows = int(counted.evaluated[shared].sum())
        what = together(axes, counted.n_levels)
        return Judgement(
            Verdict.REFUTED,
            f"{n_shared:,} of {counted.n_levels:,} {what} of {sides.evaluated_name}, with "
            f"{n_rows:,} of its {rows(counted.n_rows)}, "
            f"{'is' if n_shared == 1 else 'are'} in {sides.reference_name} too",
            n_shared,
            counted.n_levels,
            n_rows,
            counted.n_rows,
            largest(axis, shared, counted),
            # One value that is shared refutes, however many rows nobody knows.
            (told.because,) if isinstance(told, Judgement) else told,
        )
    if isinstance(told, Judgement):
        return told
    return Judgement(
        Verdict.SUPPORTED,
        _none_shared(counted.n_levels, axes, sides),
        0,
        counted.n_levels,
        0,
        counted.n_rows,
        qualifiers=(*told, *_seen_controls(axis, sides)),
    )


def _none_shared(n_levels: int, axes: tuple[str, ...], sides: Sides) -> str:
    part, reference = sides.evaluated_name, sides.reference_name
    if n_levels == 1:
        return f"{each_of(1, axes)} of {part} is not in {reference}"
    return f"none of {n_levels:,} {together(axes)} of {part} is in {reference}"


def one_value(axis: AxisFacts, n_levels: int) -> Judgement:
    """Return the judgement on an axis that has no two values to compare."""
    what = together(axis.axes, n_levels)
    reason = f"the rows that are compared have {n_levels} {what}, and a claim needs two or more"
    if n_levels == 1:
        reason = f"all rows that are compared have one {what}, {_only_name(axis)}"
    return cannot(Obstacle.ONE_VALUE, reason)


def _only_name(axis: AxisFacts) -> str:
    with_rows = axis.rows.sum(axis=1).nonzero()[0].tolist()
    return axis.name_of(with_rows[0]) if with_rows else "not listed"


def _seen_controls(axis: AxisFacts, sides: Sides) -> tuple[str, ...]:
    """Say which values were seen after all, as controls."""
    evaluated, reference = sides.split(axis.rows)
    n_levels = int(((evaluated > 0) & (reference > 0)).sum())
    if not n_levels:
        return ()
    what = f"{n_levels:,} of its {together(axis.axes)}"
    return (f"controls of {what} are on either side: their baseline was seen",)
