"""Units of every scale of the synthetic tissue, and what links them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.section.card_operators import micrometres
from aivc.reference_models.synthetic.section.geometry import (
    DONORS,
    SECTIONS,
    SPOT_DIAMETER,
    WIDTH,
)
from aivc.reference_models.synthetic.section.store import TRANSCRIPTS, UNASSIGNED
from aivc.reference_models.synthetic.section.tables import CELLS, SPOTS

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.section.files import WrittenFile
    from aivc.reference_models.synthetic.section.readings import Error, Readings

TYPICAL_CELL = 16.0
"""Diameter of a cell in micrometres, about."""
ON_SLIDE = {"coordinate_system": "global", "coordinate_unit": "um"}


def unit_sets_of_card(readings: Readings) -> list[dict[str, Any]]:
    """Return molecules, cells, spots, sections, images and donors."""
    section = {"scale": "section", "n_units": len(SECTIONS), "physical_size": micrometres(WIDTH)}
    return [
        {
            "unit_set_id": "transcripts",
            "scale": "molecule",
            "n_units": readings.n_transcripts,
            "element": f"points/{TRANSCRIPTS}",
            **ON_SLIDE,
        },
        {
            "unit_set_id": "cells",
            "scale": "cell",
            "n_units": readings.n_cells,
            "element": CELLS,
            "unit_id_column": "cell_id",
            "region_column": "region",
            "physical_size": micrometres(TYPICAL_CELL),
            **ON_SLIDE,
        },
        {
            "unit_set_id": "spots",
            "scale": "spot",
            "n_units": readings.n_spots,
            "element": SPOTS,
            "unit_id_column": "spot_id",
            "region_column": "region",
            "physical_size": micrometres(SPOT_DIAMETER),
            **ON_SLIDE,
        },
        {
            "unit_set_id": "sections",
            "element": CELLS,
            "unit_id_column": "section_id",
            **section,
        },
        {"unit_set_id": "images", "element": SPOTS, "unit_id_column": "image", **section},
        {
            "unit_set_id": "donors",
            "scale": "organism",
            "n_units": len(DONORS),
            "element": CELLS,
            "unit_id_column": "donor_id",
        },
    ]


def links_of_card(readings: Readings, weights: WrittenFile) -> list[dict[str, Any]]:
    """Return the anchors of every project between these units, with their coverage."""
    return [
        {
            **_project("transcript_to_cell", "transcripts", "cells", "sum"),
            "link_type": "transcript_to_cell",
            "link_basis": "physical_containment",
            "partner_column": "cell_id",
            "unassigned_labels": [UNASSIGNED],
            "conserved_quantity": "counts",
            "coverage": _coverage(
                (readings.n_transcripts, readings.n_assigned),
                (readings.n_cells, readings.n_cells_with_transcripts),
            ),
            "was_generated_by": ["assign"],
        },
        {
            **_project("cell_to_spot", "cells", "spots", "mean"),
            "link_type": "cell_to_spot",
            "link_basis": "physical_containment",
            "cardinality": "many_to_many",
            "weights": weights.described(),
            "weight_semantics": "fraction",
            "coverage": _coverage(
                (readings.n_cells, readings.n_cells_covered),
                (readings.n_spots, readings.n_spots_covered),
            ),
        },
        {
            **_project("spot_to_image", "spots", "images", "mean"),
            "link_type": "spot_to_image_region",
            "link_basis": "image_registration",
            "alignment": _alignment(readings.image_error, "nuclei of known place"),
            "coverage": _all_of(readings.n_spots, len(SECTIONS)),
        },
        {
            "link_id": "next_section",
            "source_set": "sections",
            "target_set": "sections",
            "direction": "same_scale",
            "link_type": "serial_section",
            "link_basis": "image_registration",
            "cardinality": "one_to_one",
            "partner_column": "neighbouring_section",
            "pairing": "adjacent_section",
            "alignment": _alignment(readings.section_error, "cells that both sections hold"),
            "coverage": _all_of(len(SECTIONS), len(SECTIONS)),
        },
        _summed("cell_to_section", "cells", readings.n_cells, "sections", len(SECTIONS)),
        _summed("spot_to_section", "spots", readings.n_spots, "sections", len(SECTIONS)),
        _summed("section_to_donor", "sections", len(SECTIONS), "donors", len(DONORS)),
    ]


def _project(name: str, source: str, target: str, function: str) -> dict[str, Any]:
    return {
        "link_id": name,
        "source_set": source,
        "target_set": target,
        "direction": "project",
        "cardinality": "many_to_one",
        "aggregation_function": function,
    }


def _summed(name: str, source: str, n_source: int, target: str, n_target: int) -> dict[str, Any]:
    return {
        **_project(name, source, target, "sum"),
        "link_type": "pseudobulk",
        "link_basis": "measured_identity",
        "coverage": _all_of(n_source, n_target),
    }


def _coverage(source: tuple[int, int], target: tuple[int, int]) -> dict[str, Any]:
    return {
        "n_source": source[0],
        "n_source_linked": source[1],
        "n_target": target[0],
        "n_target_linked": target[1],
    }


def _all_of(n_source: int, n_target: int) -> dict[str, Any]:
    return _coverage((n_source, n_source), (n_target, n_target))


def _alignment(error: Error, landmarks: str) -> dict[str, Any]:
    return {
        "alignment_method": f"known from the simulation; measured on {landmarks}",
        "transform_class": "rigid",
        "error_metric": "target_registration_error",
        "error_value": micrometres(error.median),
        "error_p95": micrometres(error.p95),
        "n_landmarks": error.n_landmarks,
        "landmarks_independent_of_fit": True,
    }
