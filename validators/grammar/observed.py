"""What a card says was observed: the tables and the images of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from aivc.schema.generated.views import ModalityImage, ModalityTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import DatasetCard, Readout

Observed: TypeAlias = ModalityTable | ModalityImage


def path_of(observed: Observed) -> str | None:
    """Return the path of a table or of an image in its container."""
    if isinstance(observed, ModalityImage):
        return observed.image_path
    return observed.path_in_file


def observed_in(card: DatasetCard) -> tuple[Observed, ...]:
    """Return the tables and then the images of a card."""
    tables: tuple[Observed, ...] = card.tables
    return tables + card.images


def observed_by_path(card: DatasetCard) -> Mapping[str | None, Observed]:
    """Return the tables and the images of a card by path."""
    return {path_of(observed): observed for observed in observed_in(card)}


def inputs_of(
    readout: Readout, observed: Mapping[str | None, Observed]
) -> tuple[tuple[str, Observed], ...]:
    """Return what a readout is computed from and the card has, tables first, each with its path.

    Examples
    --------
    >>> from aivc.schema.reading import read_card
    >>> niches = {"readout_id": "n", "input_tables": ["X"], "input_images": ["images/he"]}
    >>> card = read_card({"images": [{"image_path": "images/he"}], "readouts": [niches]})
    >>> [path for path, _ in inputs_of(card.readouts[0], observed_by_path(card))]
    ['images/he']
    """
    named = (*readout.input_tables, *readout.input_images)
    return tuple((path, observed[path]) for path in named if path in observed)
