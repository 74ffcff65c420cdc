"""Write the obs or var of a table as AnnData stores data frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.storage.writing.columns import write_categorical, write_column
from aivc.storage.writing.names import StoredNames

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.storage.model import Frame
    from aivc.storage.writing.added import AddedColumn
    from aivc.storage.writing.sink import Sink

FRAME = {"encoding-type": "dataframe", "encoding-version": "0.2.0"}
INDEX = "_index"
"""Under this name row names are stored that have no name of their own."""


@dataclass(frozen=True, slots=True)
class FrameNames:
    """Under which names the parts of a frame are stored."""

    index: str
    columns: Mapping[str, str]
    added: Mapping[str, str]


def names_of_frame(frame: Frame, added: Sequence[AddedColumn] = ()) -> FrameNames:
    """Return the names under which a frame and columns to add are stored."""
    names = StoredNames(reserved=[INDEX])
    columns = names.all_of(info.name for info in frame.columns)
    new = names.all_of(column.name for column in added)
    has_own = frame.index_name not in {"", INDEX, *columns, *new}
    return FrameNames(names.of(frame.index_name) if has_own else INDEX, columns, new)


def write_frame(sink: Sink, name: str, frame: Frame, added: Sequence[AddedColumn] = ()) -> None:
    """Write a frame, one column after the other.

    Parameters
    ----------
    sink
        The group that gets it.
    name
        ``obs``, ``var``, or the name of a frame of ``obsm``.
    frame
        What to write; row names are written in blocks.
    added
        Columns that come last.
    """
    names = names_of_frame(frame, added)
    order = [*names.columns.values(), *names.added.values()]
    attributes = {**FRAME, INDEX: names.index, "column-order": order}
    group = sink.group(name, attributes, n_columns=len(order))
    group.texts(names.index, frame.n_rows, frame.index())
    for info in frame.columns:
        write_column(group, names.columns[info.name], frame, info)
    for column in added:
        write_categorical(group, names.added[column.name], column.codes, column.labels)
