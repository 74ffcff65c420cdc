"""The card of the section specimen."""

from __future__ import annotations

from typing import Any

from aivc.validators.examples.specimens.card_parts import (
    DONORS,
    SCANPY,
    SEQUENCER,
    activities,
    counted_noise,
    donor,
    gene_space,
    heading,
)
from aivc.validators.examples.specimens.genes import GENES

LYMPH_NODE = "UBERON:0000029"
SPACE_RANGER = {"name": "Space Ranger", "version": "3.1.2"}
CELLPOSE = {"name": "Cellpose", "version": "3.1.0"}

PIXEL = 5.0
"""Side of a pixel of the image in micrometres."""

PITCH, DIAMETER = 100.0, 55.0
"""Of spots, in micrometres."""

HAEMATOXYLIN, EOSIN = "SCT:12710003", "SCT:36879007"
CONTROL = "NegControlProbe_"
UNASSIGNED = "UNASSIGNED"
UNSEALED = "0" * 64
"""Digest of the store until it is written."""

SMALLEST_QUALITY = 20


def section_card(
    genes_digest: str, n_genes: int, *, n_transcripts: int, n_assigned: int, control_rate: float
) -> dict[str, Any]:
    """Return the card as plain data."""
    return {
        **heading(
            "section",
            "Interferon gamma on slices of lymph node of three donors, in space",
            "Synthetic. Slices of lymph node of three donors with and without interferon gamma "
            "for 16 hours, on two slides: an image, transcripts decoded in it, cells and spots.",
        ),
        "distributions": [
            {
                "path": "section.zarr",
                "container_format": "spatialdata-zarr",
                "sha256": UNSEALED,
                "access_level": "open",
            }
        ],
        "tables": [
            _table("cells", "imaging", genes_digest, n_genes, ["decode", "outline"]),
            _table("spots", "spots", genes_digest, n_genes, ["quantify"]),
        ],
        "images": [
            {"image_path": "images/he", "measured_by": "he", "value_type": "intensity"},
        ],
        "operators": [_imaging(control_rate), _spots(), _histology()],
        "donors": [donor(name) for name in DONORS],
        "cultures": [
            {
                "culture_id": "slices",
                "culture_format": "slice",
                "medium": "RPMI 1640",
                "serum": "10 % FBS",
                "culture_temperature": {"value": 37, "unit": "Cel"},
                "time_in_culture": {"value": 20, "unit": "h"},
            }
        ],
        "samples": [_sample(name, number) for number, name in enumerate(DONORS, 1)],
        "batches": [
            {"batch_id": slide, "batch_kind": "staining", "batch_instrument": "sequencer"}
            for slide in ("slide_1", "slide_2")
        ],
        "instruments": [dict(SEQUENCER)],
        "agents": [
            {
                "agent_id": "IFNG",
                "agent_type": "Biologic",
                "label": "interferon gamma",
                "agent_targets": [{"target_feature": GENES["IFNGR1"], "target_action": "agonist"}],
                "biologic_type": "cytokine",
                "protein_id": "uniprot:P01579",
            }
        ],
        "interventions": [
            {
                "intervention_id": "stimulate",
                "label": "interferon gamma 10 ng/mL",
                "acts_at": "sample",
                "time_zero": "stimulation",
                "events": [
                    {
                        "event_type": "administer",
                        "event_time": {"value": 0, "unit": "h"},
                        "agent": "IFNG",
                        "amount": {"value": 10, "unit": "ng/mL"},
                        "dose_kind": "mass_concentration",
                        "exposure_mode": "bath_concentration",
                        "duration": {"value": 16, "unit": "h"},
                        "route": "culture_medium",
                    }
                ],
            }
        ],
        "controls": [
            {
                "control_id": "untreated",
                "control_kind": "untreated",
                "label": "medium only",
                "is_for_all_treated": True,
                "matched_on": ["donor", "batch"],
            }
        ],
        "conditions": _conditions(),
        "activities": activities(
            [
                ("quantify", "quantification", SPACE_RANGER, "stateless", "slide layout"),
                ("decode", "quantification", SCANPY, "stateless", "qv>=20"),
                ("outline", "segmentation", CELLPOSE, "external_reference", "model=nuclei"),
            ]
        ),
        "unit_sets": [
            _units("transcripts", "molecule", n_transcripts, "points/transcripts"),
            _units("cells", "cell", 48, "tables/cells", 10.0),
            _units("spots", "spot", 48, "tables/spots", DIAMETER),
        ],
        "links": [_transcripts_in_cells(n_transcripts, n_assigned)],
        "readouts": [
            {
                "readout_id": "expression_of_cells",
                "readout_type": "expression",
                "input_tables": ["tables/cells/X"],
                "input_scale": "cell",
                "output_scale": "cell",
                "readout_method": "logarithm of counts scaled to 100 a cell",
                "software": dict(SCANPY),
                "decision": "experiment_design",
            }
        ],
        "data_limitations": "Synthetic counts of a few genes; for trying out software.",
        "data_biases": "Two of three donors are female; all are adults.",
        "personal_sensitive_information": "Age and sex of donors.",
    }


