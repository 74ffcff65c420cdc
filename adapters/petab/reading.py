"""A problem as a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.petab.arranging import (
    OBSERVABLE,
    PLACES,
    REPEATS,
    TIME,
    VALUE,
    arrange,
    is_constant,
)
from aivc.adapters.petab.conditions import of_conditions, of_experiments
from aivc.adapters.petab.noise import noise_hints
from aivc.adapters.petab.problem import find_problem
from aivc.adapters.petab.tables import PetabTable, read_table
from aivc.adapters.petab.technique import technique_of
from aivc.adapters.text_rows.columns import column_of, columns_of
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.columns import MadeNumbers, MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows
from aivc.storage.records.plain_numbers import numbers_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.petab.arranging import Arranged
    from aivc.adapters.petab.problem import Problem
    from aivc.storage.frames.sources import ColumnSource

COUNTER = "measurement_repeat"
"""Column that counts measurements of one observable in one place; it names no replicate."""

PER_MEASUREMENT = ("observableParameters", "noiseParameters")
"""Columns that belong to a measurement by definition, not to an observation."""

WHOLE = ("condition", "experiment", "parameter", "mapping")
"""Tables that are kept as they are, too: not every row of them is measured."""


def read_dataset(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a problem.

    Raises
    ------
    UnreadableInputError
        See :class:`~aivc.adapters.petab.adapter.Petab`.
    """
    problem = find_problem(source)
    log.read_file(problem.path)
    tables = {kind: read_table(kind, paths, log) for kind, paths in problem.tables.items()}
    measured, observables = tables["measurement"], tables["observable"]
    if not measured.n_rows:
        msg = f"{problem.tables['measurement'][0]} holds no measurement"
        raise UnreadableInputError(msg)
    column_by_name = observables.keyed_by(OBSERVABLE)
    arranged = arrange(measured, column_by_name, _order(problem, tables), problem.version)
    joined = _joined(problem, tables, arranged)
    obs, matrices, frames = _parts(measured, arranged, joined, observables, problem.version, log)
    kept = {kind: tables[kind].as_texts() for kind in WHOLE if tables[kind].n_rows}
    table = MadeTable(
        MadeFrame(arranged.names, obs),
        _var(observables, column_by_name),
        [DenseRows("X", arranged.values), *matrices],
        obsm_frames=frames,
        uns={"petab": {f"{kind}s": columns for kind, columns in kept.items()}},
    )
    _note(problem, measured, arranged, kept, log)
    return SourceReading(MadeDataset(problem.path, [table]), _hints(problem, measured, observables))


def _order(problem: Problem, tables: Mapping[str, PetabTable]) -> dict[str, int]:
    kind = "condition" if problem.version == 1 else "experiment"
    named = tables[kind].column(f"{kind}Id")
    return {name: place for place, name in enumerate(dict.fromkeys(named)) if name is not None}


def _joined(
    problem: Problem, tables: Mapping[str, PetabTable], arranged: Arranged
) -> dict[str, list[str | None]]:
    measured, conditions = tables["measurement"], tables["condition"]
    if problem.version == 1:
        return of_conditions(measured, arranged.first, conditions)[0]
    return of_experiments(measured, arranged.first, tables["experiment"], conditions)[0]


