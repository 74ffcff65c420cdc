"""The rows of a flat table: the observations of all tables of a dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.exporting.exporter import ExportError
from aivc.storage.keys.text_hash import hash_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.adapters.exporting.source import ExportSource
    from aivc.storage.model import Table


@dataclass(frozen=True, slots=True, eq=False)
class Observations:
    """Some rows of one table.

    Attributes
    ----------
    table
        Its name.
    names
        Names of the rows.
    condition, sample
        Position in the list of the card for each row, -1 where it belongs to none.
    """

    table: str
    names: NDArray[np.object_]
    condition: NDArray[np.int32]
    sample: NDArray[np.int32]


def tells_tables_apart(tables: Sequence[Table]) -> bool:
    """Tell whether rows of one name in two tables are different observations."""
    return len(tables) > 1 and not all(table.attributes.get("axis") == 0 for table in tables)


def observations_of(source: ExportSource) -> Iterator[Observations]:
    """Yield the observations of a dataset in blocks, in the order of the file.

    Modalities that share observations give each of them once.

    Raises
    ------
    ExportError
        The card does not tell the condition of any row.
    """
    tables = source.dataset.tables
    are_apart = tells_tables_apart(tables)
    seen = np.empty(0, np.uint64)
    is_told = False
    for table in tables:
        conditions = source.rows_of("conditions", table)
        is_told |= conditions is not None
        samples = source.rows_of("samples", table)
        absent = np.full(table.n_obs, -1, np.int32)
        start = 0
        own = [seen]
        for names in table.obs.index():
            rows = slice(start, start + len(names))
            start += len(names)
            kept = np.ones(len(names), np.bool_)
            if len(tables) > 1 and not are_apart:
                hashes = hash_texts(names)
                kept = ~np.isin(hashes, seen)
                own.append(hashes)
            if kept.any():
                yield Observations(
                    table.name,
                    names[kept],
                    (conditions.codes if conditions else absent)[rows][kept],
                    (samples.codes if samples else absent)[rows][kept],
                )
        seen = np.concatenate(own)
    if not is_told:
        msg = (
            "the card does not tell the condition of any row: give `matches` to its conditions, "
            "bind the role `condition`, or add an obs column condition_id"
        )
        raise ExportError(msg)
