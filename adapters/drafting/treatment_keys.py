"""The joint levels of the columns of a treatment, each judged: a control, or which agents."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from aivc.adapters.drafting.control_marks import ControlMark, control_mark, marked_control
from aivc.adapters.drafting.label_words import LabelWords
from aivc.adapters.drafting.quantities import amount_at
from aivc.adapters.drafting.units_of_file import Units
from aivc.adapters.drafting.written_amounts import amount_in

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
class TreatmentKey:
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


def judged_keys(
    columns: Mapping[str, ObsColumn], reading: Reading
) -> tuple[list[TreatmentKey], NDArray[np.intp]]:
    """List the joint levels that occur, in the order of their labels, and the one of each row."""
    keys, row_key = _keys(columns, reading.obs.n_rows)
    for key in keys:
        _judge(key, columns, reading)
    _zero_doses(keys, columns, reading)
    return keys, row_key


def label_of(key: TreatmentKey, name: str | None, columns: Mapping[str, ObsColumn]) -> str:
    """Return what a key holds in a column, "" where it holds nothing."""
    if name is None or name not in columns or key.codes[name] < 0:
        return ""
    return columns[name].labels[key.codes[name]]


def _keys(
    columns: Mapping[str, ObsColumn], n_rows: int
) -> tuple[list[TreatmentKey], NDArray[np.intp]]:
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
        TreatmentKey({name: int(column.codes[row]) for name, column in columns.items()}, int(n))
        for row, n in zip(first.tolist(), counts.tolist(), strict=True)
    ]
    return keys, row_key


def _judge(key: TreatmentKey, columns: Mapping[str, ObsColumn], reading: Reading) -> None:
    """Say whether a key is a control and what was applied."""
    found: list[tuple[AgentReader, tuple[Part, ...]]] = []
    for reader in reading.readers:
        name = reader.column.name
        label = label_of(key, name, columns)
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
            modality=label_of(key, reader.column.modality, columns),
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
        if marker is not None and key.codes.get(marker, -1) >= 0:
            _by_mark(key, columns[marker], reading)


def _by_word(
    key: TreatmentKey, parts: list[Part], columns: Mapping[str, ObsColumn], reading: Reading
) -> None:
    """Take a key for a control because nothing but words for controls stands in it."""
    named = next((part for part in parts if part.control != "untreated"), parts[0])
    kind = named.control or "untreated"
    several = len(reading.readers) > 1
    whole = label_of(key, named.written.column, columns)
    is_part = named.written.time is not None or named.written.amount is not None or several
    is_plain = is_part or named.number is not None
    label = named.written.name if is_plain else whole
    is_genetic = any(r.is_genetic for r in reading.readers if r.column.name == named.written.column)
    is_said = reading.words.is_said_control(label)
    key.control = control_mark(label, kind, is_genetic=is_genetic, is_said=is_said)
    key.told_by = reading.columns.agent_names


def _by_mark(key: TreatmentKey, marker: ObsColumn, reading: Reading) -> None:
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
    key: TreatmentKey,
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


def _zero_doses(
    keys: list[TreatmentKey], columns: Mapping[str, ObsColumn], reading: Reading
) -> None:
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


def _dose_labels(
    key: TreatmentKey,
    found: list[tuple[AgentReader, tuple[Part, ...]]],
    columns: Mapping[str, ObsColumn],
) -> Iterator[str]:
    """Yield the doses of what was applied as the file writes them."""
    for reader, parts in found:
        if any(part.is_agent for part in parts):
            label = label_of(key, reader.column.dose, columns)
            if label:
                yield label
            yield from (f"{part.number:g}" for part in parts if part.number is not None)
