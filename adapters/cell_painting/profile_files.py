"""Find files of profiles."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from aivc.adapters.cell_painting.features import is_profile_header
from aivc.adapters.peeking import PARQUET, first_bytes, first_lines, names_in
from aivc.adapters.plates.files import TEXT_SUFFIXES, plain_suffix, stem
from aivc.adapters.text_rows.header import separator_of
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DEPTH = 7
"""``profiles/BATCH/PLATE/FILE`` may lie in a folder of a workspace."""


SUFFIX = re.compile(
    r"[_.](augmented|aggregated|normalized(?:_[a-z0-9]+)*|normalised(?:_[a-z0-9]+)*|"
    r"feature_select(?:ed)?(?:_[a-z0-9]+)*|variable_selected|spherized(?:_[a-z0-9]+)*|"
    r"consensus(?:_[a-z0-9]+)*|profiles?|single_?cells?(?:_[a-z0-9]+)*)$",
    re.IGNORECASE,
)


def profile_names(source: Path, most_files: int | None = None) -> list[str]:
    """Return the profiles of a folder, relative to it, or a file's own name; never raises.

    Parameters
    ----------
    source
        A file or folder.
    most_files
        Tables that are looked at; all where it is None.
    """
    if not source.is_dir():
        return [source.name] if is_profile_file(source) else []
    tables = [name for name in names_in(source, DEPTH) if _may_be_table(name)]
    return [name for name in tables[:most_files] if is_profile_file(source / name)]


def is_profile_file(path: Path) -> bool:
    """Tell whether a file holds profiles, by the names of its columns; never raises."""
    return is_profile_header(_columns_of(path))


def _may_be_table(name: str) -> bool:
    return name.lower().endswith((".parquet", ".pq")) or plain_suffix(name) in TEXT_SUFFIXES


def _columns_of(path: Path) -> Sequence[str]:
    if path.suffix.lower() in {".parquet", ".pq"}:
        return _parquet_columns(path) if first_bytes(path, 4) == PARQUET else []
    if plain_suffix(path.name) not in TEXT_SUFFIXES:
        return []
    lines = first_lines(path, 1)
    with suppress(csv.Error):
        return next(csv.reader(lines, delimiter=separator_of(lines[0]))) if lines else []
    return []


def _parquet_columns(path: Path) -> list[str]:
    from aivc.storage.records.parquet import ParquetTable

    with suppress(UnreadableInputError, OSError):
        table = ParquetTable(str(path), path.stat().st_size, str(path))
        names = table.names
        table.close()
        return names
    return []


def plate_and_stage(path: Path) -> tuple[str, str]:
    """Divide the name of a file of profiles into the plate and what was done to them.

    Examples
    --------
    >>> from pathlib import Path
    >>> plate_and_stage(Path("SQ00015054_normalized_feature_select.csv.gz"))
    ('SQ00015054', 'normalized_feature_select')
    >>> plate_and_stage(Path("BR00117035.parquet"))
    ('BR00117035', '')
    """
    name = stem(path)
    found = SUFFIX.search(name)
    return (name, "") if found is None else (name[: found.start()], found[1].lower())


def level_of(stage: str) -> str | None:
    """Return the level of profiles that an ending of pycytominer means; None where it says none.

    Examples
    --------
    >>> level_of("normalized_feature_select_dmso"), level_of("augmented"), level_of("spherized")
    ('feature_selected', 'well_aggregated', None)
    """
    if stage.startswith("consensus"):
        return "consensus"
    if "feature_select" in stage or stage == "variable_selected":
        return "feature_selected"
    if stage.startswith(("normalized", "normalised")):
        return "well_normalized"
    if stage in {"augmented", "aggregated"}:
        return "well_aggregated"
    return "single_cell" if stage.replace("_", "").startswith("singlecell") else None
