"""Write a dataset as a container of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.atomic import replacing, replacing_folder
from aivc.storage.errors import UnwritableError
from aivc.storage.made.overlay import OverlaidDataset
from aivc.storage.writing.suffixes import ZARR, container_of, default_suffix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.storage.model import ContainerKind, Dataset
    from aivc.storage.writing.added import AddedColumn

    Added = Mapping[str, Sequence[AddedColumn]]

__all__ = ["container_of", "default_suffix", "write_container"]

NOTHING: Mapping[str, Sequence[AddedColumn]] = {}
NO_TEXTS: Mapping[str, str] = {}


def write_container(
    dataset: Dataset,
    target: Path,
    *,
    added: Added = NOTHING,
    embedded: Mapping[str, str] = NO_TEXTS,
    force: bool = False,
) -> ContainerKind:
    """Write a dataset as h5ad, h5mu or zarr, all of it or nothing.

    A dataset that was opened from a container is copied without decoding where the format stays the
    same, so that everything in it is kept to the last byte, and carried over group by group where
    it changes. Any other dataset is streamed. Memory does not grow with the matrices.

    Parameters
    ----------
    dataset
        What to write, as it was opened or made. It stays as it is.
    target
        Where to; the suffix ``.h5ad``, ``.h5mu`` or ``.zarr`` says as what.
    added
        Columns that the obs of a table gets, by name of the table (``""``, ``mod/rna``,
        ``tables/x``).
    embedded
        Texts that are stored as ``uns[key]``, or as attribute of the root of a SpatialData store.
        They take the place of what the dataset holds there.
    force
        Replace a target that is there already.

    Returns
    -------
    ContainerKind
        What was written.

    Raises
    ------
    UnwritableError
        The suffix does not fit the dataset, the target is there, a column to add has the name of
        one that is there or another length, or something in the dataset cannot be stored.
    UnreadableInputError
        The source is damaged.
    TypeError
        The dataset is an overlay, which does not show all that lies below it.
    OSError
        The folder does not exist, may not be written, or is full.

    Examples
    --------
    >>> from aivc.storage import open_dataset
    >>> with open_dataset("screen.h5ad") as dataset:  # doctest: +SKIP
    ...     write_container(dataset, Path("screen.zarr"))
    <ContainerKind.ANNDATA_ZARR: 'anndata-zarr'>
    """
    if isinstance(dataset, OverlaidDataset):
        msg = "give the dataset below the overlay, and what the overlay adds as `added`"
        raise TypeError(msg)
    kind = container_of(dataset, target)
    _check_target(dataset, target, force=force)
    _check_added(dataset, added)
    if target.suffix == ZARR:
        from aivc.storage.writing.stores import write_store

        with replacing_folder(target) as folder:
            write_store(dataset, folder, added, embedded)
    else:
        from aivc.storage.writing.files import write_file

        with replacing(target) as file:
            write_file(dataset, file, kind, added, embedded)
    return kind


def _check_target(dataset: Dataset, target: Path, *, force: bool) -> None:
    if not target.exists():
        return
    if not force:
        msg = f"{target} is there already; choose another name"
        raise UnwritableError(msg)
    if target.is_dir() != (target.suffix == ZARR):
        what = "folder" if target.is_dir() else "file"
        msg = f"{target} is a {what}, which does not fit its suffix; remove it first"
        raise UnwritableError(msg)
    if dataset.path.exists() and target.samefile(dataset.path):
        msg = f"{target} is the source itself, which is never changed; choose another name"
        raise UnwritableError(msg)


def _check_added(dataset: Dataset, added: Added) -> None:
    for name, columns in added.items():
        table = dataset.table(name)
        if table is None:
            known = ", ".join(repr(table.name) for table in dataset.tables) or "none"
            msg = f"there is no table {name!r} to add columns to; the tables are: {known}"
            raise UnwritableError(msg)
        taken = {info.name for info in table.obs.columns} | {table.obs.index_name}
        for column in columns:
            if column.name in taken:
                msg = f"obs of {name or 'the table'} has a column {column.name!r} already"
                raise UnwritableError(msg)
            if len(column.codes) != table.n_obs:
                msg = (
                    f"the column {column.name!r} has {len(column.codes):,} values, but "
                    f"{name or 'the table'} has {table.n_obs:,} observations"
                )
                raise UnwritableError(msg)
            taken.add(column.name)
