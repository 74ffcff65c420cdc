"""The rows of a dataset as a split sees them: a code on each axis, and nothing of the matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.splits.identity.model import Resolution


@dataclass(frozen=True)
class AxisKeys:
    """The value of every row on one axis, after identity was resolved.

    Attributes
    ----------
    axis
        Name of the axis.
    codes
        Position in ``levels`` for each row, -1 where the row has no value: it is missing, or the
        row is a control and the axis is one of interventions. A missing value matches nothing.
    levels
        Canonical names of the values, each once.
    columns
        Columns of obs that decide, in order; empty where the card alone does.
    source
        ``bound`` (by the manifest or the card), ``standard`` (a column of the standard), ``card``
        (told by an entity of the card), ``guessed`` (from the name of a column), ``computed``
        (such as a scaffold) or ``rows`` (the names of rows).
    numbers
        Number of each level in ``unit``, NaN where a level is none; None for axes without order.
    unit
        UCUM unit of ``numbers``; empty where none is known.
    members
        For axes of interventions, the canonical members of each level, sorted.
    resolution
        How labels became levels; None where they were taken as they are.
    """

    axis: str
    codes: NDArray[np.signedinteger[Any]]
    levels: tuple[str, ...]
    columns: tuple[str, ...] = ()
    source: str = "bound"
    numbers: NDArray[np.float64] | None = None
    unit: str = ""
    members: tuple[tuple[str, ...], ...] = ()
    resolution: Resolution | None = None


@dataclass(frozen=True)
class Coordinates:
    """Places of rows.

    ``values`` has shape (n_rows, 2) or (n_rows, 3), float64, NaN where a row has no place; rows of
    different ``section`` codes are never neighbours. ``unit`` is UCUM, empty where not stated.
    ``system`` names the coordinate system of a SpatialData store, empty for places from elsewhere
    and where sections have different systems; ``systems`` then has that of each section code.
    ``unplaced`` says why rows have no place, empty where it is not known or all have one.
    """

    values: NDArray[np.float64]
    section: NDArray[np.signedinteger[Any]]
    unit: str = ""
    source: str = ""
    system: str = ""
    systems: tuple[str, ...] = ()
    unplaced: str = ""


@dataclass(frozen=True)
class Observations:
    """All rows of a dataset on all axes that it says something about.

    Attributes
    ----------
    n_rows
        Rows.
    axes
        By name, in the order of ``aivc.splits.axes.AXES``.
    is_control
        Rows that are negative controls, shape (n_rows,), bool.
    id_hashes
        64-bit hash of the name of each row, shape (n_rows,).
    names_of
        Returns the names of rows at given positions; reads them from the file.
    column
        Returns codes and labels of an obs column by name as a tuple (codes, labels), or None.
    coordinates
        None where the file has none.
    table
        Name of the table whose obs the rows are; empty for those that all modalities share, and
        for the rows of several tables.
    segments
        Name, first row and end of each table, where the rows are those of several tables; names
        of rows are then told apart by their table.
    names_table
        Whether assignments have to say which table they are about, because the container has
        others whose rows could be meant.
    """

    n_rows: int
    axes: Mapping[str, AxisKeys]
    is_control: NDArray[np.bool_]
    id_hashes: NDArray[np.uint64]
    names_of: Callable[[Sequence[int]], tuple[str, ...]]
    column: Callable[[str], tuple[NDArray[Any], tuple[str, ...]] | None]
    coordinates: Coordinates | None = None
    table: str = ""
    segments: tuple[tuple[str, int, int], ...] = ()
    names_table: bool = False
    control_sources: tuple[str, ...] = ()
    """In words, by what controls were recognised."""
    absent: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Axes that are bound and cannot be used, with the reason; the roles ``control`` and
    ``structure`` too."""
    structures: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """SMILES or InChIKey of agents, by canonical name."""


@dataclass(frozen=True)
class Partitioning:
    """The part of each row.

    ``codes`` has shape (n_rows,), int16: position in ``names``, -1 for rows in no part. ``roles``
    are those of ``PartitionRole``. ``also`` lists further memberships of rows that are in several
    parts, as (position of row, code) in ascending order, shape (n, 2).
    """

    names: tuple[str, ...]
    roles: tuple[str, ...]
    codes: NDArray[np.int16]
    also: NDArray[np.int64] = field(default_factory=lambda: np.empty((0, 2), np.int64))
