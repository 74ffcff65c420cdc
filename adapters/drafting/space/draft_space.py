"""Draft what a container says of units in space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.section import Section
from aivc.adapters.drafting.space.arrays import draft_arrays
from aivc.adapters.drafting.space.controls import draft_negative_controls
from aivc.adapters.drafting.space.images import draft_images
from aivc.adapters.drafting.space.objects import draft_objects
from aivc.adapters.drafting.space.partners import draft_cells_of_spots
from aivc.adapters.drafting.space.pictures import draft_pictures
from aivc.adapters.drafting.space.transcripts import draft_transcripts
from aivc.adapters.drafting.space.unit_sets import draft_unit_sets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.notes import Guess
    from aivc.storage.model import Dataset


def draft_space(
    card: dict[str, Any], guesses: list[Guess], dataset: Dataset, measured: Sequence[Measured]
) -> list[str]:
    """Add sets of units, the links between them, and images to a drafted card.

    Parameters
    ----------
    card
        The card with its tables and operators, as a format and a person have said them; changed.
    guesses
        Takes what was guessed.
    dataset
        The container.
    measured
        Its tables with their operators.

    Returns
    -------
    list of str
        Sentences about what could not be linked.
    """
    section = Section(card, guesses)
    draft_arrays(section, measured)
    sets = draft_unit_sets(section, dataset, measured)
    remarks = draft_transcripts(section, dataset, sets)
    draft_objects(section, dataset, sets)
    draft_cells_of_spots(section, sets)
    draft_images(section, dataset, measured)
    draft_pictures(section, dataset, sets)
    draft_negative_controls(section, measured)
    return remarks
