"""The card of the synthetic tissue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.card_parts import (
    GENOME,
    SEQUENCER,
    heading,
)
from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.card_links import links_of_card, unit_sets_of_card
from aivc.reference_models.synthetic.section.card_operators import operators_of_card
from aivc.reference_models.synthetic.section.card_readouts import readouts_of_card
from aivc.reference_models.synthetic.section.geometry import DONORS, SECTIONS
from aivc.reference_models.synthetic.section.tables import (
    AGES,
    CELLS,
    DISEASE,
    ETHNICITY,
    SEX,
    SLIDE,
    SPOTS,
    STAGES,
    TISSUE,
    sample_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.reference_models.synthetic.section.files import WrittenFile
    from aivc.reference_models.synthetic.section.readings import Readings


def section_card(
    store: WrittenFile, readings: Readings, files: Mapping[str, WrittenFile]
) -> dict[str, Any]:
    """Return the card, complete at every profile.

    Parameters
    ----------
    store
        The store.
    readings
        What was counted and measured.
    files
        The files beside the card, by what they hold: ``weights`` and ``gene_sets``.
    """
    return {
        **heading(
            "section",
            "Synthetic breast tumours of two donors in four sections",
            (
                "Simulated. Two serial sections of each of two donors lie side by side on one "
                "slide: transcripts decoded in situ, an array of spots that catches the same "
                "molecules, and a stained image of each section. Niches, neighbourhoods, a "
                "gradient and what the image tells of expression are known; see truth.json."
            ),
        ),
        **GENOME,
        "distributions": [
            {
                "path": store.path,
                "container_format": "spatialdata-zarr",
                "sha256": store.sha256,
                "access_level": "open",
            }
        ],
        "binding": {
            "keys": [
                {"role": "section", "columns": ["section_id"]},
                {"role": "section_position", "columns": ["section_position"]},
                {"role": "cell_type", "columns": ["cell_type_ontology_term_id"]},
            ]
        },
        "tables": [
            _table(f"{CELLS}/X", "in_situ", readings.n_cells, "cells", ["decode", "assign"]),
            _table(f"{SPOTS}/X", "array", readings.n_spots, "spots", ["count"]),
        ],
        "images": [
            {
                "image_path": f"images/he_{section.name}",
                "measured_by": "stain",
                "value_type": "intensity",
                "unit_set": "images",
            }
            for section in SECTIONS
        ],
        "operators": operators_of_card(readings),
        "donors": [_donor(donor) for donor in DONORS],
        "samples": [_sample(donor) for donor in DONORS],
        "batches": [{"batch_id": SLIDE, "batch_kind": "imaging"}],
        "instruments": [
            {"instrument_id": "imager", "vendor": "10x Genomics", "model": "Xenium Analyzer"},
            SEQUENCER,
        ],
        "controls": [
            {
                "control_id": "untreated",
                "control_kind": "untreated",
                "label": "untreated tissue; nothing was compared with it",
                "matched_on": ["donor"],
            }
        ],
        "conditions": [
            {
                "condition_id": "untreated",
                "control": "untreated",
                "harvest_time": {"value": 0, "unit": "h"},
                "n_replicates": len(DONORS),
            }
        ],
        "activities": _activities(),
        "unit_sets": unit_sets_of_card(readings),
        "links": links_of_card(readings, files["weights"]),
        "readouts": readouts_of_card(files["gene_sets"]),
        "data_limitations": (
            "Simulated; for trying out software and for checking models. Spots leave gaps, so that "
            "most cells lie under none; the two sections of a donor hold mostly the same cells."
        ),
    }


def _table(path: str, operator: str, n_obs: int, unit_set: str, steps: list[str]) -> dict[str, Any]:
    return {
        "path_in_file": path,
        "measured_by": operator,
        "value_type": "raw_counts",
        "n_obs": n_obs,
        "n_var": len(truth.panel()),
        "unit_set": unit_set,
        "feature_space": {
            "feature_type": "gene",
            "identifier_scheme": "ensembl",
            "annotation_release": "GENCODE v48",
            "is_targeted": True,
        },
        "was_generated_by": steps,
    }


def _donor(donor: str) -> dict[str, Any]:
    return {
        "donor_id": donor,
        "sex_ontology_term_id": SEX,
        "age": {"value": AGES[donor], "unit": "a"},
        "development_stage_ontology_term_id": STAGES[AGES[donor]],
        "self_reported_ethnicity_ontology_term_id": ETHNICITY,
        "disease_ontology_term_id": [DISEASE],
    }


def _sample(donor: str) -> dict[str, Any]:
    return {
        "sample_id": sample_of(donor),
        "from_donors": [donor],
        "tissue_type": "tissue",
        "tissue_ontology_term_id": TISSUE,
        "disease_ontology_term_id": [DISEASE],
        "development_stage_ontology_term_id": STAGES[AGES[donor]],
        "suspension_type": "na",
        "preservation_method": "fresh_frozen",
    }


def _activities() -> list[dict[str, Any]]:
    steps = (
        ("decode", "quantification", "Xenium Onboard Analysis", "3.0"),
        ("assign", "segmentation", "Xenium Onboard Analysis", "3.0"),
        ("count", "quantification", "Space Ranger", "3.1.2"),
    )
    return [
        {
            "activity_id": name,
            "step_type": kind,
            "order_index": order,
            "software": {"name": software, "version": version},
            "fit_scope": "stateless",
            "uses_outcome": False,
        }
        for order, (name, kind, software, version) in enumerate(steps, 1)
    ]
