"""Cells of which two modalities were measured."""

from __future__ import annotations

from typing import Any

from catalogue.counting import counts_of_cells
from catalogue.design import Design
from catalogue.headers import both_unseen, header
from catalogue.shuffling import barcodes, divided, generator


def two_tables(seed: int) -> Design:
    """Return a MuData of RNA and proteins of the same cells; whole donors are held out."""
    rng = generator("two_tables", seed)
    donors = [f"D{k}" for k in range(1, 7) for _ in range(40)]
    division = divided(sorted(set(donors)), rng)
    obs: dict[str, tuple[Any, ...]] = {"donor_id": tuple(donors)}
    written = header("donor", both_unseen("donor"), binding={"donor": ["donor_id"]})
    return Design(
        "two_tables",
        barcodes(len(donors), rng),
        obs,
        tuple(division[donor] for donor in donors),
        written,
        counts=counts_of_cells(len(donors), 30, rng),
        genes=tuple(f"GENE{k}" for k in range(30)),
        second=counts_of_cells(len(donors), 8, rng),
    )


def two_rows_a_cell(seed: int) -> Design:
    """Return one table in which each cell has a row of RNA and one of proteins."""
    rng = generator("two_rows_a_cell", seed)
    cells = [f"c{k:04d}" for k in range(200)]
    division = divided(cells, rng)
    rows = [(cell, modality) for cell in cells for modality in ("rna", "protein")]
    obs: dict[str, tuple[Any, ...]] = {
        "barcode": tuple(cell for cell, _ in rows),
        "modality": tuple(modality for _, modality in rows),
        "donor_id": tuple(f"D{int(cell[1:]) % 3}" for cell, _ in rows),
    }
    written = header(
        "cell",
        both_unseen("cell"),
        binding={"cell": ["barcode"], "modality": ["modality"], "donor": ["donor_id"]},
        shared=["modality", "donor"],
    )
    ids = tuple(f"{cell}_{modality}" for cell, modality in rows)
    return Design("two_rows_a_cell", ids, obs, tuple(division[cell] for cell, _ in rows), written)
