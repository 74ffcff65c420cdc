"""The card of the morphology."""

from __future__ import annotations

from typing import Any

from aivc.reference_models.synthetic.card_interventions import DRUGS, intervention_of
from aivc.reference_models.synthetic.card_parts import (
    LIMITATIONS,
    cell_line_sample,
    culture_of,
    file_of,
    heading,
    steps_of_processing,
    vehicle_of,
)
from aivc.reference_models.synthetic.layout import Arm, Dose
from aivc.reference_models.synthetic.morphology.truth import (
    DRUG,
    FEATURES,
    HOURS,
    MICROMOLAR,
    PLATES,
)

TREATED = f"{DRUG}_{MICROMOLAR:g}uM"
ARM = Arm(TREATED, HOURS, (Dose(DRUG, MICROMOLAR),))
NOCODAZOLE = {
    "agent_id": DRUG,
    "agent_type": "Chemical",
    "label": DRUG,
    "inchikey": "KYRVNWMVYQXFEU-UHFFFAOYSA-N",
    "smiles": "COC(=O)Nc1nc2cc(C(=O)c3cccs3)ccc2[nH]1",
    "parent_inchikey": "KYRVNWMVYQXFEU-UHFFFAOYSA-N",
    "chebi_id": "CHEBI:34892",
    "mechanism_of_action": ["tubulin polymerization inhibitor"],
}
U2OS = ("CVCL_0042", "MONDO:0009807")
"""Term of Cellosaurus, and the disease of its donor."""
CHANNELS = {
    "DNA": ("Hoechst 33342", "nucleus"),
    "ER": ("concanavalin A Alexa Fluor 488", "endoplasmic reticulum"),
    "RNA": ("SYTO 14", "nucleoli and cytoplasmic RNA"),
    "AGP": ("phalloidin and wheat germ agglutinin", "actin, Golgi and plasma membrane"),
    "Mito": ("MitoTracker Deep Red", "mitochondria"),
}
"""Dye and compartment of each channel (Bray et al. 2016, doi:10.1038/nprot.2016.105)."""


def morphology_card(file_name: str, n_wells: int) -> dict[str, Any]:
    """Return the card of the morphology."""
    return {
        **heading(
            "morphology",
            "Synthetic morphology of cells under nocodazole, more of it on some plates",
            (
                "Simulated profiles of wells of U2OS cells. Plates that were stained more "
                "brightly got more of the drug; what the drug does by itself is known; see "
                "truth.json."
            ),
        ),
        "distributions": [file_of(file_name, "h5ad")],
        "tables": [_table(n_wells)],
        "operators": [_operator()],
        "cultures": [
            culture_of(
                "adherent",
                "adherent_2d",
                "McCoy's 5A",
                time_in_culture={"value": 24, "unit": "h"},
            )
        ],
        "samples": [
            cell_line_sample(
                f"flask_{plate}",
                "adherent",
                U2OS,
                suspension_type="na",
                replicate_type="technical",
                replicate_number=number,
            )
            for number, plate in enumerate(PLATES, 1)
        ],
        "plates": [{"plate_id": plate, "plate_format": 96} for plate in PLATES],
        "batches": [
            {"batch_id": f"staining_{plate}", "batch_kind": "staining"} for plate in PLATES
        ],
        "instruments": [
            {"instrument_id": "microscope", "vendor": "Revvity", "model": "Opera Phenix"}
        ],
        "agents": [NOCODAZOLE, _vehicle()],
        "interventions": [intervention_of(ARM)],
        "controls": [vehicle_of(is_for_all_treated=True, matched_on=["plate"])],
        "conditions": [
            _condition("vehicle", control="dmso"),
            _condition(TREATED, intervention=f"give_{TREATED}"),
        ],
        "activities": steps_of_processing(
            ("CellProfiler", "4.2.8"), ("measure", "quantification", "stateless")
        ),
        "data_limitations": LIMITATIONS,
    }


def _table(n_wells: int) -> dict[str, Any]:
    return {
        "path_in_file": "X",
        "measured_by": "painting",
        "value_type": "feature_vector",
        "n_obs": n_wells,
        "n_var": len(FEATURES),
        "feature_space": {
            "feature_type": "image_feature",
            "identifier_scheme": "image_feature_name",
            "is_targeted": True,
        },
        "was_generated_by": ["measure"],
    }


def _operator() -> dict[str, Any]:
    return {
        "operator_id": "painting",
        "operator_type": "Morphology",
        "label": "Cell Painting",
        "assay_gap_note": "Cell Painting has no EFO term",
        "scale": "well",
        "is_destructive": True,
        "instrument": "microscope",
        "noise_model": {
            "noise_family": "normal",
            "size_factor": "none",
            "is_declared_not_fitted": True,
        },
        "channels": [
            {"name": name, "dye": dye, "stained_compartment": compartment}
            for name, (dye, compartment) in CHANNELS.items()
        ],
        "sites_per_well": 9,
        "feature_extractor": {"name": "CellProfiler", "version": "4.2.8"},
        "profile_level": "well_aggregated",
    }


def _vehicle() -> dict[str, Any]:
    facts = DRUGS["dmso"]
    return {
        "agent_id": "dmso",
        "agent_type": "Chemical",
        **facts,
        "parent_inchikey": facts["inchikey"],
    }


def _condition(condition_id: str, **done: str) -> dict[str, Any]:
    return {
        "condition_id": condition_id,
        **done,
        "harvest_time": {"value": HOURS, "unit": "h"},
        "n_replicates": len(PLATES),
    }
