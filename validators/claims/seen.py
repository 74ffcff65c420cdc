"""Claims that values are in training: all of them, or a few rows of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.claims.counter_examples import largest
from aivc.validators.claims.model import CounterExample, Judgement, Obstacle, Verdict
from aivc.validators.claims.sides import (
    axis_of,
    cannot,
    rows_of,
    tolerates_controls,
    unknown_rows,
)
from aivc.validators.claims.unseen import one_value
from aivc.validators.claims.wording import each_of, rows, together

if TYPE_CHECKING:
    from aivc.validators.claims.sides import Sides
    from aivc.validators.split_facts.model import SplitFacts


def judge_seen(facts: SplitFacts, axes: tuple[str, ...], sides: Sides) -> Judgement:
    """Judge whether every value of the evaluated part is in the reference."""
    axis = axis_of(facts, axes)
    if isinstance(axis, Judgement):
        return axis
    told = unknown_rows(axis, sides)
    if isinstance(told, Judgement):
        return told
    counted = rows_of(axis, sides, with_controls=True)
    new = (counted.evaluated > 0) & (counted.reference == 0)
    n_new = int(new.sum()) + counted.n_unlisted
    what = f"{together(axes, counted.n_levels)} of {sides.evaluated_name}"
    if n_new:
        n_rows = int(counted.evaluated[new].sum()) + counted.n_unlisted_rows
        return Judgement(
            Verdict.REFUTED,
            f"{n_new:,} of {counted.n_levels:,} {what}, with {n_rows:,} of its "
            f"{rows(counted.n_rows)}, {'is' if n_new == 1 else 'are'} not in "
            f"{sides.reference_name}",
            n_new,
            counted.n_levels,
            n_rows,
            counted.n_rows,
            largest(axis, new, counted),
            told,
        )
    if counted.n_all_levels < 2:
        return one_value(axis, counted.n_all_levels)
    of_controls = rows_of(axis, sides, with_controls=False)
    only_controls = int(((counted.evaluated > 0) & (of_controls.reference == 0)).sum())
    if only_controls:
        told = (*told, f"{only_controls:,} of them only as controls")
    return Judgement(
        Verdict.SUPPORTED,
        f"{each_of(counted.n_levels, axes)} of {sides.evaluated_name} "
        f"{'is' if counted.n_levels == 1 else 'are'} in {sides.reference_name}",
        0,
        counted.n_levels,
        0,
        counted.n_rows,
        qualifiers=told,
    )


def judge_few_shot(
    facts: SplitFacts, axes: tuple[str, ...], sides: Sides, limit: int | None
) -> Judgement:
    """Judge whether the reference has no more than ``limit`` rows of any value."""
    if limit is None:
        return cannot(Obstacle.INCOMPLETE, "the claim does not say how few rows: few_shot_limit")
    axis = axis_of(facts, axes)
    if isinstance(axis, Judgement):
        return axis
    told = unknown_rows(axis, sides)
    if isinstance(told, Judgement):
        return told
    counted = rows_of(axis, sides, with_controls=not tolerates_controls(facts))
    is_evaluated = counted.evaluated > 0
    over = is_evaluated & (counted.reference > limit)
    n_over = int(over.sum())
    what = f"{together(axes, counted.n_levels)} of {sides.evaluated_name}"
    if n_over:
        most = int(counted.reference[over].max())
        return Judgement(
            Verdict.REFUTED,
            f"of {n_over:,} of {counted.n_levels:,} {what}, {sides.reference_name} has more than "
            f"{rows(limit)}, up to {most:,}",
            n_over,
            counted.n_levels,
            int(counted.evaluated[over].sum()),
            counted.n_rows,
            _by_reference(largest(axis, over, counted)),
            told,
        )
    if counted.n_all_levels < 2:
        return one_value(axis, counted.n_all_levels)
    n_none = int((is_evaluated & (counted.reference == 0)).sum()) + counted.n_unlisted
    if n_none:
        told = (*told, f"of {n_none:,} of them {sides.reference_name} has no row at all")
    most = int(counted.reference[is_evaluated].max(initial=0))
    return Judgement(
        Verdict.SUPPORTED,
        f"{sides.reference_name} has at most {rows(most)} of "
        f"{each_of(counted.n_levels, axes, 'each of')} of {sides.evaluated_name}",
        0,
        counted.n_levels,
        0,
        counted.n_rows,
        qualifiers=told,
    )


def _by_reference(examples: tuple[CounterExample, ...]) -> tuple[CounterExample, ...]:
    return tuple(sorted(examples, key=lambda example: (-example.n_reference, example.level)))
