"""Which files of a source hold matrices, and which hold metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from filecmp import cmp
from typing import TYPE_CHECKING

from aivc.adapters.text_matrix.labels import stem_of
from aivc.adapters.text_matrix.series_matrix import is_series_matrix
from aivc.adapters.text_matrix.table_head import SUFFIX, TableHead, table_head
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

METADATA = re.compile(
    r"(^|[_\-. ])(meta|metadata|obs|var|cells?|coldata|rowdata|samples?|sampleinfo|genes?|"
    r"features?|annotations?|annot|anno|barcodes?|pheno(type|data)?|pdata|fdata|design|clinical|info|"
    r"samplesheet|conditions?|treatments?)($|[_\-. ])",
    re.IGNORECASE,
)
"""Words in names of files with what is said of rows or features."""

MOSTLY = 0.6
"""Share of columns with numbers from which a table may be a matrix."""

FEATURE_COUNTS = ("Geneid", "Chr", "Start", "End", "Strand", "Length")

_AMONG_NUMBERS = re.compile(
    r"(counts?|matrix|expression|expr|tpm|fpkm|rpkm|umi|dge|lognorm|normalized)", re.IGNORECASE
)
_COPY = re.compile(r"( \(\d+\)|[ _-]+(copy|kopie|copie)( ?\(?\d+\)?)?)$", re.IGNORECASE)


@dataclass
class Sources:
    """Files of a source by what they hold.

    Attributes
    ----------
    matrices
        Beginnings of the tables with matrices, by name of the file.
    tables
        Tables with metadata.
    others
        What is neither, and why.
    """

    matrices: list[TableHead] = field(default_factory=list)
    tables: list[Path] = field(default_factory=list)
    others: list[tuple[Path, str]] = field(default_factory=list)


def sources_in(source: Path) -> Sources:
    """Sort the files of a source.

    For a single file these are the file itself and, in the same folder, tables whose names say that
    they hold metadata.

    Raises
    ------
    UnreadableInputError
        There is no file with a matrix.
    """
    if source.is_file():
        beside = [path for path in _texts(source.parent) if path != source]
        tables = [path for path in beside if is_called_metadata(path)]
        return Sources([table_head(source)], tables)
    found = Sources()
    if not source.is_dir():
        msg = f"there is no file or folder {source}"
        raise UnreadableInputError(msg)
    for path in sorted(source.iterdir()):
        if path.name.startswith("."):
            continue
        if not path.is_file() or not SUFFIX.search(path.name):
            found.others.append((path, "it is no text table"))
            continue
        _sort(path, found)
    _leave_copies(found)
    if not found.matrices:
        msg = (
            f"{source} has no text table that is a matrix: its tables hold mostly text, or are "
            "called after metadata; name the file itself"
        )
        raise UnreadableInputError(msg)
    return found


def is_called_metadata(path: Path) -> bool:
    """Tell whether the name of a file says that it holds metadata, or it is a sample sheet of GEO.

    Examples
    --------
    >>> from pathlib import Path
    >>> [is_called_metadata(Path(n)) for n in ("cells_meta.csv", "gene_counts.csv", "genes.tsv")]
    [True, False, True]
    """
    if is_series_matrix(path):
        return True
    stem = stem_of(path.name)
    return bool(METADATA.search(stem)) and not _AMONG_NUMBERS.search(stem)


def is_matrix(head: TableHead) -> bool:
    """Tell whether a table holds mostly numbers."""
    if is_of_feature_counts(head):
        return True
    n_columns = len(head.columns) - 1
    return head.n_numeric >= 1 and head.n_numeric >= MOSTLY * n_columns


def is_of_feature_counts(head: TableHead) -> bool:
    """Tell counts of featureCounts (https://subread.sourceforge.net) by their first columns."""
    return head.columns[: len(FEATURE_COUNTS)] == FEATURE_COUNTS and len(head.columns) > len(
        FEATURE_COUNTS
    )


def _sort(path: Path, found: Sources) -> None:
    if is_called_metadata(path):
        found.tables.append(path)
        return
    try:
        head = table_head(path)
    except UnreadableInputError as error:
        found.others.append((path, str(error)))
        return
    if is_matrix(head):
        found.matrices.append(head)
    else:
        found.tables.append(path)


def _leave_copies(found: Sources) -> None:
    """Take out copies that are called as browsers and desktops call them: ``counts (1).csv``."""
    by_stem = {stem_of(head.path.name): head for head in found.matrices}
    for stem, head in by_stem.items():
        first = by_stem.get(_COPY.sub("", stem))
        is_copy = first is not None and first is not head
        if first is not None and is_copy and cmp(first.path, head.path, shallow=False):
            found.matrices.remove(head)
            found.others.append((head.path, f"it is a copy of {first.path.name}, byte for byte"))


def _texts(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and SUFFIX.search(path.name))
