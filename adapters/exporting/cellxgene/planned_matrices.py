"""Which features and matrices the file gets, checked before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.exporting.cellxgene.count_scan import Scanned, lacking_in_counts, scan
from aivc.adapters.exporting.cellxgene.expression import (
    asks_for_counts,
    expression_of,
    lacking_counts,
    raw_var_of,
)
from aivc.adapters.exporting.cellxgene.features import features_of
from aivc.adapters.exporting.cellxgene.frames import var_frame
from aivc.adapters.exporting.exporter import Lacking, Unheld
from aivc.adapters.exporting.h5ad.matrices import dense_rows, sparse_rows
from aivc.storage.model import MatrixEncoding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from aivc.adapters.exporting.cellxgene.expression import Expression
    from aivc.adapters.exporting.cellxgene.features import Features
    from aivc.adapters.exporting.source import ExportSource
    from aivc.storage.model import Frame, Matrix, Table

SPARSE_FROM = 0.5
"""Share of zeros above which a matrix must be sparse."""

FLOAT32 = "float32"
"""The type in which CELLxGENE takes raw counts."""


@dataclass(frozen=True, slots=True)
class PlannedMatrices:
    """What the file gets.

    Attributes
    ----------
    matrices
        X, then raw/X and layers.
    var, raw_var
        Frames of the columns; no raw var where there is no raw/X.
    keeps_features
        Whether all features stay in their places.
    is_counts
        Whether X holds raw counts.
    """

    matrices: tuple[Matrix, ...]
    var: Frame
    raw_var: Frame | None
    keeps_features: bool
    is_counts: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """The features of the file, and where each column of X and of raw/X goes."""

    of_file: Features
    frame: Frame
    raw_features: Features
    main: NDArray[np.int64] | None
    raw: NDArray[np.int64] | None

    @property
    def n_columns(self) -> int:
        return len(self.of_file.ids)


Answers = tuple[PlannedMatrices | None, tuple[Lacking, ...], tuple[Unheld, ...]]


def plan_matrices(
    source: ExportSource, table: Table, organism: str | None, assays: Iterable[str]
) -> Answers:
    """Plan the matrices of a table; each is read once to look at it.

    Returns
    -------
    PlannedMatrices or None
        None where something is lacking.
    tuple of Lacking
        What is lacking.
    tuple of Unheld
        What stays behind.
    """
    expression, has_counts = expression_of(source, table)
    lacking = lacking_counts(has_counts=has_counts, asked_for=asks_for_counts(assays))
    layout, more, unheld = _layout(source, table, expression, organism)
    lacking += more
    if layout is None:
        return None, lacking, unheld
    places = layout.main if expression.raw is None else layout.raw
    counted = scan(expression.counts, places, layout.n_columns, are_counts=has_counts)
    lacking += lacking_in_counts(counted, expression.counts.name) if has_counts else ()
    if lacking:
        return None, lacking, unheld
    made, more_unheld = _made(table, expression, layout, counted, has_counts=has_counts)
    return made, (), (*unheld, *more_unheld)


def _layout(
    source: ExportSource, table: Table, expression: Expression, organism: str | None
) -> tuple[_Layout | None, tuple[Lacking, ...], tuple[Unheld, ...]]:
    features, lacking, unheld = features_of(source, table, table.var, organism)
    raw_frame = raw_var_of(table, expression.raw)
    if features is None or raw_frame is table.var:
        places = features.places if features is not None else None
        found = None if features is None else _Layout(features, table.var, features, places, places)
        return found, lacking, unheld
    raw, lacking, unheld = features_of(source, table, raw_frame, organism)
    if raw is None:
        return None, lacking, unheld
    if raw.ids == features.ids:
        return _Layout(features, table.var, raw, features.places, raw.places), (), unheld
    if not set(features.ids) <= set(raw.ids):
        n_apart = len(set(features.ids) - set(raw.ids))
        told = f"the raw counts of all features of X; {n_apart:,} are not in raw/X"
        return None, (Lacking("raw/var", told),), unheld
    place = {name: k for k, name in enumerate(raw.ids)}
    main = np.full(features.n_columns, -1, np.int64)
    main[features.kept] = [place[name] for name in features.ids]
    left = [c.name for c in table.var.columns if not raw_frame.has(c.name)]
    because = "var follows raw/X, which has more features than they were told for"
    lost = tuple(Unheld(f"var/{name}", "a column", because) for name in left)
    return _Layout(raw, raw_frame, raw, main, raw.places), (), (*unheld, *lost)


def _made(
    table: Table, expression: Expression, layout: _Layout, counted: Scanned, *, has_counts: bool
) -> tuple[PlannedMatrices, tuple[Unheld, ...]]:
    main, raw = expression.main, expression.raw
    is_counts = has_counts and raw is None
    n_values = max(1, table.n_obs * layout.n_columns)
    looked = counted if raw is None else scan(main, layout.main, layout.n_columns, are_counts=False)
    dtype = FLOAT32 if is_counts else main.dtype
    matrices = [_suited(main, "X", dtype, layout, layout.main, looked.n_nonzero / n_values)]
    is_filtered = np.zeros(layout.n_columns, np.bool_)
    if raw is not None:
        share = counted.n_nonzero / n_values
        matrices.append(_suited(raw, "raw/X", FLOAT32, layout, layout.raw, share))
        is_filtered = ~looked.column_is_used & counted.column_is_used
    for layer in expression.layers:
        seen = scan(layer, layout.main, layout.n_columns, are_counts=False)
        share = seen.n_nonzero / n_values
        matrices.append(_suited(layer, layer.name, layer.dtype, layout, layout.main, share))
    var, unheld = var_frame(layout.frame, layout.of_file, is_filtered)
    raw_var = None
    if raw is not None:
        raw_var, more = var_frame(raw_var_of(table, raw), layout.raw_features, None)
        unheld = tuple(dict.fromkeys((*unheld, *more)))
    planned = PlannedMatrices(tuple(matrices), var, raw_var, layout.main is None, is_counts)
    return planned, unheld


def _suited(
    matrix: Matrix,
    name: str,
    dtype: str,
    layout: _Layout,
    places: NDArray[np.int64] | None,
    share_used: float,
) -> Matrix:
    """Return a matrix in the encoding that is asked for: sparse rows where most is zero."""
    is_dense = matrix.encoding is MatrixEncoding.DENSE
    if is_dense and share_used >= 1 - SPARSE_FROM and places is None:
        return dense_rows(matrix, name, dtype)
    return sparse_rows(matrix, name, dtype, columns=places, n_columns=layout.n_columns)
