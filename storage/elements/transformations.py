"""Read the transformations of OME-NGFF as rows of numbers, one for each axis that they give.

Types: https://github.com/ome/ngff/pull/138, in the form in which SpatialData stores them. A
transformation is stored with the names of its axes; one inside a sequence may leave them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.elements.errors import TransformError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Rows = dict[str, "NDArray[np.float64]"]
"""For each axis its dependence on the axes of the element, and last a constant."""

_MOST_NESTED = 32


def rows_of(stored: Any, axes: tuple[str, ...], where: str) -> Rows:
    """Return what a transformation makes of the axes of an element.

    Parameters
    ----------
    stored
        The transformation, as in the metadata.
    axes
        Axes of the element.
    where
        What it is called in a message.

    Raises
    ------
    TransformError
        It is not affine, or its numbers do not fit its axes.
    """
    start = dict(zip(axes, np.eye(len(axes), len(axes) + 1), strict=True))
    return _applied(stored, start, axes, where, _MOST_NESTED)[0]


def _applied(
    stored: Any, rows: Rows, axes: tuple[str, ...], where: str, depth: int
) -> tuple[Rows, tuple[str, ...]]:
    """Return the rows after a transformation, and the axes in the order in which it gives them."""
    if not isinstance(stored, Mapping) or depth == 0:
        msg = f"{where} is no transformation; write it again"
        raise TransformError(msg)
    kind = stored.get("type")
    taken = _named(stored.get("input"), axes)
    given = _named(stored.get("output"), ())
    if kind == "sequence":
        for step in _steps(stored, where):
            rows, axes = _applied(step, rows, axes, where, depth - 1)
        return rows, axes
    if kind == "byDimension":
        found: Rows = {}
        for step in _steps(stored, where):
            mine = _named(step.get("input") if isinstance(step, Mapping) else None, axes)
            after, out = _applied(step, rows, mine, where, depth - 1)
            found.update({axis: after[axis] for axis in out})
        return {**rows, **found}, given or tuple(found)
    matrix, given = _matrix(kind, stored, taken, given, where)
    return _times(matrix, rows, taken, given), given


def _times(
    matrix: NDArray[np.float64], rows: Rows, taken: tuple[str, ...], given: tuple[str, ...]
) -> Rows:
    width = len(next(iter(rows.values())))
    before = np.zeros((len(taken) + 1, width))
    before[-1, -1] = 1
    for place, axis in enumerate(taken):
        if axis in rows:
            before[place] = rows[axis]
    after = matrix @ before
    return {**rows, **dict(zip(given, after, strict=True))}


def _matrix(
    kind: Any, stored: Mapping[str, Any], taken: tuple[str, ...], given: tuple[str, ...], where: str
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Return one row for each axis given, one column for each axis taken and a last for a shift."""
    n = len(taken)
    matrix = np.eye(n, n + 1)
    if kind == "identity":
        return matrix, _same(taken, given, where)
    if kind == "scale":
        matrix[:, :n] = np.diag(_numbers(stored.get("scale"), (n,), where))
        return matrix, _same(taken, given, where)
    if kind == "translation":
        matrix[:, n] = _numbers(stored.get("translation"), (n,), where)
        return matrix, _same(taken, given, where)
    if kind == "rotation":
        numbers = np.ravel(_numbers(stored.get("rotation"), None, where))
        matrix[:, :n] = _numbers(numbers.tolist(), (n * n,), where).reshape(n, n)
        return matrix, _same(taken, given, where)
    if kind == "affine":
        given = given or taken
        return _numbers(stored.get("affine"), (len(given), n + 1), where), given
    if kind == "mapAxis":
        return _mapped(stored.get("mapAxis"), taken, given, where)
    msg = (
        f"{where} is of the type {kind!r}, which is not read; known are identity, scale, "
        "translation, rotation, affine, mapAxis, byDimension and sequence"
    )
    raise TransformError(msg)


def _same(taken: tuple[str, ...], given: tuple[str, ...], where: str) -> tuple[str, ...]:
    if given and given != taken:
        msg = f"{where} takes the axes {', '.join(taken)} but gives {', '.join(given)}"
        raise TransformError(msg)
    return taken


def _mapped(
    stored: Any, taken: tuple[str, ...], given: tuple[str, ...], where: str
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    if isinstance(stored, list) and all(isinstance(k, int) and 0 <= k < len(taken) for k in stored):
        given = given or taken
        stored = dict(zip(given, [taken[k] for k in stored], strict=False))
    if not isinstance(stored, Mapping) or not all(source in taken for source in stored.values()):
        msg = f"{where} maps axes that are not among {', '.join(taken)}"
        raise TransformError(msg)
    given = tuple(axis for axis in given if axis in stored) or tuple(stored)
    matrix = np.zeros((len(given), len(taken) + 1))
    for row, axis in enumerate(given):
        matrix[row, taken.index(stored[axis])] = 1
    return matrix, given


def _numbers(stored: Any, shape: tuple[int, ...] | None, where: str) -> NDArray[np.float64]:
    try:
        found = np.array(stored, np.float64)
    except (TypeError, ValueError):
        found = np.empty(0)
    if (shape is not None and found.shape != shape) or not np.isfinite(found).all():
        wanted = " x ".join(map(str, shape or ()))
        msg = f"{where} holds {str(stored)[:80]}; expected {wanted} finite numbers for its axes"
        raise TransformError(msg)
    return found


def _named(system: Any, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Return the axes of an input or output, which may be named or left out."""
    declared = system.get("axes") if isinstance(system, Mapping) else system
    if not isinstance(declared, list):
        return otherwise
    names = [axis.get("name") if isinstance(axis, Mapping) else axis for axis in declared]
    return tuple(name for name in names if isinstance(name, str)) or otherwise


def _steps(stored: Mapping[str, Any], where: str) -> list[Any]:
    steps = stored.get("transformations")
    if not isinstance(steps, list) or not steps:
        msg = f"{where} is a {stored.get('type')} of no transformations"
        raise TransformError(msg)
    return steps
