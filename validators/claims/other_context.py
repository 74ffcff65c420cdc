"""Claims that training knows a value, but in another context."""

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
from aivc.validators.claims.unseen import one_value
from aivc.validators.claims.wording import label_of, listed, plural_of, rows, together

if TYPE_CHECKING:
    from aivc.validators.claims.sides import Sides
    from aivc.validators.split_facts.model import SplitFacts


def judge_other_context(
    facts: SplitFacts, claimed: str, contexts: tuple[str, ...], sides: Sides
) -> Judgement:
    """Judge whether each pair of value and context is new, and the value known elsewhere.

    A value that the reference has nowhere is unseen altogether; a pair that it has is known.
    """
    import numpy as np

    if not contexts:
        return cannot(Obstacle.INCOMPLETE, "the claim does not say in which context: joint_with")
    axis = axis_of(facts, (claimed, *contexts))
    if isinstance(axis, Judgement):
        return axis
    told = unknown_rows(axis, sides)
    if isinstance(told, Judgement):
        return told
    counted = rows_of(axis, sides, with_controls=not tolerates_controls(facts))
    if counted.n_all_levels < 2:
        return one_value(axis, counted.n_all_levels)
    if axis.unlisted_levels is not None:
        return cannot(Obstacle.NOT_KNOWN, "there are too many combinations to list them")
    values = axis.levels[:, axis.axes.index(claimed)]
    in_reference = np.zeros(int(values.max(initial=0)) + 1, bool)
    in_reference[values[counted.reference > 0]] = True
    is_evaluated = counted.evaluated > 0
    known_here = is_evaluated & (counted.reference > 0)
    known_nowhere = is_evaluated & ~in_reference[values]
    breaks = known_here | known_nowhere
    context = listed([label_of(name) for name in contexts])
    if breaks.any():
        reasons = []
        if known_here.any():
            reasons.append(
                f"{sides.reference_name} knows {int(known_here.sum()):,} of {counted.n_levels:,} "
                f"{together([claimed], counted.n_levels)} in the same {context}"
            )
        if known_nowhere.any():
            reasons.append(
                f"it knows {int(known_nowhere.sum()):,} in no {context}"
                if reasons
                else f"{sides.reference_name} knows {int(known_nowhere.sum()):,} of "
                f"{counted.n_levels:,} {together([claimed], counted.n_levels)} in no {context}"
            )
        return Judgement(
            Verdict.REFUTED,
            ", and ".join(reasons),
            int(breaks.sum()),
            counted.n_levels,
            int(counted.evaluated[breaks].sum()),
            counted.n_rows,
            largest(axis, breaks, counted),
            told,
        )
    return Judgement(
        Verdict.SUPPORTED,
        f"{sides.reference_name} knows all of the {plural_of(claimed)} of {sides.evaluated_name}, "
        f"and none of them in the {context} of its {rows(counted.n_rows)}",
        0,
        counted.n_levels,
        0,
        counted.n_rows,
        qualifiers=told,
    )
