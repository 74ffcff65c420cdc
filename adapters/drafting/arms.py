"""The arms of an experiment: which rows were treated alike, and which are controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.key_groups import group_keys, recognised
from aivc.adapters.drafting.quantities import time_at
from aivc.adapters.drafting.treatment_keys import judged_keys, label_of
from aivc.adapters.drafting.written_amounts import plain_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.adapters.drafting.columns import ObsColumn
    from aivc.adapters.drafting.control_marks import ControlMark
    from aivc.adapters.drafting.treatment_keys import Group, Reading, TreatmentKey
    from aivc.adapters.drafting.written_amounts import Written


@dataclass(frozen=True, slots=True)
class Arm:
    """Rows that were treated alike.

    ``matches`` are the columns and values by which they are recognised. ``members`` are the agents
    applied, () for a control that is none. ``modality`` is the kind that the file gives each
    member. ``time`` is a quantity of the card, None where it is not known.
    """

    members: tuple[Written, ...]
    control: ControlMark | None
    modality: str
    time: Mapping[str, Any] | None
    time_label: str
    dose_label: str
    matches: tuple[tuple[str, Any], ...]
    n_rows: int

    @property
    def is_treated(self) -> bool:
        """Tell whether an agent was applied, be it that of a positive control."""
        return bool(self.members)


@dataclass(frozen=True, slots=True)
class Arms:
    """All arms, and for each row the position of its arm; -1 where it has none."""

    arms: tuple[Arm, ...]
    row_arm: NDArray[np.int32]

    @property
    def is_control(self) -> NDArray[np.bool_]:
        """Tell for each row whether treatments may be compared with it."""
        marks = [arm.control is not None and arm.control.is_compared for arm in self.arms]
        return np.array([*marks, False])[self.row_arm]

    @property
    def is_treated(self) -> NDArray[np.bool_]:
        """Tell for each row whether it was treated."""
        return np.array([*(arm.is_treated for arm in self.arms), False])[self.row_arm]


def arms_of(reading: Reading) -> Arms:
    """Group the rows of a file into arms."""
    obs = reading.obs
    names = (*reading.columns.names, *reading.units.columns)
    columns = {name: obs.by_name[name] for name in names if len(obs.by_name[name].codes)}
    nobody = np.full(obs.n_rows, -1, np.int32)
    if not columns or not reading.columns.agents:
        return Arms((), nobody)
    keys, row_key = judged_keys(columns, reading)
    if not any(key.members for key in keys):
        return Arms((), nobody)
    group_keys(keys, columns, reading)
    arm_of_key = np.full(len(keys), -1, np.int32)
    arms = []
    for number, ((_, matches), positions) in enumerate(recognised(keys).items()):
        arm_of_key[positions] = number
        n_rows = sum(keys[position].n_rows for position in positions)
        arms.append(_arm(keys[positions[0]], matches, n_rows, columns, reading))
    return Arms(tuple(arms), arm_of_key[row_key])


def _arm(
    key: TreatmentKey,
    matches: Group,
    n_rows: int,
    columns: Mapping[str, ObsColumn],
    reading: Reading,
) -> Arm:
    treatment = reading.columns
    return Arm(
        members=key.members,
        control=key.control,
        modality=_modality(key, columns, reading),
        time=_time(key, columns, reading),
        time_label=label_of(key, treatment.time, columns),
        dose_label="" if key.control and not key.members else " + ".join(key.dose_labels),
        matches=tuple((name, columns[name].value(code)) for name, code in matches),
        n_rows=n_rows,
    )


def _modality(key: TreatmentKey, columns: Mapping[str, ObsColumn], reading: Reading) -> str:
    """Return the kinds that the file gives the agents, those of further agents too."""
    labels = [label_of(key, agent.modality, columns) for agent in reading.columns.agents]
    return " + ".join(dict.fromkeys(label for label in labels if label))


def _time(
    key: TreatmentKey, columns: Mapping[str, ObsColumn], reading: Reading
) -> Mapping[str, Any] | None:
    column = columns.get(reading.columns.time or "")
    if column is not None:
        unit = reading.units.of(column.name).at(key.codes)
        return time_at(column, key.codes[column.name], unit)
    if len(key.times) != 1:
        return None
    value, unit_of_label = next(iter(key.times))
    return {"value": plain_number(value), "unit": unit_of_label}
