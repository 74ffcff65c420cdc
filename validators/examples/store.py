"""Write a specimen as a SpatialData store."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.made.columns import MadeLabels, MadeNumbers
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows, SparseRows
from aivc.storage.writing.elements.dataset import (
    MadeSpatialDataset,
    annotation,
    table_attributes,
)
from aivc.storage.writing.elements.placement import Placement
from aivc.storage.writing.elements.points import MadePoints
from aivc.storage.writing.elements.rasters import MadeImage
from aivc.storage.writing.elements.shapes import MadeCircles
from aivc.storage.writing.write import write_container

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Matrix
    from aivc.storage.writing.elements.element import MadeElement
    from aivc.validators.examples.specimen import (
        Specimen,
        SpecimenElement,
        SpecimenFrame,
        SpecimenMatrix,
        SpecimenTable,
    )


def write_store(specimen: Specimen, path: Path, card: str | None) -> None:
    """Write the tables and elements of a specimen into a new folder.

    Parameters
    ----------
    specimen
        What to write.
    path
        The folder, which does not exist.
    card
        Text of the card that is embedded, None for none.
    """
    tables = [_table(name, table) for name, table in specimen.tables.items()]
    made = [_element(element) for element in specimen.elements]
    embedded = {} if card is None else {"aivc": card}
    write_container(MadeSpatialDataset(path, tables, made), path, embedded=embedded)


def write_changed_elements(
    specimen: Specimen, before: tuple[SpecimenElement, ...], data: Path, path: Path
) -> None:
    """Write a store whose tables another one has, and only some of its elements.

    Parameters
    ----------
    specimen
        What to write.
    before
        The elements of the other store.
    data
        The other store, which stays as it is; the new one shares files with it.
    path
        The new store.
    """
    shutil.copytree(data, path, copy_function=os.link)
    for element in before:
        if element not in specimen.elements:
            shutil.rmtree(path / element.path)
    for element in specimen.elements:
        if element not in before:
            _element(element).write(path)


def _table(name: str, table: SpecimenTable) -> MadeTable:
    annotated = dict(table.attributes)
    attributes: dict[str, Any] = {}
    uns = dict(table.uns)
    if annotated:
        said = annotation([annotated["region"]], annotated["region_key"], annotated["instance_key"])
        attributes, uns["spatialdata_attrs"] = table_attributes(said), said
    return MadeTable(
        _frame(table.obs),
        _frame(table.var),
        [_matrix(name, matrix) for name, matrix in table.matrices.items()],
        name=name,
        uns=uns,
        attributes=attributes,
    )


def _frame(frame: SpecimenFrame) -> MadeFrame:
    columns = [_column(name, values) for name, values in frame.columns.items()]
    return MadeFrame(frame.names, columns)


def _column(name: str, values: Sequence[Any]) -> ColumnSource:
    if any(isinstance(value, str) for value in values):
        labels = sorted({str(value) for value in values if value is not None})
        place = {label: code for code, label in enumerate(labels)}
        codes = [-1 if value is None else place[str(value)] for value in values]
        return MadeLabels(name, np.array(codes), labels)
    if any(value is None for value in values):
        return MadeNumbers(name, np.array([np.nan if v is None else v for v in values], float))
    return MadeNumbers(name, np.array(values))


def _matrix(name: str, matrix: SpecimenMatrix) -> Matrix:
    values = matrix.values
    if matrix.storage == "dense":
        return DenseRows(name, values)
    step = -1 if matrix.is_reversed else 1
    stored = [np.flatnonzero(row)[::step] for row in values]
    indptr = np.concatenate([[0], np.cumsum([len(columns) for columns in stored])])
    indices = np.concatenate(stored)
    rows = np.repeat(np.arange(len(stored)), np.diff(indptr))
    return SparseRows(name, values.shape, indptr, indices.astype(np.int32), values[rows, indices])


def _element(element: SpecimenElement) -> MadeElement:
    folder, _, name = element.path.partition("/")
    placed = [Placement.scaled(element.scale, unit=element.unit)]
    values = element.values
    if folder == "images":
        return MadeImage(name, values["pixels"], values["channels"], placed)
    if folder == "points":
        columns = {key: _values(column) for key, column in values.items()}
        return MadePoints(name, columns, placed)
    centres = np.column_stack([values["x"], values["y"]]).astype(np.float64)
    return MadeCircles(name, values["id"], centres, np.array(values["radius"], float), placed)


def _values(column: Sequence[Any]) -> Any:
    is_text = any(isinstance(value, str) for value in column)
    return list(column) if is_text else np.array(column)
