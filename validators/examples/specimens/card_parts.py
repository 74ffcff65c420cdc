"""Parts that the cards of several specimens share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

CELL_RANGER = {"name": "Cell Ranger", "version": "9.0.1"}
SCANPY = {"name": "scanpy", "version": "1.11.0"}
CELLTYPIST = {"name": "CellTypist", "version": "1.6.3"}

DONORS = {
    "D1": {"sex": "PATO:0000383", "age": 34, "stage": "HsapDv:0000128"},
    "D2": {"sex": "PATO:0000384", "age": 41, "stage": "HsapDv:0000135"},
    "D3": {"sex": "PATO:0000383", "age": 52, "stage": "HsapDv:0000146"},
}
"""Two women and a man."""

MALE = "PATO:0000384"
SEQUENCER = {"instrument_id": "sequencer", "vendor": "Illumina", "model": "NovaSeq 6000"}


def heading(name: str, title: str, description: str) -> dict[str, Any]:
    """Return the part of a card that says what the dataset is and whose."""
    return {
        "aivc_schema_version": "0.1.0",
        "id": f"https://w3id.org/aivc/examples/{name}",
        "title": title,
        "description": description,
        "version": "1.0.0",
        "creators": [{"name": "aivc contributors"}],
        "license": "CC0-1.0",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "reference_genome": "GRCh38.p14",
        "gene_annotation": "GENCODE v48",
        "is_primary_data": True,
    }


def distribution(name: str, kind: str, data_digest: str) -> dict[str, Any]:
    """Return the file that carries the dataset."""
    return {
        "path": f"{name}.{kind}",
        "container_format": kind,
        "sha256": data_digest,
        "access_level": "open",
    }


def gene_space(feature_digest: str) -> dict[str, Any]:
    """Return the feature space of a matrix of genes."""
    return {
        "feature_type": "gene",
        "identifier_scheme": "ensembl",
        "annotation_release": "GENCODE v48",
        "feature_list_sha256": feature_digest,
        "is_targeted": False,
    }


def rna_operator(**further: Any) -> dict[str, Any]:
    """Return the operator of single-cell RNA by 10x 3' v3."""
    return {
        "operator_id": "rna",
        "operator_type": "SingleCellRNA",
        "label": "10x 3' v3",
        "assay_ontology_term_id": "EFO:0009922",
        "scale": "cell",
        "is_destructive": True,
        "instrument": "sequencer",
        "has_umi": True,
        "end_bias": "three_prime",
        "nucleic_acid_source": "single_cell",
        "includes_introns": True,
        "chemistry": "10x 3' v3",
        **further,
    }


def counted_noise(family: str = "negative_binomial") -> dict[str, Any]:
    """Return a noise model of counts."""
    return {
        "noise_family": family,
        "size_factor": "observed_library",
        "is_declared_not_fitted": True,
    }


def donor(donor_id: str) -> dict[str, Any]:
    """Return a donor of the card."""
    return {
        "donor_id": donor_id,
        "sex_ontology_term_id": DONORS[donor_id]["sex"],
        "age": {"value": DONORS[donor_id]["age"], "unit": "a"},
        "development_stage_ontology_term_id": DONORS[donor_id]["stage"],
        "self_reported_ethnicity_ontology_term_id": "unknown",
        "disease_ontology_term_id": ["PATO:0000461"],
    }


def blood_sample(sample_id: str, donor_id: str, **further: Any) -> dict[str, Any]:
    """Return a sample of blood cells of a donor."""
    return {
        "sample_id": sample_id,
        "from_donors": [donor_id],
        "culture": "suspension",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "tissue_type": "tissue",
        "tissue_ontology_term_id": "UBERON:0000178",
        "disease_ontology_term_id": ["PATO:0000461"],
        "development_stage_ontology_term_id": DONORS[donor_id]["stage"],
        "suspension_type": "cell",
        "preservation_method": "cryopreserved",
        **further,
    }


def suspension_culture() -> dict[str, Any]:
    """Return the culture of blood cells."""
    return {
        "culture_id": "suspension",
        "culture_format": "suspension",
        "medium": "RPMI 1640",
        "serum": "10 % FBS",
        "culture_temperature": {"value": 37, "unit": "Cel"},
        "time_in_culture": {"value": 2, "unit": "h"},
    }


def activities(
    steps: Sequence[tuple[str, str, dict[str, str], str, str]],
) -> list[dict[str, Any]]:
    """Return processing steps in order, from (id, type, software, fit scope, parameters)."""
    return [
        {
            "activity_id": name,
            "step_type": step_type,
            "order_index": position,
            "software": dict(software),
            "parameters": parameters,
            "fit_scope": fit_scope,
            "uses_outcome": False,
        }
        for position, (name, step_type, software, fit_scope, parameters) in enumerate(steps, 1)
    ]


def dmso() -> dict[str, Any]:
    """Return the vehicle as an agent."""
    return {
        "agent_id": "DMSO",
        "agent_type": "Chemical",
        "label": "dimethyl sulfoxide",
        "inchikey": "IAZDPXIOMUYVGZ-UHFFFAOYSA-N",
        "smiles": "CS(C)=O",
        "parent_inchikey": "IAZDPXIOMUYVGZ-UHFFFAOYSA-N",
        "chebi_id": "CHEBI:28262",
    }


def vehicle_control(*matched_on: str) -> dict[str, Any]:
    """Return the vehicle as a control."""
    return {
        "control_id": "vehicle",
        "control_kind": "vehicle",
        "label": "0.1 % DMSO",
        "control_agent": "DMSO",
        "vehicle_fraction": {"value": 0.1, "unit": "%"},
        "is_for_all_treated": True,
        "matched_on": list(matched_on),
    }
