"""Times and events as they come: checked once, before anything is computed of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


def outcomes(times: ArrayLike, events: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return times and events as arrays.

    Parameters
    ----------
    times
        Time of the event or of the last look, shape (n_subjects,), not negative.
    events
        1 where the event was seen, 0 where the subject was censored, same shape.

    Raises
    ------
    TaskError
        Shapes differ, a time is negative or not finite, or an event is neither 0 nor 1.
    """
    import numpy as np

    when = np.asarray(times, dtype=np.float64)
    seen = np.asarray(events, dtype=np.float64)
    if when.shape != seen.shape or when.ndim != 1:
        msg = f"times have shape {when.shape} and events {seen.shape}; give one of each per subject"
        raise TaskError(msg)
    if not np.isfinite(when).all() or (when < 0).any():
        msg = "times to an event must be finite and not negative; leave out subjects without one"
        raise TaskError(msg)
    if not np.isin(seen, (0.0, 1.0)).all():
        msg = (
            "events must be 1 where the event was seen and 0 where not; the column of ADaM that "
            "says who was censored is the other way round"
        )
        raise TaskError(msg)
    return when, seen == 1
