"""Blocks of a grid in space, as links between the rows in one block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import UnknownAxisError
from aivc.splits.making.links import Links
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from aivc.splits.observations import Coordinates, Observations


def coordinates_of(observations: Observations) -> Coordinates:
    """Return the places of rows.

    Raises
    ------
    UnknownAxisError
        The data have none.
    """
    if observations.coordinates is None:
        why = observations.absent.get("coordinates", "none are named and none are where usual")
        message = (
            f"The data hold no coordinates, so there are no blocks in space: {why}. Name an entry "
            "of obsm with --coordinates NAME, or two numeric columns of obs with --coordinates X "
            "--coordinates Y."
        )
        raise UnknownAxisError(message)
    return observations.coordinates


def block_links(coordinates: Coordinates, edge: float) -> Links:
    """Return the block of each row; the grid of every section starts at its own lowest corner.

    Rows without a place have code -1.
    """
    has_place = np.isfinite(coordinates.values).all(axis=1)
    section = coordinates.section.astype(np.int64) + 1
    corner = np.full((int(section.max(initial=0)) + 1, coordinates.values.shape[1]), np.inf)
    np.minimum.at(corner, section[has_place], coordinates.values[has_place])
    cells = np.floor((coordinates.values[has_place] - corner[section[has_place]]) / edge)
    joint = joint_codes([section[has_place], *cells.astype(np.int64).T])
    codes = np.full(len(section), -1, np.int64)
    codes[has_place] = joint.codes
    # Zero-padded, so that the order of names is the order of places.
    names = tuple(
        "/".join(f"{part:06d}" for part in block) for block in joint.combinations.tolist()
    )
    return Links("spatial block", codes, names)
