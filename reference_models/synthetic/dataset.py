"""Put the reference dataset together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.card import AGES, SEXES, STAGES, reference_card
from aivc.reference_models.synthetic.counts import draw_cells
from aivc.reference_models.synthetic.layout import wells
from aivc.reference_models.synthetic.panel import TAGS, gene_ids, gene_symbols
from aivc.validators.examples.specimen import (
    Specimen,
    SpecimenFrame,
    SpecimenMatrix,
    SpecimenTable,
)

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.counts import Cells

NAME = "reference"
MONOCYTE, T_CELL = "CL:0001054", "CL:0000624"


def reference_dataset(seed: int = 0) -> Specimen:
    """Return the reference dataset: a MuData of RNA counts and surface protein, and its card.

    The same seed gives the same bytes.
    """
    cells = draw_cells(wells(), seed)
    names = tuple(_barcode(row) for row in range(len(cells.wells)))
    obs = SpecimenFrame(names, _obs(cells))
    rna = SpecimenFrame(gene_ids(), {"feature_name": gene_symbols()})
    protein = SpecimenFrame(
        tuple(tag.name for tag in TAGS),
        {"target_protein": tuple(tag.protein or None for tag in TAGS)},
    )
    tables = {
        "mod/rna": SpecimenTable(obs, rna, {"X": SpecimenMatrix(cells.rna)}),
        "mod/prot": SpecimenTable(obs, protein, {"X": SpecimenMatrix(cells.protein)}),
    }
    return Specimen(NAME, "h5mu", reference_card(f"{NAME}.h5mu", len(names)), tables)


def _obs(cells: Cells) -> dict[str, tuple[Any, ...]]:
    rows = cells.wells
    same = len(rows)
    return {
        "sample_id": tuple(well.sample for well in rows),
        "condition_id": tuple(well.arm.condition_id for well in rows),
        "batch_id": tuple(f"lane_{well.plate}" for well in rows),
        "plate_id": tuple(well.plate for well in rows),
        "well_position": tuple(well.position for well in rows),
        "site_id": tuple(well.site for well in rows),
        "donor_id": tuple(well.donor for well in rows),
        "cell_type_ontology_term_id": tuple(
            MONOCYTE if kind else T_CELL for kind in cells.is_monocyte
        ),
        "assay_ontology_term_id": ("EFO:0009922",) * same,
        "tissue_ontology_term_id": ("UBERON:0000178",) * same,
        "tissue_type": ("tissue",) * same,
        "suspension_type": ("cell",) * same,
        "disease_ontology_term_id": ("PATO:0000461",) * same,
        "sex_ontology_term_id": tuple(SEXES[well.donor] for well in rows),
        "development_stage_ontology_term_id": tuple(STAGES[AGES[well.donor]] for well in rows),
        "self_reported_ethnicity_ontology_term_id": ("unknown",) * same,
        "is_primary_data": (True,) * same,
    }


def _barcode(row: int) -> str:
    """Return sixteen bases that no other row has."""
    number = row * 2_654_435_761 % 4**16  # an odd multiplier permutes the numbers
    return "".join("ACGT"[number >> 2 * position & 3] for position in range(16)) + "-1"
