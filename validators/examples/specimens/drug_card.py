"""The card of the drug specimen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.validators.examples.specimens.genes import GENES

if TYPE_CHECKING:
    from collections.abc import Sequence

DONORS = {
    "D1": {"sex": "PATO:0000383", "age": 34, "stage": "HsapDv:0000128"},
    "D2": {"sex": "PATO:0000384", "age": 41, "stage": "HsapDv:0000135"},
    "D3": {"sex": "PATO:0000383", "age": 52, "stage": "HsapDv:0000146"},
}
PLATES = ("P1", "P2")


def drug_card(features: Sequence[str], feature_digest: str, data_digest: str) -> dict[str, Any]:
    """Return the card as plain data."""
    return {
        "aivc_schema_version": "0.1.0",
        "id": "https://w3id.org/aivc/examples/drug",
        "title": "Dexamethasone and panobinostat in blood cells of three donors",
        "description": (
            "Synthetic. Blood cells of three donors on two plates, treated for one day with two "
            "small molecules at two doses each, in pulses and together, with vehicle on every "
            "plate and for every donor; single-cell RNA counts."
        ),
        "version": "1.0.0",
        "creators": [{"name": "aivc contributors"}],
        "license": "CC0-1.0",
        "data_use": ["DUO:0000042"],
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "reference_genome": "GRCh38.p14",
        "gene_annotation": "GENCODE v48",
        "is_primary_data": True,
        "distributions": [
            {
                "path": "drug.h5ad",
                "container_format": "h5ad",
                "sha256": data_digest,
                "access_level": "open",
            }
        ],
        "tables": [
            {
                "path_in_file": "X",
                "measured_by": "rna",
                "value_type": "raw_counts",
                "n_obs": 48,
                "n_var": len(features),
                "feature_space": {
                    "feature_type": "gene",
                    "identifier_scheme": "ensembl",
                    "annotation_release": "GENCODE v48",
                    "feature_list_sha256": feature_digest,
                    "is_targeted": False,
                },
                "unit_set": "cells",
                "was_generated_by": ["quantify", "call_cells", "demultiplex", "filter", "annotate"],
            }
        ],
        "operators": [
            {
                "operator_id": "rna",
                "operator_type": "SingleCellRNA",
                "label": "10x 3' v3",
                "assay_ontology_term_id": "EFO:0009922",
                "scale": "cell",
                "is_destructive": True,
                "noise_model": {
                    "noise_family": "negative_binomial",
                    "size_factor": "observed_library",
                    "is_declared_not_fitted": True,
                },
                "site": "site_a",
                "instrument": "sequencer",
                "has_umi": True,
                "end_bias": "three_prime",
                "nucleic_acid_source": "single_cell",
                "includes_introns": True,
                "chemistry": "10x 3' v3",
            }
        ],
        "donors": [_donor(donor) for donor in DONORS],
        "cultures": [
            {
                "culture_id": "suspension",
                "culture_format": "suspension",
                "medium": "RPMI 1640",
                "serum": "10 % FBS",
                "culture_temperature": {"value": 37, "unit": "Cel"},
                "time_in_culture": {"value": 2, "unit": "h"},
            }
        ],
        "samples": [_sample(donor, plate) for donor in DONORS for plate in PLATES],
        "sites": [{"site_id": "site_a", "name": "Site A"}],
        "plates": [{"plate_id": plate, "plate_format": 96} for plate in PLATES],
        "batches": [
            {
                "batch_id": batch,
                "batch_kind": "lane",
                "batch_site": "site_a",
                "batch_instrument": "sequencer",
            }
            for batch in ("lane_1", "lane_2")
        ],
        "instruments": [
            {"instrument_id": "sequencer", "vendor": "Illumina", "model": "NovaSeq 6000"}
        ],
        "agents": _agents(),
        "interventions": _interventions(),
        "controls": [
            {
                "control_id": "vehicle",
                "control_kind": "vehicle",
                "label": "0.1 % DMSO",
                "control_agent": "DMSO",
                "vehicle_fraction": {"value": 0.1, "unit": "%"},
                "is_for_all_treated": True,
                "matched_on": ["donor", "plate"],
            }
        ],
        "conditions": _conditions(),
        "activities": _activities(),
        "unit_sets": [
            {"unit_set_id": "cells", "scale": "cell", "n_units": 48},
            {
                "unit_set_id": "samples",
                "scale": "sample",
                "n_units": 6,
                "unit_id_column": "sample_id",
            },
        ],
        "links": [_cells_of_samples()],
        "readouts": _readouts(),
        "data_limitations": "Synthetic counts of forty genes; for trying out software only.",
        "data_biases": "Two of three donors are female; all are adults.",
        "personal_sensitive_information": "Age and sex of donors.",
    }


def _donor(donor: str) -> dict[str, Any]:
    return {
        "donor_id": donor,
        "sex_ontology_term_id": DONORS[donor]["sex"],
        "age": {"value": DONORS[donor]["age"], "unit": "a"},
        "development_stage_ontology_term_id": DONORS[donor]["stage"],
        "self_reported_ethnicity_ontology_term_id": "unknown",
        "disease_ontology_term_id": ["PATO:0000461"],
    }


def _sample(donor: str, plate: str) -> dict[str, Any]:
    return {
        "sample_id": f"{donor}_{plate}",
        "from_donors": [donor],
        "culture": "suspension",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "tissue_type": "tissue",
        "tissue_ontology_term_id": "UBERON:0000178",
        "disease_ontology_term_id": ["PATO:0000461"],
        "development_stage_ontology_term_id": DONORS[donor]["stage"],
        "suspension_type": "cell",
        "preservation_method": "cryopreserved",
        "replicate_type": "technical",
        "replicate_number": PLATES.index(plate) + 1,
    }


def _agents() -> list[dict[str, Any]]:
    return [
        {
            "agent_id": "dexamethasone",
            "agent_type": "Chemical",
            "label": "dexamethasone",
            "agent_targets": [{"target_feature": GENES["NR3C1"], "target_action": "agonist"}],
            "mechanism_of_action": ["glucocorticoid receptor agonist"],
            "inchikey": "UREBDLICKHMUKA-CXSFZGCWSA-N",
            "smiles": "C[C@@H]1C[C@H]2[C@@H]3CCC4=CC(=O)C=C[C@]4(C)[C@@]3(F)[C@@H](O)C[C@]2(C)"
            "[C@@]1(O)C(=O)CO",
            "parent_inchikey": "UREBDLICKHMUKA-CXSFZGCWSA-N",
            "chebi_id": "CHEBI:41879",
        },
        {
            "agent_id": "panobinostat",
            "agent_type": "Chemical",
            "label": "panobinostat",
            "agent_targets": [{"target_feature": GENES["HDAC1"], "target_action": "inhibitor"}],
            "mechanism_of_action": ["HDAC inhibitor"],
            "inchikey": "FPOHNWQLNRZRFC-ZHACJKMWSA-N",
            "smiles": "Cc1[nH]c2ccccc2c1CCNCc1ccc(/C=C/C(=O)NO)cc1",
            "parent_inchikey": "FPOHNWQLNRZRFC-ZHACJKMWSA-N",
            "chebi_id": "CHEBI:85990",
        },
        {
            "agent_id": "DMSO",
            "agent_type": "Chemical",
            "label": "dimethyl sulfoxide",
            "inchikey": "IAZDPXIOMUYVGZ-UHFFFAOYSA-N",
            "smiles": "CS(C)=O",
            "parent_inchikey": "IAZDPXIOMUYVGZ-UHFFFAOYSA-N",
            "chebi_id": "CHEBI:28262",
        },
    ]


def _dose(agent: str, micromolar: float, **further: Any) -> dict[str, Any]:
    return {
        "event_type": "administer",
        "event_time": {"value": 0, "unit": "h"},
        "agent": agent,
        "amount": {"value": micromolar, "unit": "umol/L"},
        "dose_kind": "molar_concentration",
        "exposure_mode": "bath_concentration",
        "route": "culture_medium",
        **further,
    }


def _intervention(name: str, label: str, *events: dict[str, Any]) -> dict[str, Any]:
    return {
        "intervention_id": name,
        "label": label,
        "acts_at": "cell",
        "time_zero": "first_dose",
        "events": list(events),
        "vehicle": "vehicle",
        "vehicle_fraction": {"value": 0.1, "unit": "%"},
    }


def _interventions() -> list[dict[str, Any]]:
    day = {"duration": {"value": 24, "unit": "h"}}
    pulses = {
        "duration": {"value": 2, "unit": "h"},
        "interval": {"value": 6, "unit": "h"},
        "additional_doses": 1,
    }
    washout = {
        "event_type": "washout",
        "event_time": {"value": 8, "unit": "h"},
        "agent": "panobinostat",
        "exposure_mode": "bath_concentration",
    }
    return [
        _intervention("give_dex_low", "dexamethasone 10 nM", _dose("dexamethasone", 0.01, **day)),
        _intervention("give_dex_high", "dexamethasone 1 uM", _dose("dexamethasone", 1, **day)),
        _intervention("give_pano_low", "panobinostat 5 nM", _dose("panobinostat", 0.005, **day)),
        _intervention("give_pano_high", "panobinostat 50 nM", _dose("panobinostat", 0.05, **day)),
        {
            **_intervention(
                "give_pano_pulses",
                "panobinostat 50 nM, two pulses of 2 h, then washed out",
                _dose("panobinostat", 0.05, **pulses),
                washout,
            ),
            "exposures": [
                {
                    "agent": "panobinostat",
                    "total_amount": {"value": 0.1, "unit": "umol/L"},
                    "n_doses": 2,
                }
            ],
        },
        {
            **_intervention(
                "give_dex_pano",
                "dexamethasone 1 uM and panobinostat 50 nM",
                _dose("dexamethasone", 1, **day),
                _dose("panobinostat", 0.05, **day),
            ),
            "combination": {
                "members": [{"agent": "dexamethasone"}, {"agent": "panobinostat"}],
                "combination_order": "simultaneous",
                "n_perturbations": 2,
                "combination_design": "pairwise",
                "null_model": "additive_logfc",
            },
        },
    ]


def _conditions() -> list[dict[str, Any]]:
    samples = [f"{donor}_{plate}" for donor in DONORS for plate in PLATES]
    shared = {
        "harvest_time": {"value": 24, "unit": "h"},
        "condition_sample": samples,
        "n_replicates": len(DONORS),
    }
    treated = ("dex_low", "dex_high", "pano_low", "pano_high", "pano_pulses", "dex_pano")
    return [
        *(
            {"condition_id": name, "intervention": f"give_{name}", **shared, "n_observations": 6}
            for name in treated
        ),
        {"condition_id": "dmso", "control": "vehicle", **shared, "n_observations": 12},
    ]


def _activities() -> list[dict[str, Any]]:
    cell_ranger = {"name": "Cell Ranger", "version": "9.0.1"}
    steps = [
        ("quantify", "quantification", cell_ranger, "stateless", "include-introns=true"),
        ("call_cells", "cell_calling", cell_ranger, "per_batch", "emptydrops-minimum-umis=500"),
        ("demultiplex", "demultiplexing", cell_ranger, "per_batch", "hashtag oligos of wells"),
        (
            "filter",
            "filtering",
            {"name": "scanpy", "version": "1.11.0"},
            "stateless",
            "pct_counts_mt<20",
        ),
        (
            "annotate",
            "annotation",
            {"name": "CellTypist", "version": "1.6.3"},
            "external_reference",
            "model=Immune_All_Low.pkl",
        ),
    ]
    return [
        {
            "activity_id": name,
            "step_type": step_type,
            "order_index": position,
            "software": software,
            "parameters": parameters,
            "fit_scope": fit_scope,
            "uses_outcome": False,
        }
        for position, (name, step_type, software, fit_scope, parameters) in enumerate(steps, 1)
    ]


def _cells_of_samples() -> dict[str, Any]:
    return {
        "link_id": "cells_of_samples",
        "source_set": "cells",
        "target_set": "samples",
        "direction": "project",
        "link_type": "cell_to_sample",
        "link_basis": "demultiplexing",
        "cardinality": "many_to_one",
        "aggregation_function": "sum",
        "conserved_quantity": "counts",
        "coverage": {
            "n_source": 48,
            "n_source_linked": 48,
            "n_target": 6,
            "n_target_linked": 6,
            "ambiguous_fraction": 0,
            "by_group": [
                {"role": "donor", "column_value": donor, "n_units": 16, "n_linked": 16}
                for donor in DONORS
            ],
        },
        "pairing": "same_unit",
        "was_generated_by": ["demultiplex"],
    }


def _readouts() -> list[dict[str, Any]]:
    scanpy = {"name": "scanpy", "version": "1.11.0"}
    return [
        {
            "readout_id": "changed_genes",
            "readout_type": "differential_expression",
            "input_tables": ["X"],
            "input_scale": "cell",
            "output_scale": "cell",
            "readout_method": "wilcoxon",
            "software": scanpy,
            "decision": "dose_selection",
        },
        {
            "readout_id": "signature",
            "readout_type": "perturbation_signature",
            "input_tables": ["X"],
            "input_scale": "cell",
            "output_scale": "sample",
            "readout_method": "log fold change of pseudobulk sums",
            "software": scanpy,
            "decision": "combination_choice",
        },
    ]
