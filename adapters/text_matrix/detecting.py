"""Tell from the beginning of text tables whether they are matrices."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Confidence, Detection
from aivc.adapters.drafting.feature_names import naming_of
from aivc.adapters.drafting.names import joined
from aivc.adapters.peeking import first_lines, names_in
from aivc.adapters.text_matrix.barcodes import are_barcodes
from aivc.adapters.text_matrix.folder import is_called_metadata, is_matrix, is_of_feature_counts
from aivc.adapters.text_matrix.orientation import orientation_of
from aivc.adapters.text_matrix.table_head import SUFFIX, is_headless, table_head
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.text_matrix.orientation import Orientation
    from aivc.adapters.text_matrix.table_head import TableHead

FEWEST_FEATURES = 3
FEWEST_NUMBERS = 3
"""Columns of numbers beside names of genes; one or two may be statistics of the genes."""

FEWEST_CELLS = 3
MOST_TEXTS = 2
"""Columns of text beside numbers of cells, such as a second name of each gene."""

MOST_SHARED = 0.9
"""Share of the first rows of a table of metadata that a matrix names."""

MANY_NAMES = 20
"""Fewer names than this must all be of genes: MAX, SET and REST are, and head columns elsewhere."""

OTHERS = re.compile(r"(^|[,\t;\"])Metadata_")
"""In the line of names of profiles of Cell Painting."""

OF_INSTRUMENTS = re.compile(r"cell_by_gene|exprmat_file", re.IGNORECASE)
"""Counts that an instrument exports beside places of cells, which belong to them."""

GENOMIC = frozenset({"ensembl", "symbol", "probe_set", "genomic_interval"})


def detected(path: Path) -> Detection | None:
    """Judge a file.

    Raises
    ------
    UnreadableInputError
        It is no table.
    """
    first = first_lines(path, 1) if SUFFIX.search(path.name) else []
    if not first or first[0].startswith("#1.") or OTHERS.search(first[0]):
        return None
    head = table_head(path)
    if not is_matrix(head) or is_headless(head):
        return None
    if is_of_feature_counts(head):
        return Detection(Confidence.CERTAIN, "its columns are those of featureCounts")
    try:
        told = orientation_of(head)
    except UnreadableInputError:
        return Detection(Confidence.POSSIBLE, "most columns of the table hold numbers")
    said = f"a text table of numbers; {told.because}"
    if _is_of_guides(head) or _is_of_cells(head, told):
        return Detection(Confidence.LIKELY, said)
    names = list(head.columns[1:]) if told.rows_are_observations else head.cells(0)
    naming = naming_of([name.strip() for name in names])
    is_sure = (
        naming is not None
        and naming.scheme in GENOMIC
        and _is_large(head, told, len(names))
        and (naming.share == 1 or len(names) >= MANY_NAMES)
        and not OF_INSTRUMENTS.search(path.name)
    )
    return Detection(Confidence.LIKELY if is_sure else Confidence.POSSIBLE, said)


def detected_folder(folder: Path, most_files: int) -> Detection | None:
    """Judge a folder by the text tables in it, which must be all that it holds.

    Raises
    ------
    UnreadableInputError
        One of them is no table.
    """
    names = [name for name in names_in(folder, 2) if not name.rpartition("/")[2].startswith(".")]
    if not names or any(not SUFFIX.search(name) for name in names):
        return None
    found = []
    files = [folder / name for name in names if "/" not in name][:most_files]
    tables = [path for path in files if is_called_metadata(path)]
    for path in files:
        one = None if path in tables else detected(path)
        if one is not None:
            described = one.confidence is Confidence.POSSIBLE and _described(path, tables)
            found.append(Detection(Confidence.LIKELY, described) if described else one)
    sure = [one for one in found if one.confidence is Confidence.LIKELY]
    if not sure:
        return max(found, key=lambda one: one.confidence, default=None)
    said = f"{len(sure):,} of {len(names):,} files are matrices: {sure[0].because}"
    return Detection(Confidence.LIKELY, said)


def _is_of_guides(head: TableHead) -> bool:
    """Tell counts of guides as MAGeCK writes them (https://sourceforge.net/p/mageck/wiki/input)."""
    return [joined(name) for name in head.columns[:2]] == ["sgrna", "gene"] and head.n_numeric > 1


def _is_of_cells(head: TableHead, told: Orientation) -> bool:
    """Tell a table of cells, each with a barcode, that holds nothing but numbers of features."""
    texts = {0, *head.text_columns}
    across = [name for place, name in enumerate(head.columns) if place not in texts]
    cells = head.cells(0) if told.rows_are_observations else across
    return (
        len(cells) >= FEWEST_CELLS
        and head.n_numeric >= FEWEST_NUMBERS
        and len(texts) <= 1 + MOST_TEXTS
        and are_barcodes([cell.strip() for cell in cells])
    )


def _described(path: Path, tables: list[Path]) -> str:
    """Say which table beside a matrix names its rows or columns; empty where none does."""
    head = table_head(path)
    texts = {0, *head.text_columns}
    across = {name for place, name in enumerate(head.columns) if place not in texts}
    for axis, names in (("columns", across), ("rows", {cell.strip() for cell in head.cells(0)})):
        for table in tables:
            with suppress(UnreadableInputError):
                beside = table_head(table)
                found = [set(map(str.strip, beside.cells(p))) for p in range(len(beside.columns))]
                shared = max(len(names & cells) for cells in found)
                if shared >= FEWEST_CELLS and shared >= MOST_SHARED * len(beside.rows):
                    said = f"{table.name} names the {axis} of {path.name}"
                    return f"a text table of numbers; {said}"
    return ""


def _is_large(head: TableHead, told: Orientation, n_features: int) -> bool:
    """Tell whether there are enough names and numbers for a chance hit to be improbable."""
    fewest = FEWEST_FEATURES if told.rows_are_observations else FEWEST_NUMBERS
    return n_features >= FEWEST_FEATURES and head.n_numeric >= fewest
