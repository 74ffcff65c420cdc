"""The card of the bulk specimen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.validators.examples.specimens.card_parts import (
    DONORS,
    activities,
    distribution,
    dmso,
    donor,
    gene_space,
    heading,
    vehicle_control,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

SCANS = ("scan_1", "scan_2")
TIMES = (8, 24)
LEVELS = ("low", "middle", "high")
COMPOUNDS = ("acetaminophen", "omeprazole")
DOSES = {
    "acetaminophen": ("mmol/L", (0.2, 1, 5)),
    "omeprazole": ("umol/L", (5, 20, 80)),
}
"""Unit and doses of each compound, from low to high."""


def bulk_card(
    samples: Sequence[tuple[str, str, str]],
    feature_digest: str,
    n_var: int,
    data_digest: str,
) -> dict[str, Any]:
    """Return the card as plain data; ``samples`` are (sample, donor, condition)."""
    return {
        **heading(
            "bulk",
            "Acetaminophen and omeprazole in hepatocytes of three donors, dose by time",
            "Synthetic. Primary hepatocytes of three donors under two compounds at three doses, "
            "harvested after 8 and 24 hours, with vehicle at both times; one array per culture.",
        ),
        "distributions": [distribution("bulk", "h5ad", data_digest)],
        "binding": {
            "keys": [{"role": "time", "columns": ["pert_time_h"]}],
            "time_unit": "h",
        },
        "tables": [
            {
                "path_in_file": "X",
                "measured_by": "arrays",
                "value_type": "log_intensity",
                "n_obs": len(samples),
                "n_var": n_var,
                "feature_space": gene_space(feature_digest),
                "was_generated_by": ["summarize", "take_log"],
            }
        ],
        "operators": [
            {
                "operator_id": "arrays",
                "operator_type": "BulkExpression",
                "label": "HG-U133 Plus 2.0",
                "assay_ontology_term_id": "EFO:0002768",
                "scale": "sample",
                "is_destructive": True,
                "noise_model": {
                    "noise_family": "normal",
                    "size_factor": "none",
                    "is_declared_not_fitted": True,
                },
                "instrument": "scanner",
                "rna_selection": "none",
                "n_cells_estimate": 500000,
                "expression_platform": "array",
            }
        ],
        "donors": [donor(name) for name in DONORS],
        "cultures": [
            {
                "culture_id": "collagen",
                "culture_format": "adherent_2d",
                "medium": "Williams' E",
                "serum": "none",
                "culture_temperature": {"value": 37, "unit": "Cel"},
                "seeding_density": {"value": 120000, "unit": "/cm2"},
                "time_in_culture": {"value": 24, "unit": "h"},
            }
        ],
        "samples": [_sample(sample, donor_id) for sample, donor_id, _ in samples],
        "batches": [
            {"batch_id": scan, "batch_kind": "array_scan", "batch_instrument": "scanner"}
            for scan in SCANS
        ],
        "instruments": [
            {"instrument_id": "scanner", "vendor": "Affymetrix", "model": "GeneChip Scanner 3000"}
        ],
        "agents": [*_compounds(), dmso()],
        "interventions": [
            _intervention(compound, level) for compound in COMPOUNDS for level in range(len(LEVELS))
        ],
        "controls": [vehicle_control("time", "batch")],
        "conditions": [*_treated(samples), *_vehicles(samples)],
        "activities": activities(
            [
                (
                    "summarize",
                    "quantification",
                    {"name": "frma", "version": "1.58.0"},
                    "external_reference",
                    "frozen probe effects; background=rma",
                ),
                (
                    "take_log",
                    "log_transform",
                    {"name": "frma", "version": "1.58.0"},
                    "stateless",
                    "log2",
                ),
            ]
        ),
        "readouts": [
            {
                "readout_id": "dose_response",
                "readout_type": "dose_response",
                "input_tables": ["X"],
                "input_scale": "sample",
                "output_scale": "sample",
                "readout_method": "four-parameter log-logistic curve per gene",
                "software": {"name": "drc", "version": "3.0-1"},
                "decision": "dose_selection",
            }
        ],
        "data_limitations": "Synthetic intensities of thirty genes; for trying out software only.",
        "data_biases": "Two of three donors are female; all are adults.",
        "personal_sensitive_information": "Age and sex of donors.",
    }


def _sample(sample: str, donor_id: str) -> dict[str, Any]:
    return {
        "sample_id": sample,
        "from_donors": [donor_id],
        "culture": "collagen",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "tissue_type": "primary cell culture",
        "tissue_ontology_term_id": "CL:0000182",
        "cell_type_ontology_term_id": "CL:0000182",
        "disease_ontology_term_id": ["PATO:0000461"],
        "development_stage_ontology_term_id": DONORS[donor_id]["stage"],
        "suspension_type": "na",
        "preservation_method": "cryopreserved",
        "replicate_type": "biological",
        "replicate_number": tuple(DONORS).index(donor_id) + 1,
    }


def _compounds() -> list[dict[str, Any]]:
    return [
        {
            "agent_id": "acetaminophen",
            "agent_type": "Chemical",
            "label": "acetaminophen",
            "mechanism_of_action": ["cyclooxygenase inhibitor"],
            "inchikey": "RZVAJINKPMORJF-UHFFFAOYSA-N",
            "smiles": "CC(=O)Nc1ccc(O)cc1",
            "parent_inchikey": "RZVAJINKPMORJF-UHFFFAOYSA-N",
            "chebi_id": "CHEBI:46195",
        },
        {
            "agent_id": "omeprazole",
            "agent_type": "Chemical",
            "label": "omeprazole",
            "mechanism_of_action": ["ATPase inhibitor"],
            "inchikey": "SUBDBMMJDZJVOS-UHFFFAOYSA-N",
            "smiles": "COc1ccc2[nH]c(S(=O)Cc3ncc(C)c(OC)c3C)nc2c1",
            "parent_inchikey": "SUBDBMMJDZJVOS-UHFFFAOYSA-N",
            "chebi_id": "CHEBI:7772",
        },
    ]


def _intervention(compound: str, level: int) -> dict[str, Any]:
    unit, doses = DOSES[compound]
    return {
        "intervention_id": f"give_{compound}_{LEVELS[level]}",
        "label": f"{compound} {doses[level]} {unit}",
        "acts_at": "sample",
        "time_zero": "first_dose",
        "events": [
            {
                "event_type": "administer",
                "event_time": {"value": 0, "unit": "h"},
                "agent": compound,
                "amount": {"value": doses[level], "unit": unit},
                "dose_kind": "molar_concentration",
                "exposure_mode": "bath_concentration",
                "route": "culture_medium",
            }
        ],
        "vehicle": "vehicle",
        "vehicle_fraction": {"value": 0.1, "unit": "%"},
    }


def _treated(samples: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        _condition(
            f"{compound}_{level}_{time}h", time, samples, intervention=f"give_{compound}_{level}"
        )
        for compound in COMPOUNDS
        for level in LEVELS
        for time in TIMES
    ]


def _vehicles(samples: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [_condition(f"dmso_{time}h", time, samples, control="vehicle") for time in TIMES]


def _condition(
    name: str, time: int, samples: Sequence[tuple[str, str, str]], **what: str
) -> dict[str, Any]:
    members = [sample for sample, _, condition in samples if condition == name]
    return {
        "condition_id": name,
        **what,
        "harvest_time": {"value": time, "unit": "h"},
        "condition_sample": members,
        "n_observations": len(members),
        "n_replicates": len(DONORS),
    }
