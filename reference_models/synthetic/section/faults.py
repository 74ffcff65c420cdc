"""Faults to plant in the card of the synthetic tissue, each with the rule that must find it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.faults import Fault
from aivc.validators.examples.example import DropCard, SetCard

if TYPE_CHECKING:
    from collections.abc import Mapping


def section_faults(card: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return the faults, with the places in this card where they are planted."""
    links = {entry["link_id"]: entry for entry in card["links"]}
    at = {name: f"/links/{place}" for place, name in enumerate(links)}
    return (
        Fault(
            "transcripts-of-no-cell",
            "Nobody wrote that UNASSIGNED stands for no cell, so that it is a cell that is absent.",
            "SCL022",
            (DropCard(f"{at['transcript_to_cell']}/unassigned_labels"),),
        ),
        Fault(
            "cells-in-the-gaps",
            "All cells were said to lie under a spot; most lie in the gaps between spots.",
            "SCL030",
            (
                SetCard(
                    f"{at['cell_to_spot']}/coverage/n_source_linked",
                    links["cell_to_spot"]["coverage"]["n_source"],
                ),
            ),
        ),
        Fault(
            "image-half-a-spot-off",
            "The image was laid over the spots with an error of 40 micrometres.",
            "SCL050",
            (
                SetCard(f"{at['spot_to_image']}/alignment/error_value/value", 40),
                SetCard(f"{at['spot_to_image']}/alignment/error_p95/value", 60),
            ),
        ),
    )
