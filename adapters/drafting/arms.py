"""The arms of an experiment: which rows were treated alike, and which are controls."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from aivc.adapters.drafting.control_marks import ControlMark, control_mark, marked_control
from aivc.adapters.drafting.label_words import LabelWords
from aivc.adapters.drafting.quantities import amount_at, time_at
from aivc.adapters.drafting.units_of_file import Units
from aivc.adapters.drafting.written_amounts import amount_in, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from aivc.adapters.drafting.agent_readers import AgentReader, Part
    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.treatment_columns import TreatmentColumns
    from aivc.adapters.drafting.written_amounts import Amount, Written

MISSING_WORDS = frozenset(
    {
        "", "na", "nan", "n/a", "unknown", "unassigned", "-666", "ambiguous", "multi-guide",
        "multiguide", "multiple guides", "doublet", "negative", "no call", "nocall", "unmapped",
        "not available", "not applicable", "jcp2022_unknown",
    }
)  # fmt: skip
"""Labels that do not say what was done to a row."""


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


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns are read."""

    obs: ObsColumns
    columns: TreatmentColumns
    readers: tuple[AgentReader, ...] = ()
    units: Units = field(default_factory=Units)
    words: LabelWords = field(default_factory=LabelWords)

    @property
    def is_genetic(self) -> bool:
        """Tell whether the chief agents are genetic."""
        return bool(self.readers) and self.readers[0].is_genetic


Group: TypeAlias = "tuple[tuple[str, int], ...]"
"""Columns and codes by which rows are recognised."""


@dataclass(slots=True)
class _Key:
    """One joint level of the key columns."""

    codes: dict[str, int]
    n_rows: int
    control: ControlMark | None = None
    told_by: tuple[str, ...] = ()
    members: tuple[Written, ...] = ()
    times: frozenset[tuple[float, str]] = frozenset()
    dose_labels: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    is_missing: bool = False
    group: Group = ()


def arms_of(reading: Reading) -> Arms:
    """Group the rows of a file into arms."""
    obs = reading.obs
    names = (*reading.columns.names, *reading.units.columns)
    columns = {name: obs.by_name[name] for name in names if len(obs.by_name[name].codes)}
    nobody = np.full(obs.n_rows, -1, np.int32)
    if not columns or not reading.columns.agents:
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
    found: list[tuple[AgentReader, tuple[Part, ...]]] = []
    for reader in reading.readers:
        name = reader.column.name
        label = _label(key, name, columns)
        if label.strip().casefold() in MISSING_WORDS:
            if not reader.column.is_optional:
                key.is_missing = True
                return
            continue
        found.append((reader, reader.parts(label)))
    parts = [part for _, of_column in found for part in of_column]
    key.members = tuple(
        replace(
            part.written,
            amount=part.written.amount or amount,
            modality=_label(key, reader.column.modality, columns),
        )
        for reader, of_column in found
        for part, amount in zip(
            of_column, _doses(key, reader, of_column, columns, reading), strict=True
        )
        if part.is_agent
    )
    key.numbers = tuple(part.number for part in parts if part.number is not None)
    key.dose_labels = tuple(dict.fromkeys(_dose_labels(key, found, columns)))
    key.times = frozenset(part.written.time for part in parts if part.written.time is not None)
    positive = next((part for part in parts if part.control == "positive"), None)
    if positive is not None:
        name = positive.written.name if positive.is_agent else ""
        is_said = reading.words.is_said_control(positive.written.name)
        key.control = ControlMark("positive", positive.written.name, name, is_said=is_said)
        key.told_by = reading.columns.agent_names
    elif parts and not key.members:
        _by_word(key, parts, columns, reading)
    for marker in (reading.columns.flag, reading.columns.marker):
        if marker is not None and key.codes[marker] >= 0:
            _by_mark(key, columns[marker], reading)


def _by_word(
    key: _Key, parts: list[Part], columns: Mapping[str, ObsColumn], reading: Reading
) -> None:
    """Take a key for a control because nothing but words for controls stands in it."""
    named = next((part for part in parts if part.control != "untreated"), parts[0])
    kind = named.control or "untreated"
    several = len(reading.readers) > 1
    whole = _label(key, named.written.column, columns)
    is_part = named.written.time is not None or named.written.amount is not None or several
    is_plain = is_part or named.number is not None
    label = named.written.name if is_plain else whole
    is_genetic = any(r.is_genetic for r in reading.readers if r.column.name == named.written.column)
    is_said = reading.words.is_said_control(label)
    key.control = control_mark(label, kind, is_genetic=is_genetic, is_said=is_said)
    key.told_by = reading.columns.agent_names


