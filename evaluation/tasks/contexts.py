"""The part, the context and the time of harvest of each row, as codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.splits.axes import AXES, AxisKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import SplitManifest

ROW = "observation"
"""The axis on which every row has a value of its own."""

CALIBRATION = "calibration"
"""Role of a part that predictors calibrate on, and what ``validation_role`` says to be one."""


class Part(IntFlag):
    """What rows may be used for; a row can be in several parts."""

    NOTHING = 0
    TRAINING = 1
    CALIBRATION = 2
    ASKED = 4
    ELSEWHERE = 8
    """In no part, or in validation: of use only as the control of something else."""


def parts_of_rows(rows: Rows, manifest: SplitManifest) -> NDArray[np.int64]:
    """Return what the manifest lets each row be used for, shape (n_rows,)."""
    calibrating = {CALIBRATION}
    if manifest.validation_role == CALIBRATION:
        calibrating.add("validation")
    parts = np.zeros(rows.n_rows, np.int64)
    parts |= np.where(rows.of_roles("training"), Part.TRAINING, 0)
    parts |= np.where(rows.of_roles(*calibrating), Part.CALIBRATION, 0)
    parts |= np.where(rows.of_roles("test", "external_test"), Part.ASKED, 0)
    is_left_out = rows.of_roles("excluded", "buffer") | rows.is_excluded
    return np.where(parts > 0, parts, np.where(is_left_out, 0, Part.ELSEWHERE))


@dataclass(frozen=True, eq=False)
class Contexts:
    """Values of rows on axes of context.

    Attributes
    ----------
    axes
        Names of the axes.
    codes
        Code of each row on each axis, -1 where it has no value; each of shape (n_rows,).
    levels
        Names of the values on each axis; those of the rows themselves on the axis of rows.
    """

    axes: tuple[str, ...]
    codes: tuple[NDArray[np.int64], ...]
    levels: tuple[tuple[str, ...], ...]

    @property
    def is_by_row(self) -> bool:
        """Whether every row is a unit of its own."""
        return ROW in self.axes


def contexts_of(rows: Rows, axes: Sequence[str]) -> Contexts:
    """Return the values of rows on axes of context.

    Raises
    ------
    TaskError
        The dataset tells no value on an axis, or it is one of interventions.
    """
    codes: list[NDArray[np.int64]] = []
    levels: list[tuple[str, ...]] = []
    for axis in axes:
        if axis in AXES and AXES[axis].kind is AxisKind.INTERVENTION:
            msg = (
                f"context_axes names {axis}, which is no context but part of the intervention; "
                "leave it out"
            )
            raise TaskError(msg)
        if axis == ROW:
            codes.append(np.arange(rows.n_rows))
            levels.append(rows.observations.names_of(range(rows.n_rows)))
            continue
        keys = rows.observations.axes.get(axis)
        if keys is None:
            raise TaskError(_unknown(rows, axis))
        codes.append(keys.codes.astype(np.int64))
        levels.append(keys.levels)
    return Contexts(tuple(axes), tuple(codes), tuple(levels))


def _unknown(rows: Rows, axis: str) -> str:
    why = rows.observations.absent.get(axis)
    told = ", ".join(
        name for name in rows.observations.axes if AXES[name].kind is not AxisKind.INTERVENTION
    )
    because = f": {why}" if why else ""
    return (
        f"the task is about the axis {axis}, on which the dataset tells no value{because}; it "
        f"tells {told or 'no context'}. Bind a column to the role {axis} in the card or manifest"
    )


def hour_codes(hours: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return a code for each time, -1 where it is not known, and the times."""
    times = np.unique(hours[~np.isnan(hours)])
    codes = np.searchsorted(times, hours)
    return np.where(np.isnan(hours), -1, codes), times
