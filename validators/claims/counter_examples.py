"""The values that break a claim, those with most rows first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.claims.model import MAX_COUNTER_EXAMPLES, CounterExample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.claims.sides import Rows
    from aivc.validators.split_facts.model import AxisFacts


def largest(
    axis: AxisFacts, breaks: NDArray[np.bool_], counted: Rows
) -> tuple[CounterExample, ...]:
    """Return the values where ``breaks`` is true, by falling rows of the evaluated part, then name.

    Parameters
    ----------
    axis
        The facts of the axis.
    breaks
        Shape (n_levels,).
    counted
        Rows on either side.
    """
    import numpy as np

    found = np.flatnonzero(breaks)
    if len(found) > MAX_COUNTER_EXAMPLES:
        # All that tie with the last one stay in, so that names decide and not positions.
        sizes = counted.evaluated[found]
        least = np.partition(sizes, -MAX_COUNTER_EXAMPLES)[-MAX_COUNTER_EXAMPLES]
        found = found[sizes >= least]
    examples = [
        CounterExample(
            axis.name_of(level),
            int(counted.evaluated[level]),
            int(counted.reference[level]),
        )
        for level in found.tolist()
    ]
    examples.sort(key=lambda example: (-example.n_evaluated, example.level))
    return tuple(examples[:MAX_COUNTER_EXAMPLES])
