"""Tables that lie beside a count matrix and say more about its cells, features and samples."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.tenx.aggregation import library_columns
from aivc.adapters.tenx.cell_tables import columns_by_cell
from aivc.adapters.tenx.feature_reference import with_reference

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.adapters.tenx.features import Features
    from aivc.storage.frames.sources import ColumnSource


@dataclass(frozen=True, slots=True)
class Beside:
    """Files beside the matrices of a folder, by what they are.

    Attributes
    ----------
    aggregation
        Table of the libraries that ``cellranger aggr`` joined.
    feature_reference
        Table of antibodies, guides and other features.
    cell_tables
        Tables that may have a row for each cell.
    uns
        What goes to uns.
    """

    aggregation: Path | None = None
    feature_reference: Path | None = None
    cell_tables: tuple[Path, ...] = ()
    uns: dict[str, Any] = field(default_factory=dict)

    def described(self, features: Features, log: ConversionNotes) -> Features:
        """Return features with the columns of the feature reference."""
        if self.feature_reference is None:
            return features
        return with_reference(features, self.feature_reference, log)

    def columns_of(
        self, parts: Sequence[CountMatrix], taken: Sequence[str], log: ConversionNotes
    ) -> list[ColumnSource]:
        """Return what these tables say of the cells of all samples.

        Parameters
        ----------
        parts
            The samples, in the order in which they are joined.
        taken
            Names of columns that obs has already.
        log
            Takes notes.
        """
        columns: list[ColumnSource] = []
        if self.aggregation is not None:
            columns += library_columns(self.aggregation, parts, taken, log)
        names = [*taken, *(column.info.name for column in columns)]
        for path in self.cell_tables:
            found = columns_by_cell(path, parts, names, log)
            columns += found
            names += [column.info.name for column in found]
        return columns
