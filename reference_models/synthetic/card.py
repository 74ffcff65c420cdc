"""The card of the reference dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.layout import DONORS, PLATES, arms
from aivc.reference_models.synthetic.panel import TAGS, gene_ids
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.layout import Arm, Dose

SEXES = dict(zip(DONORS, ("PATO:0000383", "PATO:0000384") * 2, strict=True))
AGES = dict(zip(DONORS, (29, 36, 44, 58), strict=True))
STAGES = {29: "HsapDv:0000123", 36: "HsapDv:0000130", 44: "HsapDv:0000138", 58: "HsapDv:0000152"}
SEQUENCER = {"instrument_id": "sequencer", "vendor": "Illumina", "model": "NovaSeq 6000"}
DRUGS: dict[str, dict[str, Any]] = {
    "dexamethasone": {
        "inchikey": "UREBDLICKHMUKA-CXSFZGCWSA-N",
        "smiles": "C[C@@H]1C[C@H]2[C@@H]3CCC4=CC(=O)C=C[C@]4(C)[C@@]3(F)[C@@H](O)C[C@]2(C)"
        "[C@@]1(O)C(=O)CO",
        "chebi_id": "CHEBI:41879",
        "mechanism_of_action": ["glucocorticoid receptor agonist"],
    },
    "panobinostat": {
        "inchikey": "FPOHNWQLNRZRFC-ZHACJKMWSA-N",
        "smiles": "Cc1[nH]c2ccccc2c1CCNCc1ccc(/C=C/C(=O)NO)cc1",
        "chebi_id": "CHEBI:85990",
        "mechanism_of_action": ["HDAC inhibitor"],
    },
    "dmso": {
        "label": "dimethyl sulfoxide",
        "inchikey": "IAZDPXIOMUYVGZ-UHFFFAOYSA-N",
        "smiles": "CS(C)=O",
        "chebi_id": "CHEBI:28262",
    },
}
GUIDES = {
    "NR3C1": ("ENSG00000113580", "GACCTGTGGAGGGTTAGCGT", "GTCTCCTTGGGAAGCAACGA"),
    "STAT1": ("ENSG00000115415", "GAGGTCATGAAAACGGATGG", "GTTCTCTGGGCTGGAAACTC"),
}
NON_TARGETING = ("GTATTACTGATATTGGTGGG", "GCACTACCAGAGCTAACTCA")


def reference_card(file_name: str, n_cells: int) -> dict[str, Any]:
    """Return the card of the dataset, complete at every profile."""
    return {
        "aivc_schema_version": VERSION,
        "id": "https://w3id.org/aivc/reference-dataset",
        "title": "Synthetic reference dataset of two drugs, a cytokine and two knockdowns in blood",
        "description": (
            "Simulated cells of four donors in two laboratories. Dose ladders, two times, a "
            "wash-out, combinations and knockdowns have effects that are known; see truth.json."
        ),
        "version": "1.0.0",
        "creators": [{"name": "aivc contributors"}],
        "license": "CC0-1.0",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "reference_genome": "GRCh38.p14",
        "gene_annotation": "GENCODE v48",
        "is_primary_data": True,
        "distributions": [{"path": file_name, "container_format": "h5mu", "access_level": "open"}],
        "binding": {"keys": [{"role": "cell_type", "columns": ["cell_type_ontology_term_id"]}]},
        "tables": _tables(n_cells),
        "operators": _operators(),
        "donors": [_donor(donor) for donor in DONORS],
        "cultures": [_culture()],
        "samples": [_sample(donor, plate) for donor in DONORS for plate in PLATES],
        "sites": [
            {"site_id": "site_a", "name": "Laboratory A"},
            {"site_id": "site_b", "name": "Laboratory B"},
        ],
        "plates": [{"plate_id": plate, "plate_format": 96} for plate in PLATES],
        "batches": [
            {"batch_id": f"lane_{plate}", "batch_kind": "lane", "batch_site": site}
            for plate, site in PLATES.items()
        ],
        "instruments": [SEQUENCER],
        "agents": _agents(),
        "interventions": [_intervention(arm) for arm in arms() if not arm.control],
        "controls": _controls(),
        "conditions": [_condition(arm) for arm in arms()],
        "activities": _activities(),
        "data_limitations": "Simulated; for trying out software and for checking models.",
    }


def _tables(n_cells: int) -> list[dict[str, Any]]:
    rna = {
        "path_in_file": "mod/rna/X",
        "measured_by": "rna",
        "value_type": "raw_counts",
        "n_obs": n_cells,
        "n_var": len(gene_ids()),
        "feature_space": {
            "feature_type": "gene",
            "identifier_scheme": "ensembl",
            "annotation_release": "GENCODE v48",
            "is_targeted": True,
        },
        "was_generated_by": ["count", "call_cells"],
    }
    protein = {
        "path_in_file": "mod/prot/X",
        "measured_by": "protein",
        "value_type": "raw_counts",
        "n_obs": n_cells,
        "n_var": len(TAGS),
        "feature_space": {
            "feature_type": "antibody_tag",
            "identifier_scheme": "local",
            "is_targeted": True,
        },
        "was_generated_by": ["count", "call_cells"],
    }
    return [rna, protein]


def _operators() -> list[dict[str, Any]]:
    counts = {"noise_family": "negative_binomial", "is_declared_not_fitted": True}
    shared = {"scale": "cell", "is_destructive": True, "instrument": "sequencer"}
    antibodies = [
        {
            "tag_name": tag.name,
            **({"target_protein": tag.protein} if tag.protein else {}),
            "clone": tag.clone,
            "is_isotype_control": not tag.protein,
        }
        for tag in TAGS
    ]
    return [
        {
            "operator_id": "rna",
            "operator_type": "SingleCellRNA",
            "assay_ontology_term_id": "EFO:0009922",
            **shared,
            "noise_model": {**counts, "size_factor": "observed_library"},
            "has_umi": True,
            "end_bias": "three_prime",
            "nucleic_acid_source": "single_cell",
            "includes_introns": True,
        },
        {
            "operator_id": "protein",
            "operator_type": "SurfaceProtein",
            "assay_ontology_term_id": "EFO:0030008",
            **shared,
            "noise_model": {**counts, "noise_family": "negative_binomial_mixture"},
            "antibodies": antibodies,
            "paired_with": ["rna"],
        },
    ]


def _donor(donor: str) -> dict[str, Any]:
    return {
        "donor_id": donor,
        "sex_ontology_term_id": SEXES[donor],
        "age": {"value": AGES[donor], "unit": "a"},
        "development_stage_ontology_term_id": STAGES[AGES[donor]],
        "self_reported_ethnicity_ontology_term_id": "unknown",
        "disease_ontology_term_id": ["PATO:0000461"],
    }


def _culture() -> dict[str, Any]:
    return {
        "culture_id": "suspension",
        "culture_format": "suspension",
        "medium": "RPMI 1640",
        "serum": "10 % FBS",
        "culture_temperature": {"value": 37, "unit": "Cel"},
        "time_in_culture": {"value": 12, "unit": "h"},
    }


def _sample(donor: str, plate: str) -> dict[str, Any]:
    return {
        "sample_id": f"{donor}_{plate}",
        "from_donors": [donor],
        "culture": "suspension",
        "tissue_type": "tissue",
        "tissue_ontology_term_id": "UBERON:0000178",
        "disease_ontology_term_id": ["PATO:0000461"],
        "development_stage_ontology_term_id": STAGES[AGES[donor]],
        "suspension_type": "cell",
        "preservation_method": "fresh",
        "replicate_type": "technical",
        "replicate_number": 1 + list(PLATES).index(plate),
    }


def _agents() -> list[dict[str, Any]]:
    drugs = [
        {
            "agent_id": name,
            "agent_type": "Chemical",
            "label": name,
            **facts,
            "parent_inchikey": facts["inchikey"],
        }
        for name, facts in DRUGS.items()
    ]
    cytokine = {
        "agent_id": "ifng",
        "agent_type": "Biologic",
        "label": "interferon gamma",
        "biologic_type": "cytokine",
        "protein_id": "uniprot:P01579",
    }
    knockdowns = [
        _knockdown(f"crispri_{target}", target, [feature], sequences)
        for target, (feature, *sequences) in GUIDES.items()
    ]
    control = _knockdown("crispri_non_targeting", "", [], NON_TARGETING)
    return [*drugs, cytokine, *knockdowns, control]


def _knockdown(agent_id: str, target: str, features: list[str], sequences: Any) -> dict[str, Any]:
    role = "targeting" if target else "control"
    guides = [
        {
            "guide_id": f"{target or 'NT'}_{number}",
            "guide_role": role,
            "protospacer_sequence": sequence,
            "protospacer_adjacent_motif": "3' NGG",
            **({"guide_features": features} if features else {}),
        }
        for number, sequence in enumerate(sequences, 1)
    ]
    return {
        "agent_id": agent_id,
        "agent_type": "GeneticPerturbation",
        "label": target or "non-targeting guides",
        "genetic_modality": "interference",
        "strategy": "CRISPR interference screen" if target else "control",
        "method_ontology_term_id": "EFO:0022895",
        "effector": "dCas9-KRAB",
        "delivery_ontology_term_id": "EFO:0920067",
        "guides": guides,
        "intended_features": features,
    }


def _hours(value: float) -> dict[str, Any]:
    return {"value": value, "unit": "h"}


def _intervention(arm: Arm) -> dict[str, Any]:
    if arm.guide:
        return _genetic(arm)
    if arm.has_cytokine:
        return _cytokine(arm)
    events = [event for dose in arm.doses for event in _events(dose, arm.harvest_hours)]
    return {
        "intervention_id": f"give_{arm.condition_id}",
        "label": arm.condition_id.replace("_", " "),
        "acts_at": "cell",
        "time_zero": "first_dose",
        "events": sorted(events, key=lambda event: float(event["event_time"]["value"])),
        "vehicle": "dmso",
        "vehicle_fraction": {"value": 0.1, "unit": "%"},
        **_combination(arm),
    }


def _events(dose: Dose, harvest_hours: float) -> list[dict[str, Any]]:
    end = harvest_hours if dose.washed_at is None else dose.washed_at
    given = {
        "event_type": "administer",
        "event_time": _hours(dose.start),
        "agent": dose.agent,
        "amount": {"value": dose.micromolar, "unit": "umol/L"},
        "dose_kind": "molar_concentration",
        "exposure_mode": "bath_concentration",
        "duration": _hours(end - dose.start),
        "route": "culture_medium",
    }
    if dose.washed_at is None:
        return [given]
    washed = {
        "event_type": "washout",
        "event_time": _hours(dose.washed_at),
        "agent": dose.agent,
        "exposure_mode": "bath_concentration",
    }
    return [given, washed]


def _combination(arm: Arm) -> dict[str, Any]:
    if len(arm.doses) < 2:
        return {}
    first, second = (dose.start for dose in arm.doses)
    members = [
        {"agent": dose.agent, "order_index": number} for number, dose in enumerate(arm.doses, 1)
    ]
    staggered = {"combination_order": "staggered", "interval_between": _hours(second - first)}
    together = {"combination_order": "simultaneous"}
    return {
        "combination": {
            "members": members if second > first else [{"agent": m["agent"]} for m in members],
            **(staggered if second > first else together),
            "n_perturbations": len(members),
            "combination_design": "pairwise",
            "null_model": "additive_logfc",
        }
    }


def _genetic(arm: Arm) -> dict[str, Any]:
    return {
        "intervention_id": f"give_{arm.condition_id}",
        "label": f"knockdown of {arm.guide}",
        "acts_at": "cell",
        "time_zero": "stimulation",
        "events": [
            {
                "event_type": "administer",
                "event_time": _hours(-96),
                "agent": f"crispri_{arm.guide}",
                "exposure_mode": "constitutive_genetic",
                "route": "viral_delivery",
            }
        ],
    }


def _cytokine(arm: Arm) -> dict[str, Any]:
    return {
        "intervention_id": f"give_{arm.condition_id}",
        "label": "interferon gamma 10 ng/mL",
        "acts_at": "cell",
        "time_zero": "first_dose",
        "events": [
            {
                "event_type": "administer",
                "event_time": _hours(0),
                "agent": "ifng",
                "amount": {"value": 10, "unit": "ng/mL"},
                "dose_kind": "mass_concentration",
                "exposure_mode": "bath_concentration",
                "duration": _hours(arm.harvest_hours),
                "route": "culture_medium",
            }
        ],
    }


def _controls() -> list[dict[str, Any]]:
    matched = ["plate"]
    drugged = [arm.condition_id for arm in arms() if arm.doses]
    knocked = [arm.condition_id for arm in arms() if arm.guide and not arm.control]
    return [
        {
            "control_id": "dmso",
            "control_kind": "vehicle",
            "label": "DMSO 0.1 %",
            "control_agent": "dmso",
            "vehicle_fraction": {"value": 0.1, "unit": "%"},
            "control_for": drugged,
            "matched_on": matched,
        },
        {
            "control_id": "untreated",
            "control_kind": "untreated",
            "label": "untreated",
            "control_for": ["ifng_10ng_24h"],
            "matched_on": matched,
        },
        {
            "control_id": "non_targeting",
            "control_kind": "non_targeting_guide",
            "label": "non-targeting guides",
            "control_agent": "crispri_non_targeting",
            "control_for": knocked,
            "matched_on": matched,
        },
    ]


def _condition(arm: Arm) -> dict[str, Any]:
    done = {"control": arm.control} if arm.control else {"intervention": f"give_{arm.condition_id}"}
    return {
        "condition_id": arm.condition_id,
        **done,
        "harvest_time": _hours(arm.harvest_hours),
        "n_replicates": len(DONORS),
    }


def _activities() -> list[dict[str, Any]]:
    ranger = {"name": "Cell Ranger", "version": "9.0.1"}
    return [
        {
            "activity_id": "count",
            "step_type": "quantification",
            "order_index": 1,
            "software": ranger,
            "fit_scope": "stateless",
            "uses_outcome": False,
        },
        {
            "activity_id": "call_cells",
            "step_type": "cell_calling",
            "order_index": 2,
            "software": ranger,
            "fit_scope": "per_batch",
            "uses_outcome": False,
        },
    ]
