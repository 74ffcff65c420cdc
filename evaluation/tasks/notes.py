"""What a reader of results must know of how units were made, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.task import Space
from aivc.evaluation.tasks.contexts import Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.group_sums import Seen
    from aivc.evaluation.tasks.interventions import Treatments
    from aivc.evaluation.tasks.matching import Matching
    from aivc.evaluation.tasks.pairing import Named
    from aivc.evaluation.tasks.rows import Rows

USED = Part.TRAINING | Part.CALIBRATION | Part.ASKED


def notes_on_rows(
    rows: Rows,
    treatments: Treatments,
    parts: NDArray[np.int64],
    is_treated: NDArray[np.bool_],
) -> tuple[str, ...]:
    """Say which rows are in no unit."""
    notes = []
    is_used = (parts & USED) > 0
    untold = int((is_used & ~is_treated & ~treatments.is_control & ~treatments.left_out).sum())
    if untold:
        notes.append(
            f"{untold:,} rows of training and test are in no unit, because nobody tells what was "
            "done to them"
        )
    empty = int((is_used & treatments.left_out).sum())
    if empty:
        notes.append(f"{empty:,} rows are controls without biological material, and left out")
    if (rows.of_roles("validation") & ~is_used).any():
        notes.append(
            "rows of validation are not in the view; give the part the role calibration, or "
            "declare validation_role: calibration, to let predictors calibrate on them"
        )
    return tuple(notes)


def notes_on_controls(named: Named, matching: Matching) -> tuple[str, ...]:
    """Say what controls are matched on, and which units have none."""
    on = ", ".join(matching.by) or "nothing: all controls are taken for all units"
    said = {"task": "as the task says", "card": "as the card says"}
    by = said.get(matching.said_by, "because neither task nor card says on what")
    notes = [f"controls are matched on {on}, {by}"]
    n_judged = sum(pair.judged is None for pair in named.asked)
    if n_judged:
        notes.append(
            f"{n_judged:,} of {len(named.asked):,} units that are asked about have no control, so "
            "that their response cannot be judged"
        )
    hidden = sum(p.shown is None and p.judged is not None for p in named.asked)
    if hidden:
        notes.append(
            f"the controls of {hidden:,} of {len(named.asked):,} units that are asked about are "
            "not in the view; the grant `controls` would put them there"
        )
    differing = sum(
        pair.shown is not None and pair.judged is not None and pair.shown.atoms != pair.judged.atoms
        for pair in named.asked
    )
    if differing:
        notes.append(
            f"{differing:,} of {len(named.asked):,} units that are asked about are judged by "
            "controls of the test part, and the view has other controls of theirs, from training; "
            "the grant `controls` would make them one"
        )
    bare = sum(pair.shown is None for pair in named.known)
    if bare:
        notes.append(f"{bare:,} of {len(named.known):,} units of the view have no control in it")
    return tuple(notes)


def notes_on_values(seen: Seen, task: Task, path: str) -> tuple[str, ...]:
    """Say what values do not fit the space of the task.

    Raises
    ------
    TaskError
        Counts are asked for, and values are negative.
    """
    asks_counts = task.space in {Space.LOG_OF_SUM, Space.MEAN_OF_LOG}
    if asks_counts and seen.n_negative:
        msg = (
            f"{task.space.value} is made of counts, and {path} has {seen.n_negative:,} values "
            "below zero; name a matrix of counts, or aggregation: mean"
        )
        raise TaskError(msg)
    notes = []
    if asks_counts and seen.n_fractional:
        notes.append(
            f"{path} has {seen.n_fractional:,} values that are no whole numbers, so that it may "
            f"hold no counts; {task.space.value} is made of counts"
        )
    if seen.n_missing:
        what = "count as zero" if task.space is Space.LOG_OF_SUM else "are left out of means"
        notes.append(f"{seen.n_missing:,} values of {path} are missing and {what}")
    return tuple(notes)
