"""Put the cohort together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.cohort.card import FEMALE, MALE, cohort_card, stage_of
from aivc.reference_models.synthetic.panel import gene_ids, gene_symbols
from aivc.validators.examples.specimen import (
    Specimen,
    SpecimenFrame,
    SpecimenMatrix,
    SpecimenTable,
)

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.cohort.draw import Cohort

NAME = "cohort"


def cohort_dataset(cohort: Cohort) -> Specimen:
    """Return the cohort as an AnnData file of counts, one row for each donor, and its card."""
    obs = SpecimenFrame(tuple(f"blood_{donor}" for donor in cohort.donors), _obs(cohort))
    var = SpecimenFrame(gene_ids(), {"feature_name": gene_symbols()})
    counts = SpecimenMatrix(cohort.counts, storage="dense")
    card = cohort_card(f"{NAME}.h5ad", cohort)
    return Specimen(NAME, "h5ad", card, {"": SpecimenTable(obs, var, {"X": counts})})


def _obs(cohort: Cohort) -> dict[str, tuple[Any, ...]]:
    same = len(cohort.donors)
    return {
        "sample_id": tuple(f"blood_{donor}" for donor in cohort.donors),
        "donor_id": cohort.donors,
        "batch_id": tuple(f"run_{hospital[-1]}" for hospital in cohort.hospitals),
        "site_id": cohort.hospitals,
        "age_years": tuple(map(int, cohort.ages)),
        "followed_days": tuple(map(int, cohort.days)),
        "has_died": tuple(map(int, cohort.has_died)),
        "assay_ontology_term_id": ("EFO:0008896",) * same,
        "cell_type_ontology_term_id": ("unknown",) * same,
        "tissue_ontology_term_id": ("UBERON:0000178",) * same,
        "tissue_type": ("tissue",) * same,
        "suspension_type": ("na",) * same,
        "disease_ontology_term_id": ("MONDO:0004948",) * same,
        "sex_ontology_term_id": tuple(FEMALE if female else MALE for female in cohort.is_female),
        "development_stage_ontology_term_id": tuple(stage_of(int(age)) for age in cohort.ages),
        "self_reported_ethnicity_ontology_term_id": ("unknown",) * same,
        "is_primary_data": (True,) * same,
    }
