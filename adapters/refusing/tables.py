"""Tables that are about data and are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.refusing.advice import SPLIT
from aivc.adapters.refusing.refusal import Refusal
from aivc.adapters.text_rows.header import cells_of, cells_of_header, separator_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PARTS = frozenset(
    {
        "train", "training", "test", "val", "valid", "validation", "dev", "holdout", "excluded",
        "exclude", "ood", "calibration", "public_test", "private_test", "control", "",
    }
)  # fmt: skip
"""How parts of a split are called."""

_SPLIT_COLUMN = re.compile(r"(.*[ _.])?(split|fold|partition|subset|assignment)([ _.].*)?")
_CHANGE = re.compile(r"(avg_?|mean_?)?(log2?_?fc|log2?_?fold_?change|logfoldchanges?|logfc)")
_CHANCE = re.compile(r"(p_?val(ue)?s?|padj|p_?adj|p_?val_?adj|fdr|q_?val(ue)?|adj_?p_?val(ue)?)s?")

_COUNTED = Refusal(
    "lists perturbations with their numbers of cells (Virtual Cell Challenge), not the cells",
    "convert the h5ad of the challenge; the list says which perturbations are held out",
)
_HEADLESS = Refusal(
    "lists the counts of one sample and names no columns (STAR, HTSeq)",
    "put the counts of all samples into one table, whose first line is gene and the names of the "
    "samples, and convert that",
)
_COUNT_LINE = re.compile(r"(ENS[A-Z]{0,4}G\d{11}(\.\d+)?|N_unmapped)(\t\d+){1,3}")
_SUMMARY = Refusal(
    "counts how many records a split puts where, without saying which",
    "give the table that assigns each record, with `aivc split import`",
)
_CHANGES = Refusal(
    "holds results of a differential test, not the measurements",
    "convert the counts or values that were tested",
)


def by_table(path: Path, lines: Sequence[str]) -> Refusal | None:
    """Return what a table of text is, None where it may be data."""
    if len(lines) < 2:
        return None
    if _COUNT_LINE.fullmatch(lines[0].strip()):
        return _HEADLESS
    separator = separator_of(lines[0])
    header = [name.lower() for name in cells_of_header(lines[0])]
    rows = [cells_of(line, separator) for line in lines[1:]]
    rows = [row for row in rows if len(row) == len(header)]
    if not rows or len(header) < 2:
        return None
    if header == ["target_gene", "n_cells", "median_umi_per_cell"]:
        return _COUNTED
    divides = [name for name, column in zip(header, zip(*rows, strict=True), strict=True)
               if _divides(name, column)]  # fmt: skip
    if {"records", "n", "count", "n_records", "n_cells"} & set(header[-1:]) and divides:
        return _SUMMARY
    if divides:
        shown = ", ".join(divides[:4])
        advice = SPLIT.format(name=path.name).replace(" -o ", f" --column {divides[0]} -o ")
        own = "; if its rows are the observations themselves, use --adapter observation-table"
        return Refusal(f"assigns records to parts of a split ({shown})", advice + own)
    joined = [name.replace(".", "_").replace(" ", "_") for name in header]
    if any(map(_CHANGE.fullmatch, joined)) and any(map(_CHANCE.fullmatch, joined)):
        return _CHANGES
    return None


def _divides(name: str, column: Sequence[str]) -> bool:
    """Tell whether a column says which part of a split each row is in."""
    words = {cell.strip().lower() for cell in column}
    return bool(
        _SPLIT_COLUMN.fullmatch(name) and words <= PARTS and words & {"train", "training", "test"}
    )
