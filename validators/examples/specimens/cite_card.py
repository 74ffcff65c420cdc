"""The card of the cite specimen."""

from __future__ import annotations

from typing import Any

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
    donor,
    gene_space,
    heading,
    rna_operator,
    suspension_culture,
)
from aivc.validators.examples.specimens.genes import GENES

LANES = ("lane_1", "lane_2")

ANTIBODIES = {
    "CD3": ("uniprot:P07766", "UCHT1"),
    "CD4": ("uniprot:P01730", "RPA-T4"),
    "CD8a": ("uniprot:P01732", "SK1"),
    "CD14": ("uniprot:P08571", "M5E2"),
    "CD16": ("uniprot:P08637", "3G8"),
    "CD19": ("uniprot:P15391", "HIB19"),
    "CD45RA": ("uniprot:P08575", "HI100"),
    "CD56": ("uniprot:P13591", "5.1H11"),
    "HLA-DR": ("uniprot:P01903", "L243"),
    "CD274": ("uniprot:Q9NZQ7", "29E.2A3"),
    "IgG1_isotype": ("", "MOPC-21"),
    "IgG2a_isotype": ("", "MOPC-173"),
}
"""Protein and clone by tag; an isotype control binds no protein."""


def cite_card(
    genes_digest: str, n_genes: int, tags_digest: str, data_digest: str
) -> dict[str, Any]:
    """Return the card as plain data."""
    return {
        **heading(
            "cite",
            "Interferon gamma on blood cells of three donors, RNA and surface protein",
            "Synthetic. Blood cells of three donors with and without interferon gamma for 16 "
            "hours, in two lanes; RNA counts and antibody-derived tags of the same cells.",
        ),
        "distributions": [distribution("cite", "h5mu", data_digest)],
        "tables": [
            {
                "path_in_file": "mod/rna/X",
                "measured_by": "rna",
                "value_type": "raw_counts",
                "n_obs": 48,
                "n_var": n_genes,
                "feature_space": gene_space(genes_digest),
                "unit_set": "rna_cells",
                "was_generated_by": ["quantify", "call_cells", "demultiplex", "filter", "annotate"],
            },
            {
                "path_in_file": "mod/prot/X",
                "measured_by": "protein",
                "value_type": "raw_counts",
                "n_obs": 48,
                "n_var": len(ANTIBODIES),
                "feature_space": {
                    "feature_type": "antibody_tag",
                    "identifier_scheme": "local",
                    "feature_list_sha256": tags_digest,
                    "panel_name": "blood cells, twelve antibodies",
                    "is_targeted": True,
                },
                "unit_set": "protein_cells",
                "was_generated_by": ["quantify", "call_cells", "demultiplex", "filter"],
            },
        ],
        "operators": [
            rna_operator(noise_model=counted_noise()),
            {
                "operator_id": "protein",
                "operator_type": "SurfaceProtein",
                "label": "antibody-derived tags",
                "assay_ontology_term_id": "EFO:0030008",
                "scale": "cell",
                "is_destructive": True,
                "noise_model": counted_noise("negative_binomial_mixture"),
                "instrument": "sequencer",
                "antibodies": [_antibody(tag) for tag in ANTIBODIES],
                "paired_with": ["rna"],
            },
        ],
        "donors": [donor(name) for name in DONORS],
        "cultures": [suspension_culture()],
        "samples": [
            blood_sample(
                f"{name}_blood", name, replicate_type="biological", replicate_number=number
            )
            for number, name in enumerate(DONORS, 1)
        ],
        "batches": [
            {"batch_id": lane, "batch_kind": "lane", "batch_instrument": "sequencer"}
            for lane in LANES
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
                "acts_at": "cell",
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
                ("quantify", "quantification", CELL_RANGER, "stateless", "include-introns=true"),
                ("call_cells", "cell_calling", CELL_RANGER, "per_batch", "minimum-umis=500"),
                ("demultiplex", "demultiplexing", CELL_RANGER, "per_batch", "hashtags of samples"),
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
            {"unit_set_id": "rna_cells", "scale": "cell", "n_units": 48, "element": "mod/rna"},
            {"unit_set_id": "protein_cells", "scale": "cell", "n_units": 48, "element": "mod/prot"},
        ],
        "links": [
            {
                "link_id": "same_cells",
                "source_set": "rna_cells",
                "target_set": "protein_cells",
                "direction": "same_scale",
                "link_type": "same_cell_multiome",
                "link_basis": "barcode",
                "cardinality": "one_to_one",
                "coverage": {
                    "n_source": 48,
                    "n_source_linked": 48,
                    "n_target": 48,
                    "n_target_linked": 48,
                    "ambiguous_fraction": 0,
                },
                "pairing": "same_unit",
                "was_generated_by": ["call_cells"],
            }
        ],
        "readouts": [
            {
                "readout_id": "surface",
                "readout_type": "protein_abundance",
                "input_tables": ["mod/prot/X"],
                "input_scale": "cell",
                "output_scale": "cell",
                "readout_method": "centred log ratio per cell",
                "software": {"name": "muon", "version": "0.1.7"},
                "decision": "experiment_design",
            }
        ],
        "data_limitations": "Synthetic counts of a few genes and tags; for trying out software.",
        "data_biases": "Two of three donors are female; all are adults.",
        "personal_sensitive_information": "Age and sex of donors.",
    }


def _antibody(tag: str) -> dict[str, Any]:
    protein, clone = ANTIBODIES[tag]
    described: dict[str, Any] = {
        "tag_name": tag,
        "clone": clone,
        "is_isotype_control": not protein,
    }
    return {**described, "target_protein": protein} if protein else described


def _conditions() -> list[dict[str, Any]]:
    shared = {
        "harvest_time": {"value": 16, "unit": "h"},
        "condition_sample": [f"{name}_blood" for name in DONORS],
        "n_observations": 24,
        "n_replicates": len(DONORS),
    }
    return [
        {"condition_id": "stimulated", "intervention": "stimulate", **shared},
        {"condition_id": "untreated", "control": "untreated", **shared},
    ]
