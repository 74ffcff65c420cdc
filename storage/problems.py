"""What can be odd in a file that could still be opened: the stable words and their meaning."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.storage.model import StorageProblem

if TYPE_CHECKING:
    from collections.abc import Mapping


class ProblemKind(StrEnum):
    """The stable word of each problem; rules and suppressions key on it."""

    OLD_FRAME = "old-frame"
    MISSING_FRAME = "missing-frame"
    MISSING_INDEX = "missing-index"
    MISSING_COLUMN_ORDER = "missing-column-order"
    MISSING_COLUMN = "missing-column"
    REPEATED_COLUMN = "repeated-column"
    UNLISTED_COLUMN = "unlisted-column"
    UNREADABLE_COLUMN = "unreadable-column"
    RAGGED_FRAME = "ragged-frame"
    REPEATED_CATEGORY = "repeated-category"
    TEXT_NOT_UTF8 = "text-not-utf8"
    OLD_MATRIX = "old-matrix"
    MISSING_MATRIX_ENCODING = "missing-matrix-encoding"
    MISSING_SHAPE = "missing-shape"
    SHAPE_MISMATCH = "shape-mismatch"
    UNREADABLE_MATRIX = "unreadable-matrix"
    FLOAT_POINTERS = "float-pointers"
    FLOAT_INDICES = "float-indices"
    RAGGED_MATRIX = "ragged-matrix"
    BROKEN_POINTERS = "broken-pointers"
    UNREACHED_VALUES = "unreached-values"
    UNREADABLE_ELEMENT = "unreadable-element"
    OUTSIDE_LINK = "outside-link"
    DANGLING_LINK = "dangling-link"
    UNSAFE_NAME = "unsafe-name"
    OPAQUE_VALUE = "opaque-value"


MEANINGS: Mapping[ProblemKind, str] = MappingProxyType(
    {
        ProblemKind.OLD_FRAME: "The frame is a structured array, as AnnData wrote before 0.7.",
        ProblemKind.MISSING_FRAME: "A table has no obs, no var, or one that is no frame.",
        ProblemKind.MISSING_INDEX: "The frame names no column as its row names.",
        ProblemKind.MISSING_COLUMN_ORDER: "The frame lists no column order; sorted names are used.",
        ProblemKind.MISSING_COLUMN: "The column order lists a column that is not stored.",
        ProblemKind.REPEATED_COLUMN: "The column order lists a column more than once.",
        ProblemKind.UNLISTED_COLUMN: "A column is stored but not listed, so AnnData ignores it.",
        ProblemKind.UNREADABLE_COLUMN: "A column is stored in a way that aivc does not read.",
        ProblemKind.RAGGED_FRAME: "A column has another length than the row names.",
        ProblemKind.REPEATED_CATEGORY: "A categorical lists one label more than once.",
        ProblemKind.TEXT_NOT_UTF8: "Text is not UTF-8; the odd bytes are shown as \\xNN.",
        ProblemKind.OLD_MATRIX: "A sparse matrix uses the attributes of AnnData before 0.7.",
        ProblemKind.MISSING_MATRIX_ENCODING: "A sparse matrix does not say whether it is CSR or "
        "CSC; it was told from the length of its pointers.",
        ProblemKind.MISSING_SHAPE: "A sparse matrix has no shape; it was taken from the frames.",
        ProblemKind.SHAPE_MISMATCH: "A matrix has another shape than obs and var.",
        ProblemKind.UNREADABLE_MATRIX: "A matrix is stored in a way that aivc does not read.",
        ProblemKind.FLOAT_POINTERS: "Row or column pointers are stored as floating point numbers.",
        ProblemKind.FLOAT_INDICES: "Column or row indices are stored as floating point numbers.",
        ProblemKind.RAGGED_MATRIX: "A sparse matrix has parts whose lengths do not fit together.",
        ProblemKind.BROKEN_POINTERS: "Row or column pointers do not start at 0, fall, or point "
        "behind the end of the values.",
        ProblemKind.UNREACHED_VALUES: "A sparse matrix stores values that no pointer reaches.",
        ProblemKind.UNREADABLE_ELEMENT: "An element cannot be read at all.",
        ProblemKind.OUTSIDE_LINK: "An element lies outside the container; it is not followed.",
        ProblemKind.DANGLING_LINK: "A link or reference leads to nothing.",
        ProblemKind.UNSAFE_NAME: "A name would lead outside the container; it is ignored.",
        ProblemKind.OPAQUE_VALUE: "A value holds serialised objects or raw bytes, never decoded.",
    }
)


class ProblemLog:
    """The problems of one container, in the order found, each once.

    Opening finds those that the headers show; reading a column or a matrix can add others.
    """

    def __init__(self) -> None:
        self._found: dict[StorageProblem, None] = {}

    def add(self, kind: ProblemKind, location: str, message: str) -> None:
        """Note a problem at the path of an element."""
        self._found[StorageProblem(kind.value, location, message)] = None

    def found(self) -> tuple[StorageProblem, ...]:
        """Return all problems found so far."""
        return tuple(self._found)
