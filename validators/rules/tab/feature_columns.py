"""Find the columns of var that a card names as the identifiers of features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import ColumnFacts, Facts, FrameFacts, TableFacts


@dataclass(frozen=True, slots=True)
class FeatureColumn:
    """A declared column of identifiers, and what the file has under this name."""

    pointer: str
    table: TableFacts
    frame: str
    name: str
    read: FrameFacts | None
    """The frame that should hold it; None where it was not read."""

    @property
    def column(self) -> ColumnFacts | None:
        """The column, where the file has it and it could be read."""
        return self.read.columns.get(self.name) if self.read is not None else None


def declared_feature_columns(card: DatasetCard, facts: Facts) -> Iterator[FeatureColumn]:
    """Yield each declared column once for each frame, however many matrices share it."""
    seen: set[tuple[str, str, str]] = set()
    for declared in card.tables:
        name = declared.feature_space.feature_column if declared.feature_space else None
        found = facts.resolve(declared.path_in_file or "")
        if not name or found is None:
            continue
        table, matrix = found
        is_raw = matrix.name == "raw/X"
        frame = "raw/var" if is_raw else "var"
        if matrix.name.startswith("obsm/") or (table.name, frame, name) in seen:
            continue
        seen.add((table.name, frame, name))
        pointer = f"{declared.pointer}/feature_space/feature_column"
        read = table.raw_var if is_raw else table.var
        yield FeatureColumn(pointer, table, frame, name, read)
