"""Walk the columns of all tables, and tell labels from names and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.validators.facts.model import ColumnFacts, Facts, FrameFacts, IndexFacts, TableFacts


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A column of obs or var, and where it is."""

    table: str
    frame: str
    name: str
    facts: ColumnFacts

    @property
    def location(self) -> Location:
        """Where a finding about the column is."""
        return Location(self.frame, table=self.table, column=self.name)

    @property
    def is_text(self) -> bool:
        """Whether it holds labels; numbers, also as categories, and truth values are none."""
        kind = self.facts.info.kind
        is_truth = self.facts.info.dtype.startswith("bool")
        return kind in {"categorical", "string"} and self.facts.numbers is None and not is_truth

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.facts.numbers is not None and self.facts.info.kind != "boolean"

    @property
    def names_each_row(self) -> bool:
        """Whether it names rows, as barcodes do, and does not group them.

        A label of a group is shared; fewer than two rows per label on average is an identifier.
        """
        return 2 * (len(self.facts.used) + self.facts.n_unlisted_levels) > self.facts.n_rows

    @property
    def label_counts(self) -> tuple[tuple[str, int], ...]:
        """The labels in use, and the rows of each."""
        pairs = zip(self.facts.categories, self.facts.counts.tolist(), strict=True)
        return tuple((label, count) for label, count in pairs if count)


def columns_of(facts: Facts, *frames: str) -> Iterator[PlacedColumn]:
    """Yield the columns of obs, var or both, of every table whose frames were read."""
    for table in facts.tables.values():
        for frame in frames:
            for name, column in frame_columns(table, frame).items():
                yield PlacedColumn(table.name, frame, name, column)
    if "obs" in frames:
        yield from _of_all_modalities(facts)


def _of_all_modalities(facts: Facts) -> Iterator[PlacedColumn]:
    """Yield what only the shared obs of a MuData has.

    MuData copies columns of the modalities into it, some with the name of the modality in front; a
    fault of theirs is told once, where it comes from.
    """
    if facts.shared_obs is None:
        return
    known = {
        copy
        for table in facts.tables.values()
        for name in frame_columns(table, "obs")
        for copy in (name, f"{table.name.removeprefix('mod/')}:{name}")
    }
    for name, column in facts.shared_obs.columns.items():
        if name not in known:
            yield PlacedColumn("", "obs", name, column)


def frame_columns(table: TableFacts, frame: str) -> Mapping[str, ColumnFacts]:
    """Return the columns of obs or var as read; none where the frame was not."""
    read: FrameFacts | None = getattr(table, frame)
    return read.columns if read is not None else {}


def indexes_of(facts: Facts) -> Iterator[tuple[Location, IndexFacts, str]]:
    """Yield where row names are, what is known of them, and what they name."""
    for table in facts.tables.values():
        if table.obs is not None:
            yield Location("obs", table=table.name), table.obs.index, "observations"
        if table.var is not None:
            yield Location("var", table=table.name), table.var.index, "features"
        if table.raw_var is not None and not _is_same_index(table.raw_var, table.var):
            yield Location("raw/var", table=table.name), table.raw_var.index, "features"


def _is_same_index(one: FrameFacts, other: FrameFacts | None) -> bool:
    return other is not None and one.names is not None and one.names == other.names


def copies_of(index: IndexFacts) -> tuple[int, tuple[str, ...]]:
    """Return how many names are copies, and some of them; empty names are TAB003's."""
    n_copies = index.n_duplicated - max(0, index.n_empty - 1)
    return n_copies, tuple(name for name in index.duplicated_examples if name)


def counted(pairs: list[tuple[str, int]]) -> tuple[str, ...]:
    """Write labels with their rows, commonest first."""
    ordered = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
    return tuple(f"{label!r} ({count:,})" for label, count in ordered)
