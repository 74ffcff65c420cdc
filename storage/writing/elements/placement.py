"""Where an element lies: the way from its own coordinates to a named coordinate system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

PLANE = ("x", "y")
Row = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """An affine map from the x and y of an element to those of a coordinate system.

    Parameters
    ----------
    system
        Name of the coordinate system.
    matrix
        The rows of x and of y: factor of x, factor of y, and shift. Other axes stay as they are.
    unit
        Unit of the coordinate system, as OME-NGFF writes units.

    Examples
    --------
    >>> Placement.scaled(0.5, (10.0, 0.0)).matrix
    ((0.5, 0.0, 10.0), (0.0, 0.5, 0.0))
    """

    system: str = "global"
    matrix: tuple[Row, Row] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    unit: str = "micrometer"

    @classmethod
    def scaled(
        cls,
        factor: float,
        shift: tuple[float, float] = (0.0, 0.0),
        *,
        system: str = "global",
        unit: str = "micrometer",
    ) -> Placement:
        """Return the map that multiplies by a factor, such as the size of a pixel, and shifts."""
        return cls(system, ((factor, 0.0, shift[0]), (0.0, factor, shift[1])), unit)

    def transformation(self, axes: Sequence[str], own_unit: str) -> dict[str, Any]:
        """Return the map as an element with some axes states it.

        Parameters
        ----------
        axes
            Axes of the element in their order, such as ``c``, ``y``, ``x``.
        own_unit
            Unit of the coordinates of the element itself.
        """
        ends = {
            "input": {"name": "".join(axes), "axes": described_axes(axes, own_unit)},
            "output": {"name": self.system, "axes": described_axes(axes, self.unit)},
        }
        rows = [self._row(axis, axes) for axis in axes]
        scale = [row[place] for place, row in enumerate(rows)]
        shift = [row[-1] for row in rows]
        is_straight = all(
            not factor
            for place, row in enumerate(rows)
            for factor in (*row[:place], *row[place + 1 : -1])
        )
        if not is_straight:
            return {"type": "affine", "affine": rows, **ends}
        steps = []
        if any(factor != 1 for factor in scale):
            steps.append({"type": "scale", "scale": scale, **ends})
        if any(shift):
            steps.append({"type": "translation", "translation": shift, **ends})
        if len(steps) > 1:
            return {"type": "sequence", "transformations": steps, **ends}
        return steps[0] if steps else {"type": "identity", **ends}

    def _row(self, axis: str, axes: Sequence[str]) -> list[float]:
        if axis not in PLANE:
            return [*(float(other == axis) for other in axes), 0.0]
        own = self.matrix[PLANE.index(axis)]
        factors = [float(own[PLANE.index(other)]) if other in PLANE else 0.0 for other in axes]
        return [*factors, float(own[2])]


def described_axes(axes: Sequence[str], unit: str) -> list[dict[str, str]]:
    """Describe axes as OME-NGFF does; axes of space with a unit, where one is given."""
    measured = {"unit": unit} if unit else {}
    return [
        {"name": axis, "type": "channel"}
        if axis == "c"
        else {"name": axis, "type": "space", **measured}
        for axis in axes
    ]
