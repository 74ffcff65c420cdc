"""Read obs or var: row names, and every column that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.validators.facts.columns import column_facts
from aivc.validators.facts.index_names import index_facts
from aivc.validators.facts.model import FrameFacts, IndexFacts
from aivc.validators.facts.progress import PER_CELL, PER_NAME

if TYPE_CHECKING:
    from collections.abc import Container

    from aivc.storage.model import Column, Frame
    from aivc.validators.facts.model import ColumnFacts
    from aivc.validators.facts.progress import Progress


def plan_frame(frame: Frame, progress: Progress) -> None:
    """Announce the work of reading a frame."""
    progress.plan(frame.n_rows * (PER_NAME + PER_CELL * len(frame.columns)))


def read_frame(
    frame: Frame,
    what: str,
    progress: Progress,
    *,
    keep: Container[str] = (),
    keeps_names: bool = False,
) -> tuple[FrameFacts, dict[str, Column]]:
    """Measure a frame, a column at a time.

    Parameters
    ----------
    frame
        The obs or var.
    what
        Its path, for the progress.
    progress
        Told after each column.
    keep
        Columns whose codes are given back.
    keeps_names
        Whether all row names become part of the facts.

    Returns
    -------
    facts, columns
        What was counted, and the columns to keep. What cannot be read is in ``unreadable``.
    """
    unreadable: dict[str, str] = {}
    index, names = IndexFacts(frame.n_rows, 0), None
    try:
        index = index_facts(frame)
        names = tuple(map(str, _names(frame))) if keeps_names else None
    except AivcError as error:
        unreadable[frame.index_name or "index"] = str(error)
    progress.advance(frame.n_rows * PER_NAME, f"{what} names")
    columns: dict[str, ColumnFacts] = {}
    kept: dict[str, Column] = {}
    for info in frame.columns:
        try:
            columns[info.name], column = column_facts(frame, info.name)
            if info.name in keep:
                kept[info.name] = frame.column(info.name) if column is None else column
        except AivcError as error:
            unreadable[info.name] = str(error)
        progress.advance(frame.n_rows * PER_CELL, f"{what}/{info.name}")
    return FrameFacts(index, columns, unreadable, names), kept


def _names(frame: Frame) -> list[str]:
    return [name for block in frame.index() for name in block]
