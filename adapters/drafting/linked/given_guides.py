"""Guides that cells were given, where a matrix of zeros and ones says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.drafting.links import add_link, coverage
from aivc.adapters.drafting.names import words_of
from aivc.adapters.drafting.notes import Guess
from aivc.adapters.drafting.space.unit_sets import add_unit_set, free_name
from aivc.schema.errors import AivcError
from aivc.storage.model import MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section
    from aivc.storage.model import Matrix

ASSIGNED = frozenset({"assign", "assigned", "assignment", "assignments", "call", "calls"})
"""Words in the name of a matrix that says which guides a cell was given."""


def draft_guides(section: Section, measured: Sequence[Measured]) -> None:
    """Link guides with cells where a matrix says which guides each cell was given."""
    for item in measured:
        if item.features.feature_type != "guide":
            continue
        for matrix in item.table.matrices:
            if ASSIGNED & set(words_of(matrix.name)):
                given = _given(matrix)
                if given is not None:
                    _draft(section, item, matrix, given)
                break


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    """Which guides were given to a cell, and which cells were given one."""

    guides: NDArray[np.bool_]
    cells: NDArray[np.bool_]


def _given(matrix: Matrix) -> _Given | None:
    """Return which guides and which cells have a value; None unless all are 1."""
    n_rows, n_columns = matrix.shape
    rows, columns = np.zeros(n_rows, bool), np.zeros(n_columns, bool)
    try:
        for block in matrix.blocks():
            if isinstance(block, SparseBlock):
                at = np.flatnonzero(block.data)
                major = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))[at]
                minor, values = block.indices[at].astype(np.int64), block.data[at]
            else:
                major, minor = np.nonzero(block.data)
                values = block.data[major, minor]
                major = major + block.start
            if len(values) and (values != 1).any():
                return None
            is_turned = matrix.encoding is MatrixEncoding.CSC
            rows[minor if is_turned else major] = True
            columns[major if is_turned else minor] = True
    except (AivcError, IndexError):
        return None
    return _Given(columns, rows)


def _draft(section: Section, item: Measured, matrix: Matrix, given: _Given) -> None:
    n_cells, n_guides = matrix.shape
    table = item.table.name
    path = f"{table}/{matrix.name}".lstrip("/")
    cells = _set_of_rows(section, item, n_cells)
    guides = free_name(section, "guides")
    unit_set = {
        "unit_set_id": guides,
        "scale": "molecule",
        "n_units": n_guides,
        "element": f"{table}/var".lstrip("/"),
    }
    add_unit_set(section, unit_set, {})
    _call_other(section, path)
    linked = coverage(n_guides, int(given.guides.sum()), n_cells, int(given.cells.sum()))
    add_link(
        section,
        {
            "link_id": f"{guides}_of_{cells}",
            "source_set": guides,
            "target_set": cells,
            "direction": "project",
            "link_type": "guide_to_cell",
            "link_basis": "barcode",
            "pairs_table": path,
            "weight_semantics": "indicator",
            "aggregation_function": "sum",
            "coverage": linked,
            "pairing": "same_unit",
        },
        f"each value of {path} is 0 or 1, and its name says what it tells",
    )


def _set_of_rows(section: Section, item: Measured, n_cells: int) -> str:
    """Return the set that the rows are; a new one where the table has none."""
    start = f"{item.table.name}/".lstrip("/")
    entries = [one for one in section.slots["tables"] if one["path_in_file"].startswith(start)]
    known = next((str(one["unit_set"]) for one in entries if "unit_set" in one), None)
    if known is not None:
        return known
    name = free_name(section, "cells")
    unit_set = {"unit_set_id": name, "scale": "cell", "n_units": n_cells}
    add_unit_set(section, {**unit_set, "element": item.table.name}, {})
    for entry in entries:
        entry["unit_set"] = name
    return name


def _call_other(section: Section, path: str) -> None:
    """Zeros and ones that were decided are no counts."""
    for position, entry in enumerate(section.slots["tables"]):
        if entry["path_in_file"] == path:
            place = ("tables", position, "value_type")
            entry["value_type"] = "other"
            section.guesses[:] = [guess for guess in section.guesses if guess.path != place]
            section.guesses.append(Guess(place, "each value is 0 or 1: a guide was given or not"))
