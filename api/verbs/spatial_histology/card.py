"""What a benchmark starts from: the card of the data, or a draft, and what it says of cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.evaluation.spatial_histology.card import CellTypes
from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.storage import CardOrigin, CardSource

if TYPE_CHECKING:
    from aivc.evaluation.spatial_histology.units import Units
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Dataset

CARD = "card.aivc.yaml"
CELL_TYPE = "cell_type"
"""Column in which CELLxGENE keeps the names of cell types."""


@dataclass(frozen=True, slots=True)
class InputCard:
    """The card of the data, or a draft of one.

    Attributes
    ----------
    sources
        As the facts are collected from.
    data
        Plain data of the preferred one.
    is_drafted
        Whether there was none.
    """

    sources: tuple[CardSource, ...]
    data: dict[str, Any]
    is_drafted: bool

    @property
    def folder(self) -> Path:
        """Folder beside which the files lie that the card names."""
        return self.sources[0].path.parent


def input_card(source: str | Path, card: str | Path | None, dataset: Dataset) -> InputCard:
    """Read the card, or draft one from what the file shows.

    Raises
    ------
    BenchmarkError
        The card cannot be read as YAML.
    UnreadableInputError
        A card that was named is not there.
    """
    from aivc.schema.card_document import read_document
    from aivc.storage import find_card

    found = find_card(source, card, dataset)
    is_drafted = not found
    if is_drafted:
        path = Path(source).resolve()
        found = (CardSource(CardOrigin.EXPLICIT, path.with_name(CARD), _drafted(dataset)),)
    document = read_document(found[0].text)
    if document.problem is not None or not isinstance(document.data, dict):
        why = document.problem.message if document.problem is not None else "it is no mapping"
        msg = f"the card {found[0].path} cannot be read: {why}"
        raise BenchmarkError(msg)
    return InputCard(found, document.data, is_drafted)


def _drafted(dataset: Dataset) -> str:
    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.draft import draft_card
    from aivc.adapters.drafting.written_card import write_card
    from aivc.verbs.matrix_looks import looks_of

    draft = draft_card(dataset, looks_of(dataset), Hints())
    card = {slot: value for slot, value in draft.card.items() if slot != "distributions"}
    return write_card(replace(draft, card=card), "card").text


def cell_types_of(
    dataset: Dataset, card: DatasetCard, units: Units, wanted: str | None
) -> CellTypes | None:
    """Return the column that tells cell types, of the units themselves before other tables.

    Raises
    ------
    BenchmarkError
        The column that was asked for is in no table of cells.
    """
    from aivc.evaluation.spatial_histology.units import choose_units

    name = wanted or CELL_TYPE
    tables = sorted(dataset.tables, key=lambda table: table.name != units.table.name)
    held = [table for table in tables if table.obs.has(name)]
    for table in held:
        described = choose_units(dataset, card, table.name) if table.name else units
        if described.scale == "cell":
            return CellTypes(name, described.matrix, "cell")
    if wanted is None:
        return None
    told = (
        f"the rows of {held[0].name or 'the table'} are {units.scale}s, and who is next to whom is "
        "asked of cells"
        if held
        else "no table has such a column"
    )
    msg = f"--cell-types {wanted}: {told}"
    raise BenchmarkError(msg)
