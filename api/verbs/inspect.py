"""The verb ``inspect``: what is in a file, without any judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.inspection import ColumnView, Inspection, MatrixView, TableView

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.storage.model import Dataset, Frame, Matrix, Table

MAX_LABELS = 6
"""Labels of a column that are shown; more would hide the next column."""


def inspect(source: str | Path, *, columns: bool = True) -> Inspection:
    """Look into a file: tables, matrices and columns as they are.

    Parameters
    ----------
    source
        An h5ad or h5mu file, or a zarr store.
    columns
        Whether to read the columns too; without them only headers are read.

    Returns
    -------
    Inspection
        Prints as the text of ``aivc inspect``.

    Raises
    ------
    UnreadableInputError
        The input cannot be opened or is no container that aivc reads.

    Examples
    --------
    >>> print(inspect("data.h5ad"))  # doctest: +SKIP
    """
    from aivc.storage import find_card, open_dataset
    from aivc.verbs.inspect_elements import element_views

    with open_dataset(source) as dataset:
        cards = find_card(source, None, dataset)
        return Inspection(
            path=str(source),
            container=dataset.kind.value,
            encoding_version=dataset.encoding_version,
            tables=tuple(_table(table, columns=columns) for table in dataset.tables),
            shared_obs=_columns(dataset.shared_obs) if columns and dataset.shared_obs else (),
            elements=element_views(dataset),
            problems=_problems(dataset),
            cards=tuple(f"{card.origin}: {card.path}" for card in cards),
        )


def _problems(dataset: Dataset) -> tuple[str, ...]:
    return tuple(f"{problem.location}: {problem.message}" for problem in dataset.problems)


def _table(table: Table, *, columns: bool) -> TableView:
    prefix = f"{table.name}/" if table.name else ""
    return TableView(
        table.name,
        table.n_obs,
        table.n_var,
        tuple(_matrix(prefix, matrix) for matrix in (*table.matrices, *table.obsm)),
        _columns(table.obs) if columns else (),
        _columns(table.var) if columns else (),
        tuple(sorted(table.uns_keys)),
    )


def _matrix(prefix: str, matrix: Matrix) -> MatrixView:
    return MatrixView(
        prefix + matrix.name,
        matrix.encoding.value,
        matrix.dtype,
        *matrix.shape,
        matrix.n_stored,
    )


def _columns(frame: Frame) -> tuple[ColumnView, ...]:
    return tuple(_column(frame, info.name, str(info.kind)) for info in frame.columns)


def _column(frame: Frame, name: str, kind: str) -> ColumnView:
    import numpy as np

    from aivc.storage.errors import UnreadableInputError

    try:
        column = frame.column(name)
    except UnreadableInputError as error:
        return ColumnView(name, kind, 0, 0, (), str(error))
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.categories))
    used = np.flatnonzero(counts)
    commonest = used[np.argsort(-counts[used], kind="stable")][:MAX_LABELS]
    return ColumnView(
        name,
        kind,
        len(used),
        int((column.codes < 0).sum()),
        tuple(column.categories[code] for code in commonest),
    )
