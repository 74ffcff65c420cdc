"""The tables of a trial as a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.clinical.domains import SUBJECT, is_transport_file, tables_in
from aivc.adapters.clinical.endpoints import (
    NOT_TREATED,
    standard_of,
    treatment_column,
    trial_hints,
)
from aivc.adapters.clinical.measurements import measured_columns
from aivc.adapters.clinical.trial import assemble
from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.text_rows.columns import column_of
from aivc.adapters.text_rows.rows import read_rows
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.columns import MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.clinical.trial import Trial
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.text_rows.rows import TextRows

IDENTIFIERS = frozenset({"STUDYID", "USUBJID", "SUBJID", "SITEID", "INVID"})
"""Variables that CDISC defines as text, though a site may be called ``701``."""


def read_trial(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a table, or all tables of a folder.

    Raises
    ------
    UnreadableInputError
        See :class:`~aivc.adapters.clinical.cdisc.Cdisc`.
    """
    tables = _tables(source, log)
    trial = assemble(tables, log)
    cells = _together(trial)
    measured, others = measured_columns(trial.cells)
    _note(trial, measured, others, log)
    dataset = subjects_dataset(source, trial.subjects, cells, measured, _uns(trial))
    return SourceReading(dataset, trial_hints(trial, is_measured=bool(measured)))


def subjects_dataset(
    source: Path,
    names: Sequence[str],
    cells: Mapping[str, Sequence[str | None]],
    measured: Mapping[str, NDArray[np.float64]],
    uns: Mapping[str, object] | None = None,
) -> MadeDataset:
    """Make a dataset of subjects.

    Parameters
    ----------
    source
        Where it was read from.
    names
        Names of the subjects.
    cells
        Columns of obs.
    measured
        Columns that are measurements; they become ``X``.
    uns
        What is kept beside.
    """
    matrices = []
    if measured:
        matrices.append(DenseRows("X", np.column_stack(list(measured.values()))))
    columns = [
        MadeTexts(name, column) if name in IDENTIFIERS else column_of(name, column)
        for name, column in cells.items()
    ]
    table = MadeTable(MadeFrame(names, columns), MadeFrame(list(measured)), matrices, uns=uns)
    return MadeDataset(source, [table])


def _tables(source: Path, log: ConversionNotes) -> list[TextRows]:
    paths = _folder(source, log) if source.is_dir() else [_file(source, log)]
    tables = [read_rows(path, log) for path in paths]
    for table in tables:
        table.column(SUBJECT)
        if not table.n_rows:
            msg = f"{table.path} names columns and holds no row"
            raise UnreadableInputError(msg)
    return tables


def _folder(source: Path, log: ConversionNotes) -> list[Path]:
    found = [path for path, _ in tables_in(source)]
    if not found:
        msg = (
            f"{source} holds no table of a trial as CSV with the column USUBJID; save ADSL and "
            "ADTTE, or DM and EX, as CSV in it"
        )
        raise UnreadableInputError(msg)
    for path in sorted(source.iterdir()):
        if path not in found:
            log.left_alone(path.name, "it is no table with the column USUBJID")
    return found


def _file(source: Path, log: ConversionNotes) -> Path:
    if is_transport_file(source):
        msg = f"{source} is a transport file of SAS (XPT); save its table as CSV and give that"
        raise UnreadableInputError(msg)
    for path, _ in tables_in(source.parent):
        if path != source:
            log.left_alone(path.name, "another table of the folder; give the folder to join it")
    return source


def _together(trial: Trial) -> dict[str, list[str | None]]:
    cells = dict(trial.cells)
    for name, column in trial.joined.items():
        free = name
        while free in cells:
            free += "_"
        cells[free] = column
    return cells


def _uns(trial: Trial) -> dict[str, object]:
    uns: dict[str, object] = {}
    if trial.kept:
        uns["cdisc"] = trial.kept
    if trial.parameters:
        uns["cdisc_parameters"] = trial.parameters
    return uns


def _note(
    trial: Trial, measured: Mapping[str, object], others: Mapping[str, str], log: ConversionNotes
) -> None:
    standard = standard_of(trial)
    for name in measured:
        said = f"numbers of subjects that are no code, date or flag by the names of {standard}"
        log.mapped(name, "X", said)
    for name, because in others.items():
        if name not in IDENTIFIERS:
            log.left_alone(name, f"it is a column of obs and not in X: {because}")
    treatment = treatment_column(trial)
    if treatment is not None:
        cells = trial.cells[treatment]
        outside = [cell for cell in cells if cell is not None and cell.lower() in NOT_TREATED]
        if outside:
            said = "SDTM writes so in the place of an arm; they are kept, and are no treatment"
            log.left_alone(f"{len(outside):,} subjects with {treatment} {outside[0]!r}", said)
