"""The columns of scPerturb that a sample fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.exporting.amounts import in_unit
from aivc.adapters.exporting.scperturb.words import is_cancer
from aivc.adapters.exporting.terms import label_of, labels_of

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard, Sample

TISSUE_TYPES = {
    "cell line": "cell_line",
    "primary cell culture": "primary",
    "tissue": "primary",
    "organoid": "organoid",
}
NORMAL_WORD = "healthy"


def columns_of_sample(sample: Sample, card: DatasetCard) -> dict[str, str | None]:
    """Fill the columns for one sample; None where the card does not say it."""
    donors = {donor.donor_id: donor for donor in card.donors}
    of_sample = [donors[name] for name in sample.from_donors if name in donors]
    donor = of_sample[0] if len(of_sample) == 1 else None
    diseases = sample.disease_ontology_term_id or (donor.disease_ontology_term_id if donor else ())
    organisms = sample.organism_ontology_term_id or card.organism_ontology_term_id
    is_line = sample.tissue_type == "cell line"
    years = in_unit(donor.age, "a") if donor else None
    cancer = is_cancer(diseases)
    disease = labels_of(diseases)
    return {
        "sample_id": sample.sample_id,
        "tissue_type": TISSUE_TYPES.get(sample.tissue_type or ""),
        "cell_line": label_of(sample.tissue_ontology_term_id) if is_line else None,
        "tissue": None if is_line else label_of(sample.tissue_ontology_term_id),
        "celltype": label_of(sample.cell_type_ontology_term_id),
        "disease": NORMAL_WORD if disease == "normal" else disease,
        "cancer": None if cancer is None else str(cancer),
        "organism": _organism(organisms),
        "sex": label_of(donor.sex_ontology_term_id) if donor else None,
        "age": None if years is None else f"{years:g}",
        "donor_id": donor.donor_id if donor else None,
        "replicate": None if sample.replicate_number is None else str(sample.replicate_number),
    }


def _organism(terms: tuple[str, ...]) -> str | None:
    from aivc.schema.vocabulary import find_organism

    if len(terms) != 1:
        return labels_of(terms)
    found = find_organism(terms[0])
    return found.common_names[0] if found else terms[0]
