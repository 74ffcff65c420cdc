"""Affine maps between the coordinates of an element and a coordinate system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.elements.errors import TransformError
from aivc.storage.elements.transformations import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import SpatialElement

SPACE = ("x", "y", "z")
"""Axes of space, in the order in which coordinates are given."""

GLOBAL = "global"
"""The coordinate system that SpatialData uses where none is named."""


@dataclass(frozen=True, slots=True, eq=False)
class Affine:
    """An affine map of the plane or of space.

    Attributes
    ----------
    matrix
        Homogeneous matrix, shape (d + 1, d + 1), float64; rows and columns in the order of
        ``axes``.
    axes
        ``("x", "y")`` or ``("x", "y", "z")``.

    Examples
    --------
    >>> double = Affine(np.diag([2.0, 2.0, 1.0]), ("x", "y"))
    >>> double.then(double).apply(np.array([[1.0, 3.0]])).tolist()
    [[4.0, 12.0]]
    """

    matrix: NDArray[np.float64]
    axes: tuple[str, ...]

    def apply(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Map points, shape (n, d), columns in the order of the axes; NaN and infinity stay so."""
        with np.errstate(over="ignore", invalid="ignore"):
            moved: NDArray[np.float64] = points @ self.matrix[:-1, :-1].T + self.matrix[:-1, -1]
        return moved

    def then(self, other: Affine) -> Affine:
        """Return the map that applies this one first, and the other one to what it gives.

        Raises
        ------
        TransformError
            The two have different axes.
        """
        if self.axes != other.axes:
            msg = f"a map of {', '.join(self.axes)} cannot be followed by one of " + ", ".join(
                other.axes
            )
            raise TransformError(msg)
        return Affine(other.matrix @ self.matrix, self.axes)

    def inverse(self) -> Affine:
        """Return the map that undoes this one.

        Raises
        ------
        TransformError
            It flattens space, so that nothing undoes it.
        """
        if abs(np.linalg.det(self.matrix)) < np.finfo(float).tiny:
            msg = "the transformation flattens space, and cannot be undone"
            raise TransformError(msg)
        return Affine(np.linalg.inv(self.matrix).astype(np.float64), self.axes)

    @property
    def in_plane(self) -> Affine:
        """The map of what lies at z = 0, without z."""
        keep = np.array([0, 1, len(self.axes)])
        return Affine(self.matrix[np.ix_(keep, keep)], self.axes[:2])

    @property
    def plane_scale(self) -> float:
        """Side of the square in the plane that a square of side 1 becomes, by its area."""
        return float(np.sqrt(abs(np.linalg.det(self.matrix[:2, :2]))))


def transform_to(element: SpatialElement, system: str) -> Affine:
    """Return the map from the coordinates of an element to a coordinate system.

    For images and labels these are pixels of the finest resolution, the centre of the first one
    at 0.5; for points and shapes what their tables hold. Axes of the element that a
    transformation does not name pass through it, and those that the element does not have count
    as 0, as in SpatialData: https://spatialdata.scverse.org/en/stable/design_doc.html.

    Parameters
    ----------
    element
        An element of an opened dataset.
    system
        Name of the coordinate system.

    Raises
    ------
    TransformError
        The element has no transformation to this system, it is of a type that is not affine, it
        does not fit the axes, or it mixes channels with space.

    Examples
    --------
    >>> from aivc.storage.model import SpatialElement
    >>> stored = {"global": {"type": "scale", "scale": [1.0, 2.0, 0.5]}}
    >>> image = SpatialElement(
    ...     "he", "image", "images/he", ("global",),
    ...     {"axes": ["c", "y", "x"], "transformations": stored},
    ... )
    >>> transform_to(image, "global").apply(np.array([[10.0, 10.0]])).tolist()
    [[5.0, 20.0]]
    """
    stored = element.attributes.get("transformations") or {}
    if system not in stored:
        known = ", ".join(sorted(stored)) or "none"
        msg = f"{element.path} has no transformation to {system!r}; it has {known}"
        raise TransformError(msg)
    axes = tuple(str(axis) for axis in element.attributes.get("axes") or ())
    space = spatial_axes(element)
    rows = rows_of(stored[system], axes, f"{element.path}, transformation to {system!r}")
    matrix = np.eye(len(space) + 1)
    places = [axes.index(axis) for axis in space]
    for row, axis in enumerate(space):
        found = rows.get(axis)
        if found is None:
            continue
        matrix[row, :-1] = found[places]
        matrix[row, -1] = found[-1]
        others = np.delete(found[:-1], places)
        if others.any():
            msg = f"{element.path}: the transformation to {system!r} makes {axis} of channels"
            raise TransformError(msg)
    return Affine(matrix, space)


def spatial_axes(element: SpatialElement) -> tuple[str, ...]:
    """Return the axes of space that an element has, as ``x``, ``y`` and perhaps ``z``.

    Raises
    ------
    TransformError
        It has no x or no y.
    """
    axes = element.attributes.get("axes") or ()
    space = tuple(axis for axis in SPACE if axis in axes)
    if space[:2] != SPACE[:2]:
        msg = f"{element.path} has the axes {', '.join(axes) or '(none)'}; expected x and y"
        raise TransformError(msg)
    return space


def usual_system(element: SpatialElement) -> str:
    """Return ``global``, or the only coordinate system of an element.

    Raises
    ------
    TransformError
        It has none, or several without one that is called so.
    """
    systems = element.coordinate_systems
    if GLOBAL in systems:
        return GLOBAL
    if len(systems) != 1:
        known = ", ".join(systems) or "none"
        msg = f"{element.path}: the coordinate system must be named; it has {known}"
        raise TransformError(msg)
    return systems[0]
