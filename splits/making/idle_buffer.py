"""A buffer that is too small to keep neighbours apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.distances import distance_in_words

if TYPE_CHECKING:
    from aivc.splits.making.draft import Draft
    from aivc.splits.making.problem import Problem
    from aivc.splits.observations import Coordinates

_ASKED = 20_000
"""Rows that are asked for the next place; more would not move the median."""


def idle_buffer(problem: Problem, draft: Draft) -> str:
    """Say that a buffer took no row because it is below the spacing; empty where it is not so.

    Parameters
    ----------
    problem
        What was asked for.
    draft
        The parts, after the buffer was taken.
    """
    distance, coordinates = problem.request.buffer, problem.observations.coordinates
    by_buffer = np.array([*(reason.role == "buffer" for reason in draft.reasons), False])
    if distance is None or coordinates is None or by_buffer[draft.why].any():
        return ""
    spacing = median_spacing(coordinates)
    if not distance < spacing:
        return ""
    unit = coordinates.unit
    return (
        f"the buffer of {distance_in_words(distance, unit)} took no observation: it is below the "
        f"distance to the next one ({distance_in_words(spacing, unit, '.3g')}, median), so "
        "neighbours can be on both sides; ask for a larger one"
    )


def median_spacing(coordinates: Coordinates) -> float:
    """Return the median distance to the next place of the same section; NaN where none has one."""
    from scipy.spatial import cKDTree

    has_place = np.isfinite(coordinates.values).all(axis=1)
    found = []
    for section in np.unique(coordinates.section[has_place]).tolist():
        places = np.unique(coordinates.values[has_place & (coordinates.section == section)], axis=0)
        if len(places) > 1:
            asked = places[:: max(1, len(places) // _ASKED)]
            found.append(cKDTree(places).query(asked, k=2)[0][:, 1])
    return float(np.median(np.concatenate(found))) if found else float("nan")
