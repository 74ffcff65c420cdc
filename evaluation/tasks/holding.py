"""Which rows hold the cells of another table, such as the spots that cells lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from aivc.evaluation.errors import TaskError
from aivc.schema.errors import AivcError
from aivc.validators.facts.scale.linked_units import linked_units
from aivc.validators.facts.scale.read_sets import read_set
from aivc.validators.split_facts.linked_rows import HOLDING, OTHER_PIECES
from aivc.validators.split_facts.table_rows import places_of_rows

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard, ScaleLink
    from aivc.storage.model import Dataset
    from aivc.validators.facts.scale.read_sets import ReadSet


def holding_rows(
    dataset: Dataset, card: DatasetCard, rows: Rows, folder: Path, tables: tuple[str, str]
) -> Any:
    """Return what part of each row of a table of cells each row of another table holds.

    Parameters
    ----------
    folder
        Folder of the card, in which tables of weights lie.
    tables
        Names of the table of cells, and of the table of what holds them.

    Returns
    -------
    csr_matrix
        Shape (n_rows, n_rows), by holder and cell; 1 where a link has no weights.

    Raises
    ------
    TaskError
        No link of the card joins rows of these tables, several do, or its pairs cannot be read.
    """
    sets = {each.unit_set_id: each for each in card.unit_sets}
    wanted = {
        name: read_set(sets[name], card, dataset)[1]
        for link in _between(card)
        for name in (link.source_set, link.target_set)
        if name in sets
    }
    fitting = [
        link
        for link in _between(card)
        if {_table(wanted.get(link.source_set)), _table(wanted.get(link.target_set))} == {*tables}
    ]
    if len(fitting) != 1:
        names = ", ".join(link.link_id or "" for link in fitting)
        msg = (
            f"{'several links' if fitting else 'no link'} of the card "
            f"{f'({names}) ' if fitting else ''}joins rows of {tables[0]} to rows of {tables[1]}; "
            "declare one link of the type cell_to_spot, with the sets of units of both tables"
        )
        raise TaskError(msg)
    (link,) = fitting
    source, target = wanted[link.source_set], wanted[link.target_set]
    assert source is not None and target is not None  # noqa: S101 - both have a table
    try:
        pairs = linked_units(link, source, target, dataset, folder)
    except AivcError as error:
        msg = f"the pairs of link {link.link_id} cannot be read: {error}"
        raise TaskError(msg) from error
    cells, holders = _rows(source, dataset, rows), _rows(target, dataset, rows)
    cell, holder = cells[pairs.source], holders[pairs.target]
    if _table(source) != tables[0]:
        cell, holder = holder, cell
    weights = pairs.weights
    known = (cell >= 0) & (holder >= 0) & (weights > 0)
    shape = (rows.n_rows, rows.n_rows)
    return sparse.csr_matrix((weights[known], (holder[known], cell[known])), shape=shape)


def _between(card: DatasetCard) -> list[ScaleLink]:
    return [
        link
        for link in card.links
        if link.link_type in HOLDING and link.pairing not in OTHER_PIECES
    ]


def _table(units: ReadSet | None) -> str | None:
    """Return the table whose rows are the units of a set, None where none has them."""
    if units is None or units.annotating is None:
        return None
    return units.annotating.place.table or ""


def _rows(units: ReadSet, dataset: Dataset, rows: Rows) -> NDArray[np.int64]:
    """Return the position among the observations of the row of each unit, -1 for none."""
    table = dataset.table(_table(units) or "")
    places = None if table is None else places_of_rows(table, rows.observations)
    if places is None or units.annotating is None:
        return np.full(1, -1, np.int64)
    found: NDArray[np.int64] = np.append(places, -1)[units.annotating.rows]
    return found