def _by_mark(key: _Key, marker: ObsColumn, reading: Reading) -> None:
    """Take a key for a control because a flag or a column of kinds says so."""
    name = key.members[0].name if key.members else ""
    code = key.codes[marker.name]
    mark = marked_control(marker, code, reading.words, name, is_genetic=reading.is_genetic)
    # A word for a control says more than a mark does, except that a well is empty.
    if mark is None or (key.control is not None and mark.kind != "empty"):
        return
    key.control, key.told_by = mark, (marker.name,)
    if mark.kind != "positive":
        key.members = ()


def _doses(
    key: _Key,
    reader: AgentReader,
    parts: tuple[Part, ...],
    columns: Mapping[str, ObsColumn],
    reading: Reading,
) -> list[Amount | None]:
    """Return the amount of each part of a column, from its dose column or the part itself."""
    nothing: list[Amount | None] = [None] * len(parts)
    name = reader.column.dose
    dose = columns.get(name or "")
    if dose is None or name is None:
        given = reading.units.said_dose
        if given is None:
            return nothing
        return [amount_in(p.number, given) if p.number is not None else None for p in parts]
    applied = [k for k, part in enumerate(parts) if part.is_agent]
    if len(applied) != 1:
        return nothing
    unit = reading.units.of(name).at(key.codes)
    nothing[applied[0]] = amount_at(dose, key.codes[name], unit, reading.units.dialect)
    return nothing


def _zero_doses(keys: list[_Key], columns: Mapping[str, ObsColumn], reading: Reading) -> None:
    """Take rows at dose zero for controls, where nothing else marks controls."""
    if any(key.control and key.control.is_compared for key in keys):
        return
    for key in keys:
        if key.members and key.numbers and not any(key.numbers):
            key.control = ControlMark("untreated", f"{key.members[0].name} 0")
            key.told_by, key.members = reading.columns.agent_names, ()
    dose = columns.get(reading.columns.doses[0]) if reading.columns.doses else None
    for key in keys if dose is not None else ():
        code = key.codes[dose.name] if dose is not None else -1
        if dose is not None and code >= 0 and _is_zero(dose, code, reading.units.dialect):
            key.control = ControlMark("untreated", f"{dose.name} {dose.labels[code]}")
            key.told_by, key.members = (dose.name,), ()


def _is_zero(dose: ObsColumn, code: int, dialect: str) -> bool:
    if dose.numbers is not None:
        return bool(dose.numbers[code] == 0)
    amount = amount_at(dose, code, None, dialect)
    return amount is not None and amount.value == 0


def _group(keys: list[_Key], columns: Mapping[str, ObsColumn], reading: Reading) -> None:
    """Give each key the columns and codes by which its arm is recognised."""
    treatment = reading.columns
    varying = [name for name, column in columns.items() if _varies(column)]
    marks = {treatment.flag, treatment.marker}
    modalities = {agent.modality for agent in treatment.agents}
    told = {
        name
        for name in varying
        if name in {*modalities, *reading.units.columns} and _is_told(name, treatment, keys)
    }
    context = [name for name in varying if name in {*modalities, treatment.time}]
    treated = [name for name in varying if name not in marks | told] or list(treatment.agent_names)
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
    claims = _Claims(keys)
    for key in keys:
        names = treated
        if key.control is not None and key.members:
            names = [*treated, *key.told_by]
        elif key.control is not None and key.told_by == treatment.agent_names:
            names = [*key.told_by, *(name for name in context if name not in told)]
        elif key.control is not None:
            names = [*key.told_by, *context]
            if claims.are_several(names, key):
                # One mark stands for several controls, which the agents tell apart.
                names = [*treatment.agent_names, *names]
        key.group = tuple((name, key.codes[name]) for name in dict.fromkeys(names))


def _is_told(name: str, treatment: TreatmentColumns, keys: list[_Key]) -> bool:
    """Tell whether the agents alone tell what a column holds, so that it need not be matched."""
    held: dict[tuple[int, ...], int] = {}
    return all(
        held.setdefault(tuple(key.codes[agent] for agent in treatment.agent_names), key.codes[name])
        == key.codes[name]
        for key in keys
    )


