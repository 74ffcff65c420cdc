"""Faults of the table of assignments."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from catalogue.drug_screens import donor_screen
from catalogue.leak import Leak, some_rows
from catalogue.shuffling import barcodes

if TYPE_CHECKING:
    import numpy as np
    from catalogue.design import Design

N_CHANGED = 4


def listed_twice(design: Design, rng: np.random.Generator) -> Design:
    """List some cells of training for test as well."""
    rows = some_rows(design, "train", rng, N_CHANGED).tolist()
    return replace(design, also=tuple((design.ids[row], "test") for row in rows))


def left_out(design: Design, rng: np.random.Generator) -> Design:
    """Leave some cells out of every part, without a word."""
    return design.with_parts(dict.fromkeys(some_rows(design, "train", rng, N_CHANGED).tolist()))


def from_elsewhere(design: Design, rng: np.random.Generator) -> Design:
    """List ids that the dataset has not."""
    return replace(design, also=tuple((name, "test") for name in barcodes(N_CHANGED, rng)))


def zeros_lost(design: Design, rng: np.random.Generator) -> Design:
    """Write ids as a spreadsheet does: without the zeros in front."""
    numbered = design.renamed({name: f"{k:06d}" for k, name in enumerate(design.ids)}.__getitem__)
    return replace(numbered, misspelt={name: str(int(name)) for name in numbered.ids})


def half_lost(design: Design, rng: np.random.Generator) -> Design:
    """Cut the table of assignments in half."""
    return design.with_parts(dict.fromkeys(range(0, design.n_rows, 2)))


def empty_test(design: Design, rng: np.random.Generator) -> Design:
    """Put all that was held out for test into a part that is not compared."""
    partitions = [
        *design.header["partitions"],
        {"partition_name": "left out", "partition_role": "excluded"},
    ]
    moved = design.with_parts(dict.fromkeys(design.rows_of("test").tolist(), "left out"))
    return moved.with_header(partitions=partitions)


donors = partial(donor_screen, by_id=True)

MANIFEST_LEAKS = (
    Leak("same id in two parts", "id-in-two-parts", donors, listed_twice),
    Leak("id in no part", "id-in-no-part", donors, left_out),
    Leak("half of the ids in no part", "id-in-no-part", donors, half_lost),
    Leak("unknown id", "unknown-id", donors, from_elsewhere),
    Leak("leading zeros lost", "mangled-ids", donors, zeros_lost),
    Leak("empty test", "empty-part", donors, empty_test),
)
