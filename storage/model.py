"""What every container looks like from above, whatever the bytes below.

A handle is opened by :func:`aivc.storage.open_dataset`. Opening reads headers only; columns and
matrix blocks are read when asked for. Everything that is odd but not fatal is a
:class:`StorageProblem` on the handle, never an exception, so that a broken file can be described.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    import numpy as np
    from numpy.typing import NDArray


class ContainerKind(StrEnum):
    """The file format on disk."""

    H5AD = "h5ad"
    ANNDATA_ZARR = "anndata-zarr"
    H5MU = "h5mu"
    MUDATA_ZARR = "mudata-zarr"
    SPATIALDATA = "spatialdata-zarr"
    RECORDS = "records"
    """A text or Parquet table whose rows are observations; it has no matrix."""


class ColumnKind(StrEnum):
    """How the values of a column are stored."""

    CATEGORICAL = "categorical"
    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    OTHER = "other"


class MatrixEncoding(StrEnum):
    """How a matrix is laid out."""

    CSR = "csr"
    CSC = "csc"
    DENSE = "dense"


@dataclass(frozen=True, slots=True)
class StorageProblem:
    """Something odd in the file that did not stop it from being opened.

    ``kind`` is one of the stable words listed in ``storage/problems.py``; rules key on it.
    """

    kind: str
    location: str
    message: str


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """Name and storage of one obs or var column, known from the header alone."""

    name: str
    kind: ColumnKind
    dtype: str
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    r"""One whole obs or var column as codes into its distinct labels.

    ``codes`` has shape (n_rows,), signed integer, -1 where the value is missing (absent category,
    NaN, masked). ``categories`` has one text label per code: for numeric columns the shortest
    round-trip text of the number (``1``, ``0.1``, ``1e-05``; whole floats lose their ``.0``), for
    booleans ``True`` / ``False``. ``numbers`` holds the numeric value of each category for
    numeric columns, and for categoricals whose categories are numbers; it is None otherwise.
    Category order: as stored for categoricals, ascending for numbers, lexicographic for text.
    Categories that no row uses are kept, as stored, repeated labels included. Bytes that are no
    UTF-8 show as ``\xNN`` and are a problem.
    """

    info: ColumnInfo
    codes: NDArray[np.signedinteger[Any]]
    categories: tuple[str, ...]
    numbers: NDArray[np.float64] | None = None


class Frame(ABC):
    """The obs or var of a table: columns by name, read one at a time."""

    n_rows: int
    index_name: str
    columns: tuple[ColumnInfo, ...]

    @abstractmethod
    def index(self) -> Iterator[NDArray[np.object_]]:
        """Yield the row names as text in blocks of at most 65,536, in file order.

        Raises
        ------
        UnreadableInputError
            The frame has no row names, or their bytes cannot be decoded.
        """

    @abstractmethod
    def column(self, name: str) -> Column:
        """Read one column as codes and categories.

        Raises
        ------
        MissingElementError
            The frame has no such column.
        UnreadableInputError
            The bytes of the column cannot be decoded, or its kind is ``OTHER``.
        """

    @abstractmethod
    def numbers(self, name: str) -> NDArray[Any]:
        """Read a numeric or boolean column as stored, without making codes.

        Where values are missing (masked, NA) the result is float64 with NaN in their place; a
        categorical whose categories are numbers gives the number of each row's category.

        Raises
        ------
        MissingElementError
            The frame has no such column.
        NotNumericError
            The column holds text.
        UnreadableInputError
            The bytes of the column cannot be decoded, or its kind is ``OTHER``.
        """

    def has(self, name: str) -> bool:
        """Tell whether the frame has a column of this name."""
        return any(column.name == name for column in self.columns)


@dataclass(frozen=True, slots=True)
class SparseBlock:
    """Consecutive major-axis entries of a compressed sparse matrix.

    Rows ``[start, stop)`` of a CSR matrix, or columns ``[start, stop)`` of a CSC matrix.
    ``indptr`` has shape (stop - start + 1,), int64, and starts at 0 whatever the file stores.
    ``indices`` and ``data`` are as stored: unsorted, duplicated or out-of-range entries included;
    only indices stored as floats are converted to integers. The arrays may be views into a buffer
    that other blocks share: do not write into them.
    """

    start: int
    stop: int
    indptr: NDArray[np.int64]
    indices: NDArray[Any]
    data: NDArray[Any]


@dataclass(frozen=True, slots=True)
class DenseBlock:
    """Rows ``[start, stop)`` of a dense matrix; ``data`` has shape (stop - start, n_columns)."""

    start: int
    stop: int
    data: NDArray[Any]


class Matrix(ABC):
    """One matrix of a table: ``X``, ``raw/X``, ``layers/NAME`` or ``obsm/NAME``."""

    name: str
    path: str
    encoding: MatrixEncoding
    shape: tuple[int, int]
    dtype: str
    n_stored: int
    """Stored values: non-zeros of a sparse matrix, cells of a dense one."""
    is_sequential: bool = False
    """Whether rows in the middle cost the reading of all rows before them, as in a text file."""

    @abstractmethod
    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[SparseBlock | DenseBlock]:
        """Stream rows (columns, for CSC) ``[start, stop)`` once, in order.

        Blocks end where decoded chunks end, so that no chunk is decoded twice and most blocks are
        views; a row that two chunks share is a block of its own. Memory does not grow with the
        size of the file, nor, for gzip, with the size of its chunks; a chunk of another codec is
        held whole.

        Parameters
        ----------
        max_bytes : int
            Decoded bytes of one block. A single row larger than that is yielded alone.
        start, stop : int
            Rows of a CSR or dense matrix, columns of a CSC matrix; all of them by default.

        Raises
        ------
        UnreadableInputError
            The bytes cannot be decoded, the pointers do not say which values belong to which row,
            or the header declares more than the stored bytes can hold.
        """


@dataclass(frozen=True, slots=True)
class SpatialElement:
    """An image, labels, points or shapes element of a SpatialData store.

    ``kind`` is ``image``, ``labels``, ``points`` or ``shapes``. ``attributes`` may hold ``axes``,
    ``transformations`` (by coordinate system, as stored), ``levels`` (paths of the resolutions),
    ``channels``, ``feature_key`` and ``instance_key``.
    """

    name: str
    kind: str
    path: str
    coordinate_systems: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)


class Table(ABC):
    """One observations x features table and what is stored beside it."""

    name: str
    """``""`` for the only table of an AnnData, ``mod/rna`` in MuData, ``tables/NAME`` in
    SpatialData."""
    n_obs: int
    n_var: int
    obs: Frame
    var: Frame
    raw_var: Frame | None
    matrices: tuple[Matrix, ...]
    """``X`` when present, then ``raw/X``, then ``layers/*`` sorted by name."""
    obsm: tuple[Matrix, ...]
    """The two-dimensional arrays of ``obsm``, sorted by name."""
    obsm_frames: Mapping[str, Frame]
    """The data frames of ``obsm`` (protein counts are often kept so), by name."""
    uns_keys: tuple[str, ...]
    attributes: Mapping[str, Any]
    """Root attributes, and for a SpatialData table ``region``, ``region_key``, ``instance_key``;
    for a MuData modality ``axis`` (0: the modalities share observations) and ``has_obsmap``."""

    @abstractmethod
    def uns(self, key: str) -> Any:
        """Read one uns entry as plain Python values.

        Groups become dicts, arrays lists. What is too large or no plain value (matrices, frames,
        serialised objects) becomes a dict with the single key ``"unread"`` that says what it is.

        Raises
        ------
        MissingElementError
            There is no such entry.
        UnreadableInputError
            Its bytes cannot be decoded.
        """

    def matrix(self, name: str) -> Matrix | None:
        """Return the matrix of this name, or None."""
        return next((matrix for matrix in self.matrices if matrix.name == name), None)


class Dataset(ABC):
    """An opened container. Use it as a context manager."""

    path: Path
    kind: ContainerKind
    encoding_version: str
    tables: tuple[Table, ...]
    elements: tuple[SpatialElement, ...]
    shared_obs: Frame | None
    """The global obs of a MuData; None for every other container."""

    @property
    @abstractmethod
    def problems(self) -> tuple[StorageProblem, ...]:
        """What is odd, in the order found.

        Opening finds what the headers show; reading columns and blocks can add to it, so look
        again after reading.
        """

    @abstractmethod
    def embedded_card(self) -> str | None:
        """Return the text of the card stored inside the container, or None.

        It is ``uns["aivc"]`` (a text, or a group with the text ``card``), or the attribute ``aivc``
        of the root of a zarr store.

        Raises
        ------
        UnreadableInputError
            Something is stored there, but it is no text.
        """

    @abstractmethod
    def close(self) -> None:
        """Release the file."""

    def table(self, name: str) -> Table | None:
        """Return the table of this name, or None."""
        return next((table for table in self.tables if table.name == name), None)

    def __enter__(self) -> Self:
        """Return the dataset itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Release the file."""
        self.close()
