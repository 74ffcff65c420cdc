"""The card of the cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.cohort.truth import HORIZON_DAYS, HOSPITALS
from aivc.reference_models.synthetic.panel import gene_ids
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
        "aivc_schema_version": VERSION,
        "id": "https://w3id.org/aivc/reference-cohort",
        "title": "Synthetic cohort: blood of 300 donors of three hospitals, with survival",
        "description": (
            "Simulated bulk RNA of blood and follow-up of donors with leukemia. The hazard follows "
            "from one of two states and from age, by ratios that are known; see truth.json."
        ),
        "version": "1.0.0",
        "creators": [{"name": "aivc contributors"}],
        "license": "CC0-1.0",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "reference_genome": "GRCh38.p14",
        "gene_annotation": "GENCODE v48",
        "is_primary_data": True,
        "distributions": [{"path": file_name, "container_format": "h5ad", "access_level": "open"}],
        "tables": [_table(n_donors)],
        "operators": [_operator()],
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
        "instruments": [
            {"instrument_id": "sequencer", "vendor": "Illumina", "model": "NovaSeq 6000"}
        ],
        "activities": [
            {
                "activity_id": "count",
                "step_type": "quantification",
                "order_index": 1,
                "software": {"name": "Salmon", "version": "1.10.3"},
                "fit_scope": "stateless",
                "uses_outcome": False,
            }
        ],
        "readouts": [_endpoint()],
        "data_limitations": "Simulated; for trying out software and for checking models.",
    }


def _table(n_donors: int) -> dict[str, Any]:
    return {
        "path_in_file": "X",
        "measured_by": "rna",
        "value_type": "raw_counts",
        "n_obs": n_donors,
        "n_var": len(gene_ids()),
        "feature_space": {
            "feature_type": "gene",
            "identifier_scheme": "ensembl",
            "annotation_release": "GENCODE v48",
            "is_targeted": True,
        },
        "was_generated_by": ["count"],
    }


def _operator() -> dict[str, Any]:
    return {
        "operator_id": "rna",
        "operator_type": "BulkExpression",
        "assay_ontology_term_id": "EFO:0008896",
        "scale": "sample",
        "is_destructive": True,
        "instrument": "sequencer",
        "noise_model": {
            "noise_family": "negative_binomial",
            "size_factor": "observed_library",
            "is_declared_not_fitted": True,
        },
        "rna_selection": "capture",
        "n_cells_estimate": 1000000,
        "expression_platform": "sequencing",
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