class _Claims:
    """Which controls, and treatments, are found at some codes of columns."""

    def __init__(self, keys: list[_Key]) -> None:
        self._keys = keys
        self._found: dict[tuple[str, ...], dict[tuple[int, ...], set[object]]] = {}

    def are_several(self, names: list[str], key: _Key) -> bool:
        """Tell whether rows with the codes of a key are more than one thing."""
        columns = tuple(names)
        if columns not in self._found:
            found: dict[tuple[int, ...], set[object]] = {}
            for other in self._keys:
                codes = tuple(other.codes[name] for name in columns)
                found.setdefault(codes, set()).add(other.control)
            self._found[columns] = found
        return len(self._found[columns][tuple(key.codes[name] for name in columns)]) > 1


def _varies(column: ObsColumn) -> bool:
    return len(column.labels) > 1 or bool(column.n_missing)


def _arms(
    keys: list[_Key], columns: Mapping[str, ObsColumn], reading: Reading
) -> tuple[tuple[Arm, ...], NDArray[np.int32]]:
    """Make one arm of all keys that are recognised alike; return the arm of each key too.

    A key without a value in a column is recognised by its others, where no key that has a value
    there would be taken for it: a card cannot ask for a missing value.
    """
    groups: dict[tuple[bool, Group], list[int]] = {}
    owners: dict[tuple[str, ...], dict[Group, set[Group]]] = {}
    for position, key in enumerate(keys):
        if key.is_missing or not (key.control is not None or key.members):
            continue
        known = tuple((name, code) for name, code in key.group if code >= 0)
        if known == key.group or (known and _owned(known, keys, owners) == {key.group}):
            groups.setdefault((key.control is not None, known), []).append(position)
    arm_of_key = np.full(len(keys), -1, np.int32)
    arms = []
    for number, ((_, matches), positions) in enumerate(groups.items()):
        arm_of_key[positions] = number
        n_rows = sum(keys[position].n_rows for position in positions)
        arms.append(_arm(keys[positions[0]], matches, n_rows, columns, reading))
    return tuple(arms), arm_of_key


def _owned(
    known: Group, keys: list[_Key], owners: dict[tuple[str, ...], dict[Group, set[Group]]]
) -> set[Group]:
    """Return the groups of all keys that have some values."""
    names = tuple(name for name, _ in known)
    if names not in owners:
        found: dict[Group, set[Group]] = {}
        for key in keys:
            values = tuple((name, key.codes[name]) for name in names)
            found.setdefault(values, set()).add(key.group)
        owners[names] = found
    return owners[names][known]


def _arm(
    key: _Key,
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
        time_label=_label(key, treatment.time, columns),
        dose_label="" if key.control and not key.members else " + ".join(key.dose_labels),
        matches=tuple((name, columns[name].value(code)) for name, code in matches),
        n_rows=n_rows,
    )


def _modality(key: _Key, columns: Mapping[str, ObsColumn], reading: Reading) -> str:
    """Return the kinds that the file gives the agents, those of further agents too."""
    labels = [_label(key, agent.modality, columns) for agent in reading.columns.agents]
    return " + ".join(dict.fromkeys(label for label in labels if label))


def _dose_labels(
    key: _Key,
    found: list[tuple[AgentReader, tuple[Part, ...]]],
    columns: Mapping[str, ObsColumn],
) -> Iterator[str]:
    """Yield the doses of what was applied as the file writes them."""
    for reader, parts in found:
        if any(part.is_agent for part in parts):
            label = _label(key, reader.column.dose, columns)
            if label:
                yield label
            yield from (f"{part.number:g}" for part in parts if part.number is not None)


def _label(key: _Key, name: str | None, columns: Mapping[str, ObsColumn]) -> str:
    if name is None or name not in columns or key.codes[name] < 0:
        return ""
    return columns[name].labels[key.codes[name]]


def _time(
    key: _Key, columns: Mapping[str, ObsColumn], reading: Reading
) -> Mapping[str, Any] | None:
    column = columns.get(reading.columns.time or "")
    if column is not None:
        unit = reading.units.of(column.name).at(key.codes)
        return time_at(column, key.codes[column.name], unit)
    if len(key.times) != 1:
        return None
    value, unit_of_label = next(iter(key.times))
    return {"value": plain_number(value), "unit": unit_of_label}
