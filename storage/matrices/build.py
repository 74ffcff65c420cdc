"""Tell from the headers alone how a matrix is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.storage.matrices.dense import DenseMatrix
from aivc.storage.matrices.sparse import SparseMatrix, SparseParts
from aivc.storage.model import Matrix, MatrixEncoding
from aivc.storage.node import ArrayNode, GroupNode, ValueKind
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from aivc.storage.problems import ProblemLog

NUMERIC = frozenset({ValueKind.INTEGER, ValueKind.FLOAT, ValueKind.BOOLEAN})
_ENCODINGS = {"csr": MatrixEncoding.CSR, "csc": MatrixEncoding.CSC}


@dataclass(frozen=True, slots=True)
class Expected:
    """The shape that obs and var give a matrix; None where the columns are free (``obsm``)."""

    n_rows: int
    n_columns: int | None


def build_matrix(
    name: str, node: GroupNode | ArrayNode, expected: Expected, problems: ProblemLog
) -> Matrix | None:
    """Read the header of a matrix; None, and a problem, where it cannot be read.

    Parameters
    ----------
    name : str
        Its name in the table (``X``, ``layers/counts``).
    node : GroupNode or ArrayNode
        Where it is stored.
    expected : Expected
        The shape that the frames give it.
    problems : ProblemLog
        Where all that is odd is noted.
    """
    if isinstance(node, ArrayNode):
        matrix: Matrix | None = _dense(name, node, expected, problems)
    else:
        matrix = _sparse(name, node, expected, problems)
    if matrix is not None:
        _compare_shape(matrix, expected, problems)
    return matrix


def is_null(node: GroupNode | ArrayNode) -> bool:
    """Tell whether a node says that there is nothing (AnnData writes ``None`` so)."""
    is_declared = node.attributes.get("encoding-type") == "null"
    return is_declared or (isinstance(node, ArrayNode) and node.kind is ValueKind.NULL)


def _dense(
    name: str, array: ArrayNode, expected: Expected, problems: ProblemLog
) -> DenseMatrix | None:
    if array.kind not in NUMERIC:
        _refuse(array.path, f"holds values of type {array.dtype}, not numbers", problems)
        return None
    # AnnData before 0.8 wrote a matrix of one column as a vector.
    is_vector = len(array.shape) == 1 and expected.n_columns == 1
    if len(array.shape) != 2 and not is_vector:
        _refuse(array.path, f"has {len(array.shape)} dimensions, not 2", problems)
        return None
    return DenseMatrix(name, array)


def _sparse(
    name: str, group: GroupNode, expected: Expected, problems: ProblemLog
) -> SparseMatrix | None:
    parts = _parts(group)
    if isinstance(parts, str):
        _refuse(group.path, parts, problems)
        return None
    encoding = _encoding(group, parts, expected, problems)
    if encoding is None:
        _refuse(group.path, "is neither CSR nor CSC", problems)
        return None
    shape = _shape(group, parts, encoding, expected, problems)
    if shape is None:
        _refuse(group.path, "declares a shape that is none", problems)
        return None
    _note_floats(parts, problems)
    _note_lengths(group.path, parts, shape, encoding, problems)
    return SparseMatrix(
        name=name,
        path=group.path,
        encoding=encoding,
        shape=shape,
        parts=parts,
        problems=problems,
    )


def _parts(group: GroupNode) -> SparseParts | str:
    """Return the arrays of a sparse matrix, or what is wrong with them."""
    found = {name: group.array(name) for name in ("data", "indices", "indptr")}
    missing = sorted(name for name, array in found.items() if array is None)
    if missing:
        declared = group.attributes.get("encoding-type", "a group")
        return f"is stored as {declared!r} without {', '.join(missing)}"
    arrays = {name: array for name, array in found.items() if array is not None}
    for name, array in arrays.items():
        allowed = NUMERIC if name == "data" else NUMERIC - {ValueKind.BOOLEAN}
        if len(array.shape) != 1 or array.kind not in allowed:
            return f"has {name} of type {array.dtype} and shape {array.shape}"
    if arrays["indptr"].shape[0] == 0:
        return "has no pointers at all"
    return SparseParts(**arrays)


def _encoding(
    group: GroupNode, parts: SparseParts, expected: Expected, problems: ProblemLog
) -> MatrixEncoding | None:
    declared = group.attributes.get("encoding-type")
    if declared in {"csr_matrix", "csc_matrix"}:
        return _ENCODINGS[declared[:3]]
    old = group.attributes.get("h5sparse_format")
    if isinstance(old, str):
        message = f"{group.path} is declared as AnnData before 0.7 did"
        problems.add(ProblemKind.OLD_MATRIX, group.path, message)
        return _ENCODINGS.get(old)
    n_major = parts.indptr.shape[0] - 1
    found = None
    if n_major == expected.n_rows:
        found = MatrixEncoding.CSR
    elif n_major == expected.n_columns:
        found = MatrixEncoding.CSC
    if found is not None:
        message = f"{group.path} does not say how it is stored; its pointers fit {found.value}"
        problems.add(ProblemKind.MISSING_MATRIX_ENCODING, group.path, message)
    return found


def _shape(
    group: GroupNode,
    parts: SparseParts,
    encoding: MatrixEncoding,
    expected: Expected,
    problems: ProblemLog,
) -> tuple[int, int] | None:
    declared = group.attributes.get("shape", group.attributes.get("h5sparse_shape"))
    if declared is not None:
        return _pair(declared)
    n_major = parts.indptr.shape[0] - 1
    message = f"{group.path} declares no shape; obs, var and the pointers give it"
    problems.add(ProblemKind.MISSING_SHAPE, group.path, message)
    if encoding is MatrixEncoding.CSC:
        return expected.n_rows, n_major
    return n_major, expected.n_columns if expected.n_columns is not None else 0


def _pair(declared: object) -> tuple[int, int] | None:
    if not isinstance(declared, list) or len(declared) != 2:
        return None
    whole = [
        int(n) for n in declared if isinstance(n, int | float) and 0 <= n < 1 << 62 and n == int(n)
    ]
    return (whole[0], whole[1]) if len(whole) == 2 else None


def _note_floats(parts: SparseParts, problems: ProblemLog) -> None:
    for kind, array in (
        (ProblemKind.FLOAT_POINTERS, parts.indptr),
        (ProblemKind.FLOAT_INDICES, parts.indices),
    ):
        if array.kind is ValueKind.FLOAT:
            message = f"{array.path} is stored as {array.dtype}; it is read as whole numbers"
            problems.add(kind, array.path, message)


def _note_lengths(
    path: str,
    parts: SparseParts,
    shape: tuple[int, int],
    encoding: MatrixEncoding,
    problems: ProblemLog,
) -> None:
    n_data, n_indices = parts.data.shape[0], parts.indices.shape[0]
    if n_data != n_indices:
        message = f"{path} has {n_data:,} values but {n_indices:,} indices"
        problems.add(ProblemKind.RAGGED_MATRIX, path, message)
    n_major = shape[1] if encoding is MatrixEncoding.CSC else shape[0]
    if parts.indptr.shape[0] != n_major + 1:
        message = f"{path} has {parts.indptr.shape[0]:,} pointers for {n_major:,} rows or columns"
        problems.add(ProblemKind.RAGGED_MATRIX, path, message)


def _compare_shape(matrix: Matrix, expected: Expected, problems: ProblemLog) -> None:
    n_columns = matrix.shape[1] if expected.n_columns is None else expected.n_columns
    if matrix.shape != (expected.n_rows, n_columns):
        message = (
            f"{matrix.path} has shape {matrix.shape[0]:,} x {matrix.shape[1]:,}, but the frames "
            f"give {expected.n_rows:,} x {n_columns:,}"
        )
        problems.add(ProblemKind.SHAPE_MISMATCH, matrix.path, message)


def _refuse(path: str, why: str, problems: ProblemLog) -> None:
    problems.add(ProblemKind.UNREADABLE_MATRIX, path, f"{path} {why}; it is not read")
