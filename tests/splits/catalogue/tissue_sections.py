"""Sections of tissue with the place of each spot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.design import Design
from catalogue.headers import PARTS, both_unseen, header
from catalogue.shuffling import barcodes, divided, generator

if TYPE_CHECKING:
    import numpy as np

WITH_BUFFER = (*PARTS, ("gap", "buffer"))
SIDE = 1000.0
BUFFER = 100.0
TILE = 56.0


def whole_sections(seed: int, unit: str = "donor") -> Design:
    """Return five donors with three serial sections each; whole donors are held out.

    With the unit ``section`` only new sections are claimed, and donors may be shared.
    """
    name = f"whole_sections_{unit}"
    rng = generator(name, seed)
    division = divided([f"donor {k}" for k in range(1, 6)], rng)
    rows = [
        (donor, f"{donor[-1]}-{position}", position)
        for donor in sorted(division)
        for position in (1, 2, 3)
        for _ in range(40)
    ]
    obs: dict[str, tuple[Any, ...]] = {
        "donor_id": tuple(donor for donor, _, _ in rows),
        "slice": tuple(section for _, section, _ in rows),
        "slice_number": tuple(position for _, _, position in rows),
    }
    written = header(
        unit,
        both_unseen(unit),
        shared=["donor"] if unit == "section" else [],
        binding={
            "donor": ["donor_id"],
            "section": ["slice"],
            "section_position": ["slice_number"],
        },
        coordinates=["spatial"],
        coordinate_unit="um",
    )
    return Design(
        name,
        barcodes(len(rows), rng),
        obs,
        tuple(division[donor] for donor, _, _ in rows),
        written,
        coordinates=_places(len(rows), rng),
    )


def blocks_of_a_section(seed: int) -> Design:
    """Return one section cut in three bands, with bands of nobody between them."""
    rng = generator("blocks_of_a_section", seed)
    places = _places(700, rng)
    parts = tuple(_band(x) for x in places[:, 0].tolist())
    written = header(
        "spatial_block",
        [],
        binding={"section": ["slice"]},
        parts=WITH_BUFFER,
        shared=["section", "donor"],
        coordinates=["spatial"],
        coordinate_unit="um",
        buffer={"value": BUFFER, "unit": "um"},
        split_method="spatial_block",
    )
    obs = {"slice": ("S1",) * len(parts)}
    return Design(
        "blocks_of_a_section", barcodes(len(parts), rng), obs, parts, written, coordinates=places
    )


def tiles_of_images(seed: int) -> Design:
    """Return two sections with an image tile around each spot; no tile reaches another part."""
    rng = generator("tiles_of_images", seed)
    places = _places(600, rng)
    sections = tuple("S1" if k % 2 else "S2" for k in range(600))
    parts = tuple(_band(x) for x in places[:, 0].tolist())
    written = header(
        "spatial_block",
        [],
        binding={"section": ["slice"]},
        parts=WITH_BUFFER,
        shared=["section", "donor"],
        coordinates=["x_px", "y_px"],
        tile_width=TILE,
        tile_height=TILE,
        split_method="spatial_block",
    )
    obs: dict[str, tuple[Any, ...]] = {
        "slice": sections,
        "x_px": tuple(places[:, 0].tolist()),
        "y_px": tuple(places[:, 1].tolist()),
    }
    return Design("tiles_of_images", barcodes(len(parts), rng), obs, parts, written)


def _places(n: int, rng: np.random.Generator) -> np.ndarray:
    return rng.uniform(0, SIDE, (n, 2))


def _band(x: float) -> str:
    """Divide the width in train, gap, val, gap and test; gaps are wider than buffer and tile."""
    if x < 450:
        return "train"
    if 560 < x < 690:
        return "val"
    return "test" if x > 800 else "gap"
