"""The card of the cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.card_parts import (
    GENOME,
    LIMITATIONS,
    SEQUENCER,
    file_of,
    gene_table,
    heading,
    rna_in_bulk,
    steps_of_processing,
)
from aivc.reference_models.synthetic.cohort.truth import HORIZON_DAYS, HOSPITALS
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.cohort.draw import Cohort

FEMALE, MALE = "PATO:0000383", "PATO:0000384"
LEUKEMIA = "MONDO:0004948"
BIRTH = 94
"""Number of the term of HsapDv that is an age, less the age in years."""


def stage_of(age: int) -> str:
    """Return the stage of an adult.

    Examples
    --------
    >>> stage_of(58)
    'HsapDv:0000152'
    """
    return f"HsapDv:{BIRTH + age:07d}"


def cohort_card(file_name: str, cohort: Cohort) -> dict[str, Any]:
    """Return the card of the cohort."""
    n_donors = len(cohort.donors)
    return {
        **heading(
            "cohort",
            "Synthetic cohort: blood of 300 donors of three hospitals, with survival",
            (
                "Simulated bulk RNA of blood and follow-up of donors with leukemia. The hazard "
                "follows from one of two states and from age, by ratios that are known; see "
                "truth.json."
            ),
        ),
        **GENOME,
        "distributions": [file_of(file_name, "h5ad")],
        "tables": [gene_table("X", n_donors, ["count"])],
        "operators": [rna_in_bulk("sample", "EFO:0008896", "capture", n_cells=1_000_000)],
        "donors": [
            {
                "donor_id": donor,
                "sex_ontology_term_id": FEMALE if is_female else MALE,
                "age": {"value": int(age), "unit": "a"},
                "development_stage_ontology_term_id": stage_of(int(age)),
                "self_reported_ethnicity_ontology_term_id": "unknown",
                "disease_ontology_term_id": [LEUKEMIA],
            }
            for donor, age, is_female in zip(
                cohort.donors, cohort.ages, cohort.is_female, strict=True
            )
        ],
        "samples": [
            {
                "sample_id": f"blood_{donor}",
                "from_donors": [donor],
                "tissue_type": "tissue",
                "tissue_ontology_term_id": "UBERON:0000178",
                "disease_ontology_term_id": [LEUKEMIA],
                "suspension_type": "na",
                "preservation_method": "fresh",
                "replicate_type": "biological",
                "replicate_number": number,
            }
            for number, donor in enumerate(cohort.donors, 1)
        ],
        "sites": [
            {"site_id": hospital, "name": f"Hospital {hospital[-1].upper()}"}
            for hospital in HOSPITALS
        ],
        "batches": [
            {
                "batch_id": f"run_{hospital[-1]}",
                "batch_kind": "sequencing_run",
                "batch_site": hospital,
            }
            for hospital in HOSPITALS
        ],
        "instruments": [SEQUENCER],
        "activities": steps_of_processing(
            ("Salmon", "1.10.3"), ("count", "quantification", "stateless")
        ),
        "readouts": [_endpoint()],
        "data_limitations": LIMITATIONS,
    }


def _endpoint() -> dict[str, Any]:
    return {
        "readout_id": "survival",
        "readout_type": "clinical_endpoint",
        "input_tables": ["X"],
        "input_scale": "sample",
        "output_scale": "organism",
        "readout_method": "time from blood draw to death",
        "readout_unit": "d",
        "endpoint": {
            "endpoint_kind": "overall_survival",
            "time_horizon": {"value": HORIZON_DAYS, "unit": "d"},
            "time_column": "followed_days",
            "event_column": "has_died",
            "subject_column": "donor_id",
        },
        "decision": "patient_stratification",
        "software": {"name": "aivc", "version": VERSION},
        "fit_scope": "stateless",
    }
