"""Draft what a container says of units that are linked without places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.linked.channel_controls import draft_channel_controls
from aivc.adapters.drafting.linked.given_guides import draft_guides
from aivc.adapters.drafting.linked.panels import draft_panels
from aivc.adapters.drafting.linked.same_cells import draft_same_cells
from aivc.adapters.drafting.linked.subjects import draft_subjects
from aivc.adapters.drafting.linked.wells import draft_wells
from aivc.adapters.drafting.section import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.notes import Guess
    from aivc.storage.model import Dataset


def draft_links(
    card: dict[str, Any], guesses: list[Guess], dataset: Dataset, measured: Sequence[Measured]
) -> None:
    """Add panels of antibodies, sets of units, and the links between them to a drafted card.

    Parameters
    ----------
    card
        The card with its tables, operators and samples, as a format and a person have said them;
        changed.
    guesses
        Takes what was guessed.
    dataset
        The container.
    measured
        Its tables with their operators.
    """
    section = Section(card, guesses)
    draft_panels(section, measured)
    draft_same_cells(section, measured)
    draft_guides(section, measured)
    draft_wells(section, dataset)
    draft_subjects(section, measured)
    draft_channel_controls(section, measured)
