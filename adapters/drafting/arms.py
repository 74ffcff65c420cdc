"""The arms of an experiment: which rows were treated alike, and which are controls."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.control_marks import ControlMark, control_mark, marked_control
from aivc.adapters.drafting.quantities import amount_at, time_at
from aivc.adapters.drafting.separators import members_of
from aivc.adapters.drafting.written_amounts import Written, plain_number, read_label
from aivc.schema.vocabulary.control_words import control_kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.quantities import UnitGuess
    from aivc.adapters.drafting.treatment_columns import TreatmentColumns

MISSING_WORDS = frozenset({"", "na", "nan", "n/a", "unknown", "unassigned", "-666", "ambiguous"})


@dataclass(frozen=True, slots=True)
class Arm:
    """Rows that were treated alike.

    ``matches`` are the columns and values by which they are recognised. ``members`` are the agents
    applied, () for a control. ``time`` is a quantity of the card, None where it is not known.
    """

    members: tuple[Written, ...]
    control: ControlMark | None
    modality: str
    time: Mapping[str, Any] | None
    time_label: str
    dose_label: str
    matches: tuple[tuple[str, Any], ...]
    n_rows: int


@dataclass(frozen=True, slots=True)
class Arms:
    """All arms, and for each row the position of its arm; -1 where it has none."""

    arms: tuple[Arm, ...]
    row_arm: NDArray[np.int32]

    @property
    def is_control(self) -> NDArray[np.bool_]:
        """Tell for each row whether it is a control."""
        marks = np.array([arm.control is not None for arm in self.arms] + [False])
        return marks[self.row_arm]

    @property
    def is_treated(self) -> NDArray[np.bool_]:
        """Tell for each row whether it was treated."""
        marks = np.array([arm.control is None for arm in self.arms] + [False])
        return marks[self.row_arm]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns are read."""

    obs: ObsColumns
    columns: TreatmentColumns
    separator: str | None = None
    dose_unit: UnitGuess | None = None
    time_unit: UnitGuess | None = None
    is_genetic: bool = False


@dataclass(slots=True)
class _Key:
    """One joint level of the key columns."""

    codes: dict[str, int]
    n_rows: int
    control: ControlMark | None = None
    told_by: tuple[str, ...] = ()
    members: tuple[Written, ...] = ()
    times: frozenset[tuple[float, str]] = frozenset()
    is_missing: bool = False
    group: tuple[Any, ...] = field(default=())


def arms_of(reading: Reading) -> Arms:
    """Group the rows of a file into arms."""
    obs, names = reading.obs, reading.columns.names
    columns = {name: obs.by_name[name] for name in names if len(obs.by_name[name].codes)}
    nobody = np.full(obs.n_rows, -1, np.int32)
    if not columns or not (reading.columns.agents or reading.columns.dose):
        return Arms((), nobody)
    keys, row_key = _keys(columns, obs.n_rows)
    for key in keys:
        _judge(key, columns, reading)
    _zero_doses(keys, columns, reading)
    if not any(key.members for key in keys):
        return Arms((), nobody)
    _group(keys, columns, reading)
    arms, arm_of_key = _arms(keys, columns, reading)
    return Arms(arms, arm_of_key[row_key])


def _keys(columns: Mapping[str, ObsColumn], n_rows: int) -> tuple[list[_Key], NDArray[np.intp]]:
    """List the joint levels that occur, in the order of their labels, and the one of each row."""
    stacked = np.zeros(n_rows, np.int64)
    for column in columns.values():
        width = len(column.labels) + 1
        stacked = stacked * width + column.codes.astype(np.int64) + 1
        if len(columns) > 2:
            stacked = np.unique(stacked, return_inverse=True)[1].astype(np.int64)
    _, first, row_key, counts = np.unique(
        stacked, return_index=True, return_inverse=True, return_counts=True
    )
    keys = [
        _Key({name: int(column.codes[row]) for name, column in columns.items()}, int(n))
        for row, n in zip(first.tolist(), counts.tolist(), strict=True)
    ]
    return keys, row_key


