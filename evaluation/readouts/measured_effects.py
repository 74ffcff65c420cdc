"""Effects that training measured, of which readouts of several units need some."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView


def treated_with_controls(
    view: TrainingView,
) -> Iterator[tuple[Unit, NDArray[np.float64], NDArray[np.float64]]]:
    """Yield the treated units of a view whose control is in it: unit, state, state of control.

    Only states that are known throughout are yielded.
    """
    import numpy as np

    rows = [row for row, unit in enumerate(view.units) if not unit.is_control]
    for row, control in zip(rows, view.control_rows(rows).tolist(), strict=True):
        if control < 0:
            continue
        state, start = view.states[row], view.states[control]
        if np.isfinite(state).all() and np.isfinite(start).all():
            yield view.units[row], state, start
