"""The card of the guides specimen."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from aivc.validators.examples.specimens.card_parts import (
    CELL_RANGER,
    SCANPY,
    SEQUENCER,
    activities,
    counted_noise,
    distribution,
    gene_space,
    heading,
    rna_operator,
)
from aivc.validators.examples.specimens.genes import GENES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TARGETS = ("GATA1", "HSPA5", "KLF1", "MYB")
PAIR = ("KLF1", "MYB")
SAMPLES = ("K562_1", "K562_2", "K562_3")
LANES = ("lane_1", "lane_2")
NON_TARGETING = ("non-targeting_1", "non-targeting_2")


def guides_card(
    features: Sequence[str],
    feature_digest: str,
    data_digest: str,
    residuals: Mapping[str, float],
) -> dict[str, Any]:
    """Return the card as plain data; ``residuals`` is the expression left of each target."""
    shape = {"n_obs": 48, "n_var": len(features), "feature_space": gene_space(feature_digest)}
    return {
        **heading(
            "guides",
            "CRISPR interference of four regulators in K-562",
            "Synthetic. K-562 cells with dCas9-KRAB, three transductions, two guides for each of "
            "four genes, one pair of genes and two non-targeting guides; single-cell RNA counts.",
        ),
        "distributions": [distribution("guides", "h5ad", data_digest)],
        "binding": {
            "keys": [
                {"role": "guide", "columns": ["guide_id"]},
                {"role": "target", "columns": ["target"]},
            ],
            "combination_separator": "|",
        },
        "tables": [
            {
                "path_in_file": "X",
                "measured_by": "rna",
                "value_type": "log_normalized",
                **shape,
                "derived_from_table": "layers/counts",
                "was_generated_by": ["normalize", "take_log"],
            },
            {
                "path_in_file": "layers/counts",
                "measured_by": "rna",
                "value_type": "raw_counts",
                **shape,
                "was_generated_by": ["quantify", "call_cells", "assign_guides", "filter"],
                "noise_model": counted_noise(),
            },
        ],
        "operators": [rna_operator()],
        "cultures": [
            {
                "culture_id": "suspension",
                "culture_format": "suspension",
                "medium": "RPMI 1640",
                "serum": "10 % FBS",
                "culture_temperature": {"value": 37, "unit": "Cel"},
                "passage_number": 8,
            }
        ],
        "samples": [_sample(sample) for sample in SAMPLES],
        "batches": [
            {"batch_id": lane, "batch_kind": "lane", "batch_instrument": "sequencer"}
            for lane in LANES
        ],
        "instruments": [dict(SEQUENCER)],
        "agents": [*(_knockdown(gene) for gene in TARGETS), _non_targeting()],
        "interventions": [
            *(_single(gene, residuals[gene]) for gene in TARGETS),
            _pair(),
        ],
        "controls": [
            {
                "control_id": "non_targeting",
                "control_kind": "non_targeting_guide",
                "label": "non-targeting guides",
                "control_agent": "non_targeting_guides",
                "is_for_all_treated": True,
                "matched_on": ["batch"],
            }
        ],
        "conditions": _conditions(),
        "activities": activities(
            [
                ("quantify", "quantification", CELL_RANGER, "stateless", "include-introns=true"),
                ("call_cells", "cell_calling", CELL_RANGER, "per_batch", "minimum-umis=500"),
                ("assign_guides", "guide_assignment", CELL_RANGER, "per_batch", "min-umis=3"),
                ("filter", "filtering", SCANPY, "stateless", "pct_counts_mt<20"),
                ("normalize", "normalization", SCANPY, "per_observation", "target_sum=1e4"),
                ("take_log", "log_transform", SCANPY, "stateless", "log1p"),
            ]
        ),
        "readouts": [
            {
                "readout_id": "changed_genes",
                "readout_type": "differential_expression",
                "input_tables": ["X"],
                "input_scale": "cell",
                "output_scale": "cell",
                "readout_method": "wilcoxon",
                "software": dict(SCANPY),
                "decision": "target_selection",
            }
        ],
        "data_limitations": "Synthetic counts and invented guide sequences.",
        "data_biases": "One cell line only.",
        "personal_sensitive_information": "None; the cells are of an established line.",
    }


def _sample(sample: str) -> dict[str, Any]:
    return {
        "sample_id": sample,
        "culture": "suspension",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "tissue_type": "cell line",
        "tissue_ontology_term_id": "CVCL_0004",
        "cell_type_ontology_term_id": "na",
        "disease_ontology_term_id": ["MONDO:0011996"],
        "development_stage_ontology_term_id": "na",
        "suspension_type": "cell",
        "preservation_method": "fresh",
        "replicate_type": "biological",
        "replicate_number": SAMPLES.index(sample) + 1,
    }


def protospacer(guide: str) -> str:
    """Invent a protospacer of twenty bases out of the name of a guide."""
    digest = hashlib.sha256(guide.encode()).digest()
    return "G" + "".join("ACGT"[byte & 3] for byte in digest[:19])


def _guide(guide: str, *features: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "guide_id": guide,
        "guide_role": "targeting" if features else "control",
        "protospacer_sequence": protospacer(guide),
        "protospacer_adjacent_motif": "3' NGG",
    }
    return {**described, "guide_features": list(features)} if features else described


def _interference(agent: str, label: str, strategy: str) -> dict[str, Any]:
    return {
        "agent_id": agent,
        "agent_type": "GeneticPerturbation",
        "label": label,
        "genetic_modality": "interference",
        "strategy": strategy,
        "method_ontology_term_id": "EFO:0022895",
        "effector": "dCas9-KRAB",
        "delivery_ontology_term_id": "EFO:0920067",
        "multiplicity_of_infection": 0.3,
    }


def _knockdown(gene: str) -> dict[str, Any]:
    return {
        **_interference(f"{gene}_knockdown", f"{gene} knockdown", "CRISPR interference screen"),
        "agent_targets": [{"target_feature": GENES[gene], "target_action": "inhibitor"}],
        "guides": [_guide(f"{gene}_{number}", GENES[gene]) for number in (1, 2)],
        "intended_features": [GENES[gene]],
    }


def _non_targeting() -> dict[str, Any]:
    return {
        **_interference("non_targeting_guides", "non-targeting guides", "control"),
        "guides": [_guide(guide) for guide in NON_TARGETING],
        "intended_features": [],
    }


def _transduction(gene: str) -> dict[str, Any]:
    return {
        "event_type": "administer",
        "event_time": {"value": 0, "unit": "d"},
        "agent": f"{gene}_knockdown",
        "exposure_mode": "constitutive_genetic",
        "route": "viral_delivery",
    }


def _single(gene: str, residual: float) -> dict[str, Any]:
    return {
        "intervention_id": f"knock_down_{gene}",
        "label": f"{gene} knockdown",
        "acts_at": "cell",
        "time_zero": "transduction",
        "events": [_transduction(gene)],
        "efficiency": [
            {
                "efficiency_measure": "residual_target_expression",
                "value": residual,
                "threshold": 0.5,
                "filter_applied": False,
                "fitted_on": [
                    {
                        "n_observations": 24,
                        "description": f"cells with a guide for {gene} against control cells",
                    }
                ],
            }
        ],
    }


def _pair() -> dict[str, Any]:
    first, second = PAIR
    return {
        "intervention_id": f"knock_down_{first}_{second}",
        "label": f"{first} and {second} knockdown",
        "acts_at": "cell",
        "time_zero": "transduction",
        "events": [_transduction(first), _transduction(second)],
        "combination": {
            "members": [{"agent": f"{gene}_knockdown"} for gene in PAIR],
            "combination_order": "simultaneous",
            "n_perturbations": 2,
            "combination_design": "pairwise",
            "null_model": "additive_logfc",
        },
    }


def _conditions() -> list[dict[str, Any]]:
    names = [*TARGETS, "_".join(PAIR)]
    shared = {
        "harvest_time": {"value": 8, "unit": "d"},
        "condition_sample": list(SAMPLES),
        "n_replicates": len(SAMPLES),
    }
    return [
        *(
            {
                "condition_id": f"{name}_8d",
                "intervention": f"knock_down_{name}",
                **shared,
                "n_observations": 6,
            }
            for name in names
        ),
        {
            "condition_id": "non_targeting_8d",
            "control": "non_targeting",
            **shared,
            "n_observations": 18,
        },
    ]
