"""Leaks through space: neighbours, tiles that overlap, sections cut one after the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from catalogue.leak import Leak, some_rows
from catalogue.tissue_sections import (
    BUFFER,
    TILE,
    blocks_of_a_section,
    tiles_of_images,
    whole_sections,
)

if TYPE_CHECKING:
    from catalogue.design import Design


def moved_beside(design: Design, rng: np.random.Generator) -> Design:
    """Move three spots of training beside spots of test, nearer than the buffer."""
    assert design.coordinates is not None
    places = design.coordinates.copy()
    spots = some_rows(design, "train", rng, 3)
    beside = some_rows(design, "test", rng, 3)
    angle = rng.uniform(0, 2 * np.pi, 3)
    away = rng.uniform(0.05, 0.9, 3) * BUFFER
    places[spots] = places[beside] + np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None]
    return replace(design, coordinates=places)


def overlapping_tiles(design: Design, rng: np.random.Generator) -> Design:
    """Move a spot of training so that its tile reaches into one of test, in the same section."""
    held = int(some_rows(design, "test", rng, 1)[0])
    section = design.obs["slice"][held]
    row = int(some_rows(design, "train", rng, 1, slice=section)[0])
    shift = rng.uniform(0.1, 0.9, 2) * TILE
    x, y = float(design.obs["x_px"][held]), float(design.obs["y_px"][held])  # type: ignore[arg-type]
    return design.with_values("x_px", {row: x + shift[0]}).with_values("y_px", {row: y + shift[1]})


def next_section(design: Design, rng: np.random.Generator) -> Design:
    """Put the middle one of three serial sections of a held out donor into training."""
    donors = design.values_of("test", "donor_id")
    donor = donors[int(rng.integers(len(donors)))]
    rows = [
        row
        for row in design.rows_where("donor_id", donor).tolist()
        if design.obs["slice_number"][row] == 2
    ]
    return design.with_parts(dict.fromkeys(rows, "train"))


PLACE_LEAKS = (
    Leak("spatial neighbour", "LEK040", blocks_of_a_section, moved_beside),
    Leak("overlapping tiles", "LEK041", tiles_of_images, overlapping_tiles),
    Leak(
        "adjacent section",
        "LEK042",
        partial(whole_sections, unit="section"),
        next_section,
        "warning",
    ),
)
