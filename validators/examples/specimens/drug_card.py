"""The card of the drug specimen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.validators.examples.specimens.card_parts import (
    CELL_RANGER,
    CELLTYPIST,
    DONORS,
    SCANPY,
    SEQUENCER,
    activities,
    blood_sample,
    counted_noise,
    distribution,
    dmso,
    donor,
    gene_space,
    heading,
    rna_operator,
    suspension_culture,
    vehicle_control,
)
from aivc.validators.examples.specimens.genes import GENES

if TYPE_CHECKING:
    from collections.abc import Sequence

PLATES = ("P1", "P2")


def drug_card(features: Sequence[str], feature_digest: str, data_digest: str) -> dict[str, Any]:
    """Return the card as plain data."""
    return {
        **heading(
            "drug",
            "Dexamethasone and panobinostat in blood cells of three donors",
            "Synthetic. Blood cells of three donors on two plates, treated for one day with two "
            "small molecules at two doses each, in pulses and together, with vehicle on every "
            "plate and for every donor; single-cell RNA counts.",
        ),
        "distributions": [distribution("drug", "h5ad", data_digest)],
        "tables": [
            {
                "path_in_file": "X",
                "measured_by": "rna",
                "value_type": "raw_counts",
                "n_obs": 48,
                "n_var": len(features),
                "feature_space": gene_space(feature_digest),
                "unit_set": "cells",
                "was_generated_by": ["quantify", "call_cells", "demultiplex", "filter", "annotate"],
            }
        ],
        "operators": [rna_operator(noise_model=counted_noise(), site="site_a")],
        "donors": [donor(name) for name in DONORS],
        "cultures": [suspension_culture()],
        "samples": [
            blood_sample(
                f"{name}_{plate}", name, replicate_type="technical", replicate_number=number
            )
            for name in DONORS
            for number, plate in enumerate(PLATES, 1)
        ],
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
        "instruments": [dict(SEQUENCER)],
        "agents": _agents(),
        "interventions": _interventions(),
        "controls": [vehicle_control("donor", "plate")],
        "conditions": _conditions(),
        "activities": activities(
            [
                ("quantify", "quantification", CELL_RANGER, "stateless", "include-introns=true"),
                ("call_cells", "cell_calling", CELL_RANGER, "per_batch", "minimum-umis=500"),
                ("demultiplex", "demultiplexing", CELL_RANGER, "per_batch", "hashtags of wells"),
                ("filter", "filtering", SCANPY, "stateless", "pct_counts_mt<20"),
                (
                    "annotate",
                    "annotation",
                    CELLTYPIST,
                    "external_reference",
                    "model=Immune_All_Low.pkl",
                ),
            ]
        ),
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
        dmso(),
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
    return [
        {
            "readout_id": "changed_genes",
            "readout_type": "differential_expression",
            "input_tables": ["X"],
            "input_scale": "cell",
            "output_scale": "cell",
            "readout_method": "wilcoxon",
            "software": dict(SCANPY),
            "decision": "dose_selection",
        },
        {
            "readout_id": "signature",
            "readout_type": "perturbation_signature",
            "input_tables": ["X"],
            "input_scale": "cell",
            "output_scale": "sample",
            "readout_method": "log fold change of pseudobulk sums",
            "software": dict(SCANPY),
            "decision": "combination_choice",
        },
    ]
