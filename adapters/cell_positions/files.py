"""Which tables a source holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.peeking import names_in

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = re.compile(r"\.(csv|tsv|txt)(\.gz)?$|\.parquet$", re.IGNORECASE)


def tables_in(source: Path) -> list[Path]:
    """Return the table that a source is, or those that lie in a folder, sorted by name."""
    if source.is_file():
        return [source] if _TABLE.search(source.name) else []
    return [source / name for name in names_in(source, 1) if _TABLE.search(name)]


def sample_of(path: Path) -> str:
    """Return the name of a table without its suffixes.

    Examples
    --------
    >>> from pathlib import Path
    >>> sample_of(Path("quantification/exemplar-001--unmicst_cell.csv.gz"))
    'exemplar-001--unmicst_cell'
    """
    return _TABLE.sub("", path.name)
