"""Read a split in whatever format it is."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.splits.errors import ImportedSplitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.splits.importers.model import ImportedSplit
    from aivc.splits.observations import Observations


class SplitFormat(StrEnum):
    """Formats of splits."""

    TABLE = "table"
    """CSV, TSV or Parquet with keys and parts; also what PerturBench writes."""
    OBS = "obs"
    """A column of obs of the data, such as those of OpenProblems."""
    GEARS = "gears"
    CELL_LOAD = "cell-load"
    CROISSANT = "croissant"


_SUFFIXES = {
    ".csv": SplitFormat.TABLE,
    ".tsv": SplitFormat.TABLE,
    ".tab": SplitFormat.TABLE,
    ".txt": SplitFormat.TABLE,
    ".gz": SplitFormat.TABLE,
    ".parquet": SplitFormat.TABLE,
    ".pq": SplitFormat.TABLE,
    ".toml": SplitFormat.CELL_LOAD,
    ".pkl": SplitFormat.GEARS,
    ".pickle": SplitFormat.GEARS,
    ".jsonld": SplitFormat.CROISSANT,
}

_CROISSANT_SIGNS = ("recordSet", "mlcommons.org/croissant")


def format_of(source: str | Path | None) -> SplitFormat:
    """Tell the format of a split from its name, and of JSON from what it holds.

    Raises
    ------
    ImportedSplitError
        The name tells nothing.
    """
    if source is None:
        return SplitFormat.OBS
    path = Path(source)
    suffix = path.suffix.lower()
    if suffix == ".json":
        from aivc.storage.whole_files import read_text

        text = read_text(path)
        is_croissant = any(sign in text for sign in _CROISSANT_SIGNS)
        return SplitFormat.CROISSANT if is_croissant else SplitFormat.GEARS
    if suffix not in _SUFFIXES:
        names = ", ".join(SplitFormat)
        msg = f"the name of {path} tells no format of splits; name one of {names}"
        raise ImportedSplitError(msg)
    return _SUFFIXES[suffix]


def read_split(
    source: str | Path | None,
    observations: Observations | None = None,
    *,
    split_format: SplitFormat | None = None,
    column: str | None = None,
    keys: Sequence[str] = (),
    roles: Mapping[str, str] | None = None,
    dataset: str | None = None,
) -> ImportedSplit:
    """Read a split in another format.

    Parameters
    ----------
    source
        The file; None for a column of obs.
    observations
        The rows of the data, where they are at hand.
    split_format
        The format; told from the source where it is None.
    column
        Column of parts.
    keys
        Columns that say which observations are meant; of cell-load cell type and perturbation, in
        this order.
    roles
        Roles of parts by name.
    dataset
        The data set that cell-load calls this one.

    Raises
    ------
    ImportedSplitError
        The source is no such split, or leaves open what it means; the message says how to tell.
    UnreadableInputError
        A file cannot be read.
    """
    kind = split_format or format_of(source)
    if kind is SplitFormat.OBS:
        from aivc.splits.importers.obs_column import import_obs_column

        if observations is None:
            msg = "a column of obs needs the data; name them with --data"
            raise ImportedSplitError(msg)
        return import_obs_column(observations, column=column, roles=roles)
    if source is None:
        msg = f"the format {kind} needs a file"
        raise ImportedSplitError(msg)
    if kind is SplitFormat.TABLE:
        from aivc.splits.importers.table import import_table

        return import_table(source, observations, column=column, keys=keys, roles=roles)
    if kind is SplitFormat.CROISSANT:
        from aivc.splits.importers.croissant import import_croissant

        return import_croissant(source, observations, keys=keys, roles=roles)
    if kind is SplitFormat.GEARS:
        from aivc.splits.importers.gears import import_gears

        return import_gears(source, observations, key=next(iter(keys), None), roles=roles)
    from aivc.splits.importers.cell_load import import_cell_load

    cells, perturbation = (*keys, None, None)[:2]
    return import_cell_load(
        source,
        observations,
        dataset=dataset,
        cell_type_column=cells,
        perturbation_column=perturbation,
    )
