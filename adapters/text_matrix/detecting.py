"""Tell from the beginning of text tables whether they are matrices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Confidence, Detection
from aivc.adapters.drafting.feature_names import naming_of
from aivc.adapters.peeking import first_lines, names_in
from aivc.adapters.text_matrix.folder import is_called_metadata, is_matrix
from aivc.adapters.text_matrix.orientation import orientation_of
from aivc.adapters.text_matrix.table_head import SUFFIX, table_head
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.text_matrix.orientation import Orientation
    from aivc.adapters.text_matrix.table_head import TableHead

FEWEST_FEATURES = 3
FEWEST_NUMBERS = 3
"""Columns of numbers beside names of genes; one or two may be statistics of the genes."""

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
    if not is_matrix(head):
        return None
    try:
        told = orientation_of(head)
    except UnreadableInputError:
        return Detection(Confidence.POSSIBLE, "most columns of the table hold numbers")
    names = list(head.columns[1:]) if told.rows_are_observations else head.cells(0)
    naming = naming_of([name.strip() for name in names])
    is_sure = (
        naming is not None
        and naming.scheme in GENOMIC
        and _is_large(head, told, len(names))
        and (naming.share == 1 or len(names) >= MANY_NAMES)
        and not OF_INSTRUMENTS.search(path.name)
    )
    said = f"a text table of numbers; {told.because}"
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
    for name in [name for name in names if "/" not in name][:most_files]:
        if not is_called_metadata(folder / name):
            one = detected(folder / name)
            if one is not None:
                found.append(one)
    sure = [one for one in found if one.confidence is Confidence.LIKELY]
    if not sure:
        return max(found, key=lambda one: one.confidence, default=None)
    said = f"{len(sure):,} of {len(names):,} files are matrices: {sure[0].because}"
    return Detection(Confidence.LIKELY, said)


def _is_large(head: TableHead, told: Orientation, n_features: int) -> bool:
    """Tell whether there are enough names and numbers for a chance hit to be improbable."""
    fewest = FEWEST_FEATURES if told.rows_are_observations else FEWEST_NUMBERS
    return n_features >= FEWEST_FEATURES and head.n_numeric >= fewest
