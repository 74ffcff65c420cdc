"""The sections within which rows are compared, and what they are called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.splits.observations import Observations


def in_sections(observations: Observations) -> Observations:
    """Take samples, else donors, for sections where the file tells no sections.

    Places of several slides are often all counted from 0; cells of two specimens that seem to lie
    beside one another then never did.
    """
    coordinates = observations.coordinates
    if coordinates is None or len(np.unique(coordinates.section)) > 1:
        return observations
    for name in ("sample", "donor"):
        axis = observations.axes.get(name)
        tells = axis is not None and bool((axis.codes >= 0).all())
        if axis is not None and tells and "section" not in observations.axes:
            return replace(observations, coordinates=replace(coordinates, section=axis.codes))
    return observations


class SectionNames:
    """Names of sections, where the codes of coordinates are those of an axis."""

    def __init__(self, observations: Observations) -> None:
        coordinates = observations.coordinates
        self._levels: Sequence[str] = ()
        for name in ("section", "sample", "donor"):
            axis = observations.axes.get(name)
            if (
                axis is not None
                and coordinates is not None
                and np.array_equal(axis.codes, coordinates.section)
            ):
                self._levels = axis.levels
                break

    def of(self, code: int) -> str:
        """Return the name of a section; empty where there is but one, without a name."""
        return self._levels[code] if code < len(self._levels) else ""
