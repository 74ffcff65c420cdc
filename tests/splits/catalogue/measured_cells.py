"""Cells with counts, so that a copy of a cell can be recognised."""

from __future__ import annotations

from typing import Any

from catalogue.counting import N_GENES, counts_of_cells
from catalogue.design import Design
from catalogue.headers import both_unseen, header
from catalogue.shuffling import barcodes, divided, generator

CELLS = 40


def measured_cells(seed: int) -> Design:
    """Return six donors of one kind of cell; whole donors are held out."""
    rng = generator("measured_cells", seed)
    donors = [f"D{k}" for k in range(1, 7) for _ in range(CELLS)]
    division = divided(sorted(set(donors)), rng)
    obs: dict[str, tuple[Any, ...]] = {"donor_id": tuple(donors)}
    return Design(
        "measured_cells",
        barcodes(len(donors), rng),
        obs,
        tuple(division[donor] for donor in donors),
        header("donor", both_unseen("donor"), binding={"donor": ["donor_id"]}),
        counts=counts_of_cells(len(donors), N_GENES, rng),
        genes=tuple(f"GENE{k}" for k in range(N_GENES)),
        level="full",
    )