def _parts(
    measured: PetabTable,
    arranged: Arranged,
    joined: Mapping[str, list[str | None]],
    observables: PetabTable,
    version: int,
    log: ConversionNotes,
) -> tuple[list[ColumnSource], list[DenseRows], dict[str, MadeFrame]]:
    """Return columns of obs, layers and frames."""
    cells: dict[str, list[str | None]] = {}
    matrices: list[DenseRows] = []
    frames: dict[str, MadeFrame] = {}
    for name, column in measured.cells.items():
        if name in {OBSERVABLE, VALUE, TIME}:
            continue
        is_place = name in {*PLACES[version], REPEATS}
        if is_place or (name not in PER_MEASUREMENT and is_constant(column, arranged)):
            cells[name] = [column[row] for row in arranged.first]
            log.mapped(name, f"obs column {name}", "it is the same throughout each observation")
        elif (numbers := _numbers(column)) is not None:
            matrices.append(DenseRows(f"layers/{name}", arranged.spread(numbers)))
            log.mapped(name, f"layers/{name}", "each measurement has a number of its own")
        else:
            frames[name] = _frame(column, arranged, observables.identifiers(OBSERVABLE))
            log.mapped(name, f"obsm/{name}", "each measurement has a text of its own")
    sources = [*columns_of(cells), MadeNumbers(TIME, np.array(arranged.times))]
    sources.append(MadeNumbers(COUNTER, np.array(arranged.replicates, dtype=np.int64)))
    taken = {source.info.name for source in sources}
    for name, column in joined.items():
        free = name if name not in taken else f"condition.{name}"
        sources.append(column_of(free, column))
        log.mapped(name, f"obs column {free}", "the conditions of the problem set it")
    repeated = sum(number > 1 for number in arranged.replicates)
    said = (
        "it counts measurements of one observable at one place and time in the order of the file; "
        f"{repeated:,} observations are repeats. Measurements of two observables with one count "
        "need not be of one replicate"
    )
    log.added(f"obs column {COUNTER}", said, n_rows=len(arranged.names))
    return sources, sorted(matrices, key=lambda matrix: matrix.name), frames


def _numbers(column: Sequence[str | None]) -> list[float] | None:
    labels = sorted({cell for cell in column if cell is not None})
    numbers = numbers_of(labels)
    if numbers is None:
        return None
    number_of = dict(zip(labels, numbers.tolist(), strict=True))
    return [float("nan") if cell is None else number_of[cell] for cell in column]


def _frame(column: Sequence[str | None], arranged: Arranged, names: Sequence[str]) -> MadeFrame:
    """Return a frame with a column for each observable."""
    texts: list[list[str | None]] = [[None] * len(arranged.names) for _ in names]
    places = zip(arranged.row.tolist(), arranged.column.tolist(), column, strict=True)
    for row, place, cell in places:
        texts[place][row] = cell
    sources = [MadeTexts(name, cells) for name, cells in zip(names, texts, strict=True)]
    return MadeFrame(arranged.names, sources)


def _var(observables: PetabTable, names: Mapping[str, int]) -> MadeFrame:
    cells = {name: column for name, column in observables.cells.items() if name != OBSERVABLE}
    return MadeFrame(list(names), columns_of(cells), index_name=OBSERVABLE)


def _hints(problem: Problem, measured: PetabTable, observables: PetabTable) -> Hints:
    place = PLACES[problem.version][1]
    said = f"PEtab {problem.version} defines this column so"
    roles = {"condition": Said((place,), said), "time": Said((TIME,), said)}
    if any(measured.column(REPEATS)):
        roles["replicate"] = Said((REPEATS,), said)
    model = "measurements are in the units and on the scale of the outputs of the model"
    card = {"/tables/*/value_type": Said("other", model), **noise_hints(observables)}
    technique = technique_of(observables)
    operators = {}
    if technique is not None:
        operators["X"] = Said("BulkProteomics", technique.because)
        card["/operators/*/protein_platform"] = technique
    return Hints(roles=roles, card=card, operators=operators)


def _note(
    problem: Problem,
    measured: PetabTable,
    arranged: Arranged,
    kept: Mapping[str, object],
    log: ConversionNotes,
) -> None:
    n_rows, n_columns = arranged.values.shape
    said = (
        f"{measured.n_rows:,} measurements fill {n_rows:,} observations of {n_columns:,} "
        "observables; where one was not measured stands NaN"
    )
    log.mapped(VALUE, "X", said, None)
    for kind in kept:
        because = "some of it belongs to no observation, so the table is kept whole"
        log.mapped(f"table of {kind}s", f"uns/petab/{kind}s", because)
    for name in problem.unread:
        log.left_alone(name, "a model or a plot, which is no data; it stays in the source")
    read = {file.resolve() for files in problem.tables.values() for file in files}
    named = {*read, problem.path.resolve()}
    named |= {(problem.path.parent / name).resolve() for name in problem.unread}
    for path in sorted(problem.path.parent.iterdir()):
        if path.is_file() and path.resolve() not in named:
            log.left_alone(path.name, "the problem does not name it")