def _table(
    name: str, operator: str, genes_digest: str, n_genes: int, steps: list[str]
) -> dict[str, Any]:
    return {
        "path_in_file": f"tables/{name}/X",
        "measured_by": operator,
        "value_type": "raw_counts",
        "n_obs": 48,
        "n_var": n_genes,
        "feature_space": {**gene_space(genes_digest), "is_targeted": True},
        "unit_set": name,
        "was_generated_by": steps,
    }


def _imaging(control_rate: float) -> dict[str, Any]:
    return {
        "operator_id": "imaging",
        "operator_type": "ImagingSpatial",
        "label": "transcripts decoded in place",
        "assay_ontology_term_id": "EFO:0008992",
        "scale": "cell",
        "is_destructive": False,
        "noise_model": counted_noise(),
        "panel": "lymph node, 32 genes",
        "pixel_size": {"value": 0.2, "unit": "um"},
        "segmentation": {
            "segmentation_method": "Cellpose",
            "object_class": "whole_cell",
            "software": dict(CELLPOSE),
        },
        "transcripts_element": "points/transcripts",
        "transcript_column": "feature_name",
        "quality_column": "qv",
        "decoding_threshold": SMALLEST_QUALITY,
        "negative_controls": [CONTROL],
        "negative_control_rate": control_rate,
    }


def _spots() -> dict[str, Any]:
    return {
        "operator_id": "spots",
        "operator_type": "SpotSpatial",
        "label": "spots of a slide",
        "assay_ontology_term_id": "EFO:0010961",
        "scale": "spot",
        "is_destructive": True,
        "noise_model": counted_noise(),
        "instrument": "sequencer",
        "array_geometry": "hexagonal",
        "spot_diameter": {"value": DIAMETER, "unit": "um"},
        "spot_pitch": {"value": PITCH, "unit": "um"},
        "slide_id": "slide_1",
        "image_element": "images/he",
    }


def _histology() -> dict[str, Any]:
    return {
        "operator_id": "he",
        "operator_type": "Histology",
        "label": "haematoxylin and eosin",
        "assay_gap_note": "Staining of a section has no term in EFO.",
        "scale": "section",
        "is_destructive": False,
        "stains": [HAEMATOXYLIN, EOSIN],
        "section_thickness": {"value": 10, "unit": "um"},
        "pixel_size": {"value": PIXEL, "unit": "um"},
        "embedding": "OCT compound",
    }


def _sample(name: str, number: int) -> dict[str, Any]:
    return {
        "sample_id": f"{name}_node",
        "from_donors": [name],
        "culture": "slices",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "tissue_type": "tissue",
        "tissue_ontology_term_id": LYMPH_NODE,
        "disease_ontology_term_id": ["PATO:0000461"],
        "development_stage_ontology_term_id": DONORS[name]["stage"],
        "suspension_type": "na",
        "preservation_method": "fresh_frozen",
        "replicate_type": "biological",
        "replicate_number": number,
    }


def _conditions() -> list[dict[str, Any]]:
    shared = {
        "harvest_time": {"value": 16, "unit": "h"},
        "condition_sample": [f"{name}_node" for name in DONORS],
        "n_observations": 24,
        "n_replicates": len(DONORS),
    }
    return [
        {"condition_id": "stimulated", "intervention": "stimulate", **shared},
        {"condition_id": "untreated", "control": "untreated", **shared},
    ]


def _units(name: str, scale: str, count: int, element: str, size: float = 0.0) -> dict[str, Any]:
    return {
        "unit_set_id": name,
        "scale": scale,
        "n_units": count,
        "element": element,
        "coordinate_system": "global",
        "coordinate_unit": "um",
        **({"physical_size": {"value": size, "unit": "um"}} if size else {}),
    }


def _transcripts_in_cells(n_transcripts: int, n_assigned: int) -> dict[str, Any]:
    return {
        "link_id": "transcripts_in_cells",
        "source_set": "transcripts",
        "target_set": "cells",
        "direction": "project",
        "link_type": "transcript_to_cell",
        "link_basis": "physical_containment",
        "cardinality": "many_to_one",
        "partner_column": "cell_id",
        "unassigned_labels": [UNASSIGNED],
        "aggregation_function": "sum",
        "coverage": {
            "n_source": n_transcripts,
            "n_source_linked": n_assigned,
            "n_target": 48,
            "n_target_linked": 48,
            "ambiguous_fraction": 0,
        },
        "pairing": "same_unit",
        "was_generated_by": ["outline"],
    }
