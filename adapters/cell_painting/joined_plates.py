"""Profiles of several plates as one matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.matrices import StreamedRows
from aivc.storage.model import DenseBlock, MatrixEncoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.adapters.cell_painting.profile_tables import ProfileTable

SHOWN = 5


def joined_matrix(tables: Sequence[ProfileTable]) -> StreamedRows:
    """Put the features of several tables below each other, in the order of the first of them.

    Raises
    ------
    UnreadableInputError
        They have other features; the message names those that differ.
    """
    features = tables[0].features
    orders = [_order(tables[0], table) for table in tables]
    dtype = "float32" if all(table.dtype == "float32" for table in tables) else "float64"
    n_rows = sum(table.n_rows for table in tables)

    def blocks(start: int, stop: int, max_bytes: int) -> Iterator[DenseBlock]:
        at = 0
        for table, order in zip(tables, orders, strict=True):
            first, last = max(start - at, 0), min(stop - at, table.n_rows)
            row = at + first
            at += table.n_rows
            if first >= last:
                continue
            for piece in table.rows(first, last, max_bytes):
                ordered = piece if order is None else piece[:, order]
                values = ordered.astype(dtype, copy=False)
                yield DenseBlock(row, row + len(values), values)
                row += len(values)
            if row != min(at, stop):
                msg = f"{table.path} was changed while it was read: it has fewer rows than before"
                raise UnreadableInputError(msg)

    return StreamedRows(
        "X",
        (n_rows, len(features)),
        dtype,
        n_rows * len(features),
        blocks,
        MatrixEncoding.DENSE,
    )


def _order(first: ProfileTable, table: ProfileTable) -> NDArray[Any] | None:
    """Return the place of each feature of the first table in another; None where it is the same."""
    if table.features == first.features:
        return None
    missing = sorted(set(first.features) - set(table.features))
    added = sorted(set(table.features) - set(first.features))
    if missing or added:
        parts = [_listed(missing, "lacks"), _listed(added, "has in addition")]
        msg = (
            f"{table.path.name} has other features than {first.path.name}: it "
            f"{' and '.join(filter(None, parts))}; select the same features for all plates, or "
            "convert each plate by itself"
        )
        raise UnreadableInputError(msg)
    place = {name: at for at, name in enumerate(table.features)}
    return np.array([place[name] for name in first.features])


def _listed(names: Sequence[str], what: str) -> str:
    if not names:
        return ""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{what} {', '.join(names[:SHOWN])}{more}"
