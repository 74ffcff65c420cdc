"""The measurement operators of the synthetic tissue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.geometry import (
    PIXEL,
    SECTION_DISTANCE,
    SPOT_DIAMETER,
    SPOT_PITCH,
)
from aivc.reference_models.synthetic.section.molecules import QUALITIES
from aivc.reference_models.synthetic.section.store import TRANSCRIPTS
from aivc.reference_models.synthetic.section.tables import ARRAY, IMAGING, SLIDE

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.section.readings import Readings

STAINS = ("SCT:12710003", "SCT:36879007")
"""Haematoxylin stain and water soluble eosin stain, DICOM CID 8112."""
NOISE = {
    "noise_family": "negative_binomial",
    "size_factor": "observed_library",
    "is_declared_not_fitted": True,
}


def micrometres(value: float) -> dict[str, Any]:
    """Return a length."""
    return {"value": value, "unit": "um"}


def operators_of_card(readings: Readings) -> list[dict[str, Any]]:
    """Return the imaging of transcripts, the array of spots and the stain."""
    return [
        {
            "operator_id": "in_situ",
            "operator_type": "ImagingSpatial",
            "assay_ontology_term_id": IMAGING,
            "scale": "cell",
            "is_destructive": False,
            "instrument": "imager",
            "noise_model": NOISE,
            "panel": f"reference panel of {len(truth.panel())} genes",
            "pixel_size": micrometres(PIXEL),
            "segmentation": {
                "segmentation_method": "outlines of the simulation",
                "object_class": "whole_cell",
                "software": {"name": "aivc", "version": "0.1.0"},
            },
            "transcripts_element": f"points/{TRANSCRIPTS}",
            "transcript_column": "gene",
            "quality_column": "qv",
            "decoding_threshold": QUALITIES[0],
            "negative_controls": ["NegControlProbe_"],
            "negative_control_rate": round(readings.control_rate, 6),
        },
        {
            "operator_id": "array",
            "operator_type": "SpotSpatial",
            "assay_ontology_term_id": ARRAY,
            "scale": "spot",
            "is_destructive": True,
            "instrument": "sequencer",
            "noise_model": NOISE,
            "array_geometry": "hexagonal",
            "spot_diameter": micrometres(SPOT_DIAMETER),
            "spot_pitch": micrometres(SPOT_PITCH),
            "slide_id": SLIDE,
        },
        {
            "operator_id": "stain",
            "operator_type": "Histology",
            "assay_gap_note": "EFO has no term for staining with haematoxylin and eosin",
            "scale": "section",
            "is_destructive": False,
            "stains": list(STAINS),
            "section_thickness": micrometres(SECTION_DISTANCE),
            "pixel_size": micrometres(PIXEL),
            "embedding": "optimal cutting temperature compound",
            "objective_power": 20,
        },
    ]
