"""Tables that write several readouts below each other, with a column that says which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.adapters.contract.log import Change
from aivc.adapters.plates.column_names import first_of

if TYPE_CHECKING:
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.plates.joining import Cells
    from aivc.adapters.plates.screen import Screen

KINDS = (
    "readout", "readouttype", "readoutname", "readoutkind", "measurementtype", "measurementname",
    "measurement", "assay", "endpoint", "parameter", "variable", "channel",
)  # fmt: skip
"""Columns that say which readout a row holds."""

MOST_KINDS = 50


def side_by_side(screen: Screen, log: ConversionNotes) -> Screen:
    """Put readouts that stand below each other in columns of their own.

    A table ``well, readout, value`` with the readouts ``ATP`` and ``LDH`` becomes one of the
    columns ``ATP`` and ``LDH``, so that a feature is one measurement. It is done where there is one
    column of numbers, and the rows that share everything else hold each readout once.

    Parameters
    ----------
    screen
        A screen.
    log
        Takes a note of it.
    """
    kind = first_of([name for name in screen.cells if name not in screen.readouts], KINDS)
    if kind is None or len(screen.readouts) != 1:
        return screen
    (value,) = screen.readouts
    labels = [label for label in screen.cells[kind] if label is not None]
    distinct = list(dict.fromkeys(labels))
    others = [name for name in screen.cells if name not in {kind, value}]
    is_named = len(labels) == screen.n_rows and not set(distinct) & set(others)
    if not is_named or not 1 < len(distinct) <= MOST_KINDS:
        return screen
    keys = list(zip(*(screen.cells[name] for name in others), strict=True))
    row_of = {key: row for row, key in enumerate(dict.fromkeys(keys))}
    if len(set(zip(keys, labels, strict=True))) < len(keys):
        return screen
    cells: Cells = {name: [] for name in others}
    for key in row_of:
        for name, text in zip(others, key, strict=True):
            cells[name].append(text)
    cells |= {label: [None] * len(row_of) for label in distinct}
    for key, label, text in zip(keys, labels, screen.cells[value], strict=True):
        cells[label][row_of[key]] = text
    first = _first(keys)
    counts = {label: labels.count(label) for label in distinct}
    changes = [Change(f"{kind} = {label}", label, count) for label, count in counts.items()]
    because = f"{kind} says which readout {value} is; each is a feature of its own"
    log.converted(f"{kind} and {value}", "X", because, changes, n_rows=screen.n_rows)
    return replace(
        screen,
        cells=cells,
        readouts=tuple(distinct),
        places=None if screen.places is None else [screen.places[row] for row in first],
        repeats=tuple(name for name in screen.repeats if name != kind),
        origins=[screen.origins[row] for row in first],
    )


def _first(keys: list[tuple[str | None, ...]]) -> list[int]:
    seen: dict[tuple[str | None, ...], int] = {}
    for row, key in enumerate(keys):
        seen.setdefault(key, row)
    return list(seen.values())
