"""Put the knockdowns together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.knockdowns.card import condition_id, knockdowns_card
from aivc.reference_models.synthetic.panel import gene_ids, gene_symbols
from aivc.validators.examples.specimen import (
    Specimen,
    SpecimenFrame,
    SpecimenMatrix,
    SpecimenTable,
)

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.knockdowns.draw import KnockdownCell, Knockdowns

NAME = "knockdowns"


def knockdowns_dataset(knockdowns: Knockdowns) -> Specimen:
    """Return the knockdowns as an AnnData file of counts, one row for each cell, and its card."""
    names = tuple(f"cell_{number:04d}" for number in range(1, len(knockdowns.cells) + 1))
    obs = SpecimenFrame(names, _obs(knockdowns.cells))
    var = SpecimenFrame(gene_symbols(), {"gene_id": gene_ids()})
    counts = SpecimenMatrix(knockdowns.counts)
    card = knockdowns_card(f"{NAME}.h5ad", len(names))
    return Specimen(NAME, "h5ad", card, {"": SpecimenTable(obs, var, {"X": counts})})


def _obs(cells: tuple[KnockdownCell, ...]) -> dict[str, tuple[Any, ...]]:
    same = len(cells)
    return {
        "sample_id": tuple(f"transduction_{cell.replicate}" for cell in cells),
        "condition_id": tuple(condition_id(cell.target) for cell in cells),
        "batch_id": tuple(f"lane_{cell.replicate}" for cell in cells),
        "guide_id": tuple(f"{cell.target or 'NT'}_{cell.guide}" for cell in cells),
        "assay_ontology_term_id": ("EFO:0009922",) * same,
        "cell_type_ontology_term_id": ("CL:0000576",) * same,
        "tissue_ontology_term_id": ("CVCL_0006",) * same,
        "tissue_type": ("cell line",) * same,
        "donor_id": ("na",) * same,
        "suspension_type": ("cell",) * same,
        "disease_ontology_term_id": ("MONDO:0007896",) * same,
        "sex_ontology_term_id": ("na",) * same,
        "development_stage_ontology_term_id": ("na",) * same,
        "self_reported_ethnicity_ontology_term_id": ("na",) * same,
        "is_primary_data": (True,) * same,
    }
