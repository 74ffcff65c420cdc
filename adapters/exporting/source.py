"""A dataset opened for export: its tables, and its card with all that stands beside it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.adapters.exporting.exporter import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.adapters.exporting.rows import EntityRows
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.card_source import CardSource
    from aivc.storage.card_tables.rows import CardTable
    from aivc.storage.model import Dataset, Table


@dataclass(frozen=True)
class ExportSource:
    """What an exporter reads.

    Attributes
    ----------
    path
        The dataset.
    dataset
        Its tables.
    card
        Its card, with the rows of tables beside it.
    raw
        The card as plain data, as it is written.
    card_path
        The file that holds the card: a card's own file, or the dataset.
    tables
        The tables that the card names.
    """

    path: Path
    dataset: Dataset
    card: DatasetCard
    raw: Mapping[str, Any]
    card_path: Path
    tables: tuple[CardTable, ...]
    _rows: dict[tuple[str, str], EntityRows | None] = field(default_factory=dict, repr=False)

    @property
    def folder(self) -> Path:
        """Return the folder that paths in the card start from."""
        return self.card_path.parent

    @property
    def is_embedded(self) -> bool:
        """Tell whether the card lies in the dataset, not beside it."""
        return self.card_path == self.path

    def rows_of(self, slot: str, table: Table) -> EntityRows | None:
        """Return which entity of a list of the card each row of a table belongs to.

        Parameters
        ----------
        slot
            ``samples``, ``conditions``, ``donors``, ``plates``, ``batches`` or ``sites``.
        table
            One of the dataset's tables.

        Returns
        -------
        EntityRows or None
            None where the card does not tell it.
        """
        from aivc.adapters.exporting.rows import entity_rows

        key = (slot, table.name)
        if key not in self._rows:
            self._rows[key] = entity_rows(self.dataset, table, self.card, slot)
        return self._rows[key]


@contextmanager
def open_export_source(path: str | Path, card: str | Path | None = None) -> Iterator[ExportSource]:
    """Open a dataset and read its card.

    Parameters
    ----------
    path
        An h5ad or h5mu file, a zarr store, or a table of observations.
    card
        Card to use instead of the sidecar or the embedded one.

    Raises
    ------
    UnreadableInputError
        The dataset cannot be opened, or the card cannot be read.
    ExportError
        There is no card, it is no YAML, or a table that it names cannot be read.
    """
    from aivc.storage import find_card, open_observations

    path = Path(path)
    with open_observations(path) as dataset:
        cards = find_card(path, card, dataset)
        if not cards:
            msg = (
                f"{path} has no card, so nothing is known that could be exported; "
                "draft one with `aivc init`"
            )
            raise ExportError(msg)
        yield _read(path, dataset, cards[0])


def _read(path: Path, dataset: Dataset, found: CardSource) -> ExportSource:
    from aivc.schema.reading import read_card
    from aivc.storage.card_tables.reading import CardError, read_whole_card

    try:
        card = read_whole_card(found)
    except CardError as error:
        raise ExportError(str(error)) from error
    return ExportSource(path, dataset, read_card(card.whole), card.written, found.path, card.tables)
