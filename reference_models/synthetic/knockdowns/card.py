"""The card of the knockdowns."""

from __future__ import annotations

from typing import Any

from aivc.reference_models.synthetic.knockdowns.draw import GUIDES
from aivc.reference_models.synthetic.knockdowns.truth import REPLICATES, targets
from aivc.reference_models.synthetic.panel import gene_ids, gene_symbols
from aivc.schema.version import VERSION

NON_TARGETING = "non_targeting"
HARVEST = {"value": 8, "unit": "d"}


def condition_id(target: str) -> str:
    """Return the condition of the cells in which a gene is knocked down, or none.

    Examples
    --------
    >>> condition_id("STAT1"), condition_id("")
    ('STAT1_knockdown', 'non_targeting')
    """
    return f"{target}_knockdown" if target else NON_TARGETING


def knockdowns_card(file_name: str, n_cells: int) -> dict[str, Any]:
    """Return the card of the knockdowns."""
    return {
        "aivc_schema_version": VERSION,
        "id": "https://w3id.org/aivc/reference-knockdowns",
        "title": "Synthetic screen of forty knockdowns in monocytic cells",
        "description": (
            "Simulated THP-1 cells with guides against genes of five modules. What a knockdown "
            "does to its module and to the next is known; see truth.json."
        ),
        "version": "1.0.0",
        "creators": [{"name": "aivc contributors"}],
        "license": "CC0-1.0",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "reference_genome": "GRCh38.p14",
        "gene_annotation": "GENCODE v48",
        "is_primary_data": True,
        "distributions": [{"path": file_name, "container_format": "h5ad", "access_level": "open"}],
        "tables": [_table(n_cells)],
        "operators": [_operator()],
        "cultures": [_culture()],
        "samples": [_sample(replicate) for replicate in REPLICATES],
        "batches": [{"batch_id": f"lane_{name}", "batch_kind": "lane"} for name in REPLICATES],
        "instruments": [
            {"instrument_id": "sequencer", "vendor": "Illumina", "model": "NovaSeq 6000"}
        ],
        "agents": [_agent(target) for target in (*targets(), "")],
        "interventions": [_intervention(target) for target in targets()],
        "controls": [
            {
                "control_id": NON_TARGETING,
                "control_kind": "non_targeting_guide",
                "label": "non-targeting guides",
                "control_agent": _agent_id(""),
                "is_for_all_treated": True,
                "matched_on": ["batch"],
            }
        ],
        "conditions": [_condition(target) for target in ("", *targets())],
        "activities": _activities(),
        "data_limitations": "Simulated; for trying out software and for checking models.",
    }


def _table(n_cells: int) -> dict[str, Any]:
    return {
        "path_in_file": "X",
        "measured_by": "rna",
        "value_type": "raw_counts",
        "n_obs": n_cells,
        "n_var": len(gene_ids()),
        "feature_space": {
            "feature_type": "gene",
            "identifier_scheme": "symbol",
            "annotation_release": "GENCODE v48",
            "is_targeted": True,
        },
        "was_generated_by": ["count", "call_cells", "assign_guides"],
    }


def _operator() -> dict[str, Any]:
    return {
        "operator_id": "rna",
        "operator_type": "SingleCellRNA",
        "assay_ontology_term_id": "EFO:0009922",
        "scale": "cell",
        "is_destructive": True,
        "instrument": "sequencer",
        "noise_model": {
            "noise_family": "negative_binomial",
            "size_factor": "observed_library",
            "is_declared_not_fitted": True,
        },
        "has_umi": True,
        "end_bias": "three_prime",
        "nucleic_acid_source": "single_cell",
        "includes_introns": True,
    }


def _culture() -> dict[str, Any]:
    return {
        "culture_id": "suspension",
        "culture_format": "suspension",
        "medium": "RPMI 1640",
        "serum": "10 % FBS",
        "culture_temperature": {"value": 37, "unit": "Cel"},
    }


def _sample(replicate: str) -> dict[str, Any]:
    return {
        "sample_id": f"transduction_{replicate}",
        "culture": "suspension",
        "tissue_type": "cell line",
        "tissue_ontology_term_id": "CVCL_0006",
        "disease_ontology_term_id": ["MONDO:0007896"],
        "development_stage_ontology_term_id": "unknown",
        "suspension_type": "cell",
        "preservation_method": "fresh",
        "replicate_type": "biological",
        "replicate_number": 1 + REPLICATES.index(replicate),
    }


def _agent_id(target: str) -> str:
    return f"crispri_{target or NON_TARGETING}"


def _agent(target: str) -> dict[str, Any]:
    place = dict(zip(gene_symbols(), gene_ids(), strict=True))
    features = [place[target]] if target else []
    guides = [
        {
            "guide_id": f"{target or 'NT'}_{number}",
            "guide_role": "targeting" if target else "control",
            **({"guide_features": features} if features else {}),
        }
        for number in GUIDES
    ]
    return {
        "agent_id": _agent_id(target),
        "agent_type": "GeneticPerturbation",
        "label": target or "non-targeting guides",
        "genetic_modality": "interference",
        "strategy": "CRISPR interference screen" if target else "control",
        "method_ontology_term_id": "EFO:0022895",
        "effector": "dCas9-KRAB",
        "delivery_ontology_term_id": "EFO:0920067",
        "guides": guides,
        "intended_features": features,
        "multiplicity_of_infection": 0.3,
    }


def _intervention(target: str) -> dict[str, Any]:
    return {
        "intervention_id": f"knock_down_{target}",
        "label": f"knockdown of {target}",
        "acts_at": "cell",
        "time_zero": "transduction",
        "events": [
            {
                "event_type": "administer",
                "event_time": {"value": 0, "unit": "d"},
                "agent": _agent_id(target),
                "exposure_mode": "constitutive_genetic",
                "route": "viral_delivery",
            }
        ],
    }


def _condition(target: str) -> dict[str, Any]:
    done = {"intervention": f"knock_down_{target}"} if target else {"control": NON_TARGETING}
    return {
        "condition_id": condition_id(target),
        **done,
        "harvest_time": HARVEST,
        "n_replicates": len(REPLICATES),
    }


def _activities() -> list[dict[str, Any]]:
    ranger = {"name": "Cell Ranger", "version": "9.0.1"}
    steps = (
        ("count", "quantification", "stateless"),
        ("call_cells", "cell_calling", "per_batch"),
        ("assign_guides", "guide_assignment", "per_batch"),
    )
    return [
        {
            "activity_id": name,
            "step_type": kind,
            "order_index": number,
            "software": ranger,
            "fit_scope": scope,
            "uses_outcome": False,
        }
        for number, (name, kind, scope) in enumerate(steps, 1)
    ]
