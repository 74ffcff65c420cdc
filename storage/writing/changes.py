"""What is stored in another way than it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.storage.dataset import OpenedDataset
from aivc.storage.frames.frame import StoredFrame
from aivc.storage.layouts.kind import Format
from aivc.storage.model import ContainerKind
from aivc.storage.node import join
from aivc.storage.problems import ProblemKind
from aivc.storage.writing.frames import names_of_frame
from aivc.storage.writing.suffixes import ZARR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from aivc.storage.model import Dataset, Frame, Table
    from aivc.storage.writing.added import AddedColumn


@dataclass(frozen=True, slots=True)
class StoredDifferently:
    """A part of a dataset that is stored under another name, or in another way.

    Attributes
    ----------
    table
        Name of the table that it belongs to.
    subject
        What it is in the source.
    result
        What it is in the file.
    because
        Why.
    """

    table: str
    subject: str
    result: str
    because: str


def changes_of_writing(
    dataset: Dataset, target: Path, added: Mapping[str, Sequence[AddedColumn]]
) -> tuple[StoredDifferently, ...]:
    """Return what :func:`~aivc.storage.writing.write.write_container` stores differently.

    Parameters
    ----------
    dataset, target, added
        As they will be given to it. Values stay the same in any case.
    """
    if not isinstance(dataset, OpenedDataset):
        return tuple(_renamed(dataset, added))
    return (*_left_out(dataset, target), *_rewritten(dataset, target, added))


def _renamed(
    dataset: Dataset, added: Mapping[str, Sequence[AddedColumn]]
) -> Iterator[StoredDifferently]:
    for table in dataset.tables:
        for name, frame in _frames(table):
            columns = added.get(table.name, ()) if name == "obs" else ()
            names = names_of_frame(frame, columns)
            for old, kept in {**names.columns, **names.added}.items():
                if old != kept:
                    subject = join(name, old) if old else f"the column of {name} without a name"
                    because = "no file can hold the name beside the others"
                    yield StoredDifferently(table.name, subject, join(name, kept), because)


def _frames(table: Table) -> Iterator[tuple[str, Frame]]:
    yield "obs", table.obs
    yield "var", table.var
    for name, frame in table.obsm_frames.items():
        yield join("obsm", name), frame


def _left_out(dataset: OpenedDataset, target: Path) -> Iterator[StoredDifferently]:
    if dataset.format is Format.ZARR and target.suffix == ZARR:
        for problem in dataset.problems:
            if problem.kind == ProblemKind.UNSAFE_NAME:
                entry = "an entry of the archive"
                yield StoredDifferently("", entry, "left out", problem.message)


def _rewritten(
    dataset: OpenedDataset, target: Path, added: Mapping[str, Sequence[AddedColumn]]
) -> Iterator[StoredDifferently]:
    from aivc.storage.writing.adding import takes_columns
    from aivc.storage.writing.modernising import is_outdated

    is_crossing = (dataset.format is Format.ZARR) != (target.suffix == ZARR)
    has_added = any(added.values())
    if dataset.kind is ContainerKind.H5AD and is_outdated(dataset) and (is_crossing or has_added):
        old, new = "the layout of AnnData before 0.7", "the layout of AnnData today"
        because = "it can neither take a column nor be read from zarr"
        yield StoredDifferently("", old, new, because)
        return
    for table in dataset.tables:
        n_added = len(added.get(table.name, ()))
        frame = table.obs
        is_touched = bool(n_added) or is_crossing
        if not is_touched or not isinstance(frame, StoredFrame):
            continue
        if not takes_columns(dataset, frame, n_added):
            result = "a data frame as AnnData writes it today"
            because = "in its earlier form it could take no further column"
            yield StoredDifferently(table.name, frame.path, result, because)