def _judge(key: _Key, columns: Mapping[str, ObsColumn], reading: Reading) -> None:
    """Say whether a key is a control and what was applied."""
    treatment = reading.columns
    parts: list[tuple[str, str]] = []
    for name in treatment.agents:
        code = key.codes[name]
        label = columns[name].labels[code] if code >= 0 else ""
        if label.strip().casefold() in MISSING_WORDS:
            key.is_missing = True
            return
        parts += [(name, part) for part in members_of(label, reading.separator)]
    written = [entry for _, part in parts for entry in read_label(part)]
    key.members = tuple(entry for entry in written if control_kind_of(entry.name) is None)
    key.times = frozenset(entry.time for entry in written if entry.time is not None)
    if written and not key.members:
        kind = control_kind_of(written[0].name) or "untreated"
        whole = columns[parts[0][0]].labels[key.codes[parts[0][0]]]
        label = written[0].name if written[0].time else whole
        key.control = control_mark(label, kind, is_genetic=reading.is_genetic)
        key.told_by = treatment.agents
    for marker in (treatment.flag, treatment.marker):
        if key.control is None and marker is not None and key.codes[marker] >= 0:
            mark = marked_control(columns[marker], key.codes[marker], is_genetic=reading.is_genetic)
            if mark is not None:
                key.control, key.told_by, key.members = mark, (marker,), ()
    dose = columns.get(treatment.dose or "")
    if key.control is None and dose is not None and len(key.members) == 1:
        amount = amount_at(dose, key.codes[dose.name], reading.dose_unit)
        if amount is not None and key.members[0].amount is None:
            key.members = (replace(key.members[0], amount=amount),)


def _zero_doses(keys: list[_Key], columns: Mapping[str, ObsColumn], reading: Reading) -> None:
    """Take rows at dose zero for controls, where nothing else marks controls."""
    dose = columns.get(reading.columns.dose or "")
    if dose is None or dose.numbers is None or any(key.control for key in keys):
        return
    for key in keys:
        code = key.codes[dose.name]
        if code >= 0 and dose.numbers[code] == 0:
            key.control = ControlMark("untreated", f"{dose.name} 0")
            key.told_by, key.members = (dose.name,), ()


def _group(keys: list[_Key], columns: Mapping[str, ObsColumn], reading: Reading) -> None:
    """Give each key the columns and codes by which its arm is recognised."""
    treatment = reading.columns
    varying = [name for name, column in columns.items() if len(column.labels) > 1]
    marks = {treatment.flag, treatment.marker}
    context = [name for name in varying if name in {treatment.modality, treatment.time}]
    treated = [name for name in varying if name not in marks] or list(treatment.agents)
    claimed = {
        tuple(key.codes[name] for name in treated) for key in keys if key.control is not None
    }
    shared = any(
        tuple(key.codes[name] for name in treated) in claimed
        for key in keys
        if key.control is None and not key.is_missing
    )
    if shared:
        treated += [name for name in varying if name in marks]
    for key in keys:
        names = treated if key.control is None else [*key.told_by, *context]
        key.group = tuple((name, key.codes[name]) for name in dict.fromkeys(names))


def _arms(
    keys: list[_Key], columns: Mapping[str, ObsColumn], reading: Reading
) -> tuple[tuple[Arm, ...], NDArray[np.int32]]:
    """Make one arm of all keys that are recognised alike; return the arm of each key too."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for position, key in enumerate(keys):
        is_known = not key.is_missing and all(code >= 0 for _, code in key.group)
        if is_known and (key.control is not None or key.members):
            groups.setdefault((key.control is not None, key.group), []).append(position)
    arm_of_key = np.full(len(keys), -1, np.int32)
    arms = []
    for number, positions in enumerate(groups.values()):
        arm_of_key[positions] = number
        n_rows = sum(keys[position].n_rows for position in positions)
        arms.append(_arm(keys[positions[0]], n_rows, columns, reading))
    return tuple(arms), arm_of_key


def _arm(key: _Key, n_rows: int, columns: Mapping[str, ObsColumn], reading: Reading) -> Arm:
    treatment = reading.columns
    return Arm(
        members=key.members,
        control=key.control,
        modality=_label(key, treatment.modality, columns),
        time=_time(key, columns, reading),
        time_label=_label(key, treatment.time, columns),
        dose_label="" if key.control else _label(key, treatment.dose, columns),
        matches=tuple((name, columns[name].value(code)) for name, code in key.group),
        n_rows=n_rows,
    )


def _label(key: _Key, name: str | None, columns: Mapping[str, ObsColumn]) -> str:
    if name is None or name not in columns or key.codes[name] < 0:
        return ""
    return columns[name].labels[key.codes[name]]


def _time(
    key: _Key, columns: Mapping[str, ObsColumn], reading: Reading
) -> Mapping[str, Any] | None:
    column = columns.get(reading.columns.time or "")
    if column is not None:
        return time_at(column, key.codes[column.name], reading.time_unit)
    if len(key.times) != 1:
        return None
    value, unit = next(iter(key.times))
    return {"value": plain_number(value), "unit": unit}
