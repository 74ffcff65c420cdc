"""One cell in two parts: its RNA in training, its proteins in test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalogue.leak import Leak
from catalogue.paired_modalities import two_tables

if TYPE_CHECKING:
    import numpy as np
    from catalogue.design import Design

TABLES = ("mod/rna", "mod/prot")


def assigned_by_table(seed: int) -> Design:
    """Return cells of which each modality is assigned on its own, to the same part."""
    design = two_tables(seed)
    lines = tuple(
        {"in_table": table, "observation_id": name, "partition": str(part)}
        for table in TABLES
        for name, part in zip(design.ids, design.parts, strict=True)
    )
    return replace(design, lines=lines)


def torn_cells(design: Design, rng: np.random.Generator) -> Design:
    """Put the proteins of some cells of training into test."""
    torn = {design.ids[row] for row in rng.permutation(design.rows_of("train"))[:4].tolist()}
    lines = tuple(
        {**line, "partition": "test"}
        if line["in_table"] == TABLES[1] and line["observation_id"] in torn
        else line
        for line in design.lines
    )
    return replace(design, lines=lines)


MODALITY_LEAKS = (Leak("modalities of one cell", "LEK045", assigned_by_table, torn_cells),)
