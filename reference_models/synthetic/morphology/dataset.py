"""Put the morphology together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.morphology.card import TREATED, morphology_card
from aivc.reference_models.synthetic.morphology.truth import FEATURES
from aivc.validators.examples.specimen import (
    Specimen,
    SpecimenFrame,
    SpecimenMatrix,
    SpecimenTable,
)

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.morphology.draw import Morphology

NAME = "morphology"


def morphology_dataset(morphology: Morphology) -> Specimen:
    """Return the morphology as an AnnData file of profiles, one row for each well, and its card."""
    wells = zip(morphology.plates, morphology.positions, strict=True)
    obs = SpecimenFrame(tuple(f"{plate}_{well}" for plate, well in wells), _obs(morphology))
    var = SpecimenFrame(tuple(FEATURES), {"compartment": tuple(n.split("_")[0] for n in FEATURES)})
    profiles = SpecimenMatrix(morphology.profiles, storage="dense")
    card = morphology_card(f"{NAME}.h5ad", len(morphology.plates))
    return Specimen(NAME, "h5ad", card, {"": SpecimenTable(obs, var, {"X": profiles})})


def _obs(morphology: Morphology) -> dict[str, tuple[Any, ...]]:
    same = len(morphology.plates)
    return {
        "sample_id": tuple(f"flask_{plate}" for plate in morphology.plates),
        "condition_id": tuple(
            TREATED if treated else "vehicle" for treated in morphology.is_treated
        ),
        "batch_id": tuple(f"staining_{plate}" for plate in morphology.plates),
        "plate_id": morphology.plates,
        "well_position": morphology.positions,
        "cell_type_ontology_term_id": ("unknown",) * same,
        "tissue_ontology_term_id": ("CVCL_0042",) * same,
        "tissue_type": ("cell line",) * same,
        "donor_id": ("na",) * same,
        "suspension_type": ("na",) * same,
        "disease_ontology_term_id": ("MONDO:0009807",) * same,
        "sex_ontology_term_id": ("na",) * same,
        "development_stage_ontology_term_id": ("na",) * same,
        "self_reported_ethnicity_ontology_term_id": ("na",) * same,
        "is_primary_data": (True,) * same,
    }
