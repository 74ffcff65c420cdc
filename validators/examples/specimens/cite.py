"""RNA and surface protein of the same blood cells: the specimen ``cite``, one h5mu.

Card (pointers that examples use)
    ``/tables/0`` is ``mod/rna/X``, measured by ``/operators/0`` ``rna`` (SingleCellRNA);
    ``/tables/1`` is ``mod/prot/X``, measured by ``/operators/1`` ``protein`` (SurfaceProtein, with
    twelve ``antibodies``, the last two isotype controls; paired with ``rna``). Both raw_counts.
    ``/donors`` D1 (female), D2 (male), D3 (female); ``/samples`` D1_blood, D2_blood, D3_blood;
    ``/batches`` lane_1, lane_2. No plates.
    ``/agents/0`` IFNG (Biologic, cytokine, uniprot:P01579).
    ``/interventions/0`` stimulate (10 ng/mL, mass_concentration, 16 h).
    ``/controls/0`` untreated: kind untreated, for all treated, matched on donor and batch.
    ``/conditions`` 0 stimulated, 1 untreated; harvest at 16 h.
    ``/activities`` 0 quantify, 1 call_cells, 2 demultiplex, 3 filter, 4 annotate.
    ``/unit_sets`` 0 rna_cells, 1 protein_cells; ``/links/0`` same_cells (same_scale).
    ``/readouts/0`` surface (protein_abundance).

Tables
    Edits name them ``mod/rna`` and ``mod/prot``. Both have the same 48 rows (barcodes) and the
    same obs columns: sample_id, condition_id, batch_id, donor_id, cell_type_ontology_term_id
    (CL:0000624 CD4 T cell, CL:0001054 monocyte), assay_ (EFO:0009922 in rna, EFO:0030008 in
    prot), tissue_, development_stage_, disease_, self_reported_ethnicity_ and
    sex_ontology_term_id, tissue_type, suspension_type, is_primary_data, total_counts (integer,
    each of its own table). The root obs of the file has names only.

Rows (48)
    Row ``16 * donor + 8 * is_untreated + k``; lanes alternate with k, cell types every second k.
    Rows 0-7 are D1 stimulated, rows 8-15 D1 untreated.

var
    ``mod/rna``: 32 Ensembl ids; feature_name, feature_is_filtered. ``mod/prot``: 12 tag names
    (CD3, CD4, CD8a, CD14, CD16, CD19, CD45RA, CD56, HLA-DR, CD274, IgG1_isotype,
    IgG2a_isotype); is_isotype_control (boolean).

Matrices
    ``X`` of each, CSR, float32, whole counts. uns of ``mod/rna``: title,
    organism_ontology_term_id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.examples.specimen import (
    Specimen,
    SpecimenFrame,
    SpecimenMatrix,
    SpecimenTable,
)
from aivc.validators.examples.specimens.card_parts import DONORS, MALE
from aivc.validators.examples.specimens.cite_card import ANTIBODIES, LANES, cite_card
from aivc.validators.examples.specimens.genes import GENES
from aivc.validators.examples.specimens.sampling import (
    barcodes,
    content_sha256,
    feature_list_sha256,
    read_only,
    sample_counts,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

T_CELL, MONOCYTE = "CL:0000624", "CL:0001054"

# Expected molecules in an untreated T cell and an untreated monocyte.
EXPRESSION = {
    "IRF1": (6, 6), "STAT1": (8, 8), "GBP1": (2, 2), "CXCL10": (0.2, 1), "CXCL9": (0.2, 0.8),
    "HLA-DRA": (2, 120), "CD274": (0.5, 1.5), "IDO1": (0.2, 0.8), "SOCS1": (2, 1),
    "PSMB9": (15, 18), "IFI30": (1, 40), "IFNGR1": (8, 20), "CD3D": (35, 0.4), "CD3E": (30, 0.4),
    "TRAC": (40, 0.6), "IL7R": (30, 0.6), "LTB": (45, 2), "CD4": (4, 5), "CD14": (0.4, 30),
    "LYZ": (2, 220), "S100A9": (2, 200), "FCN1": (0.4, 40), "MALAT1": (400, 280),
    "B2M": (300, 330), "ACTB": (170, 220), "RPLP0": (110, 100), "EEF1A1": (220, 170),
    "FTL": (120, 340), "MT-CO1": (90, 95), "MT-ND1": (40, 45), "XIST": (12, 10), "RPS4Y1": (12, 10),
}  # fmt: skip
TAGS = {
    "CD3": (600, 8), "CD4": (350, 60), "CD8a": (6, 6), "CD14": (5, 400), "CD16": (4, 15),
    "CD19": (4, 5), "CD45RA": (90, 40), "CD56": (5, 6), "HLA-DR": (8, 250), "CD274": (4, 12),
    "IgG1_isotype": (3, 5), "IgG2a_isotype": (3, 6),
}  # fmt: skip
INTERFERON = {
    "IRF1": 5, "STAT1": 4, "GBP1": 10, "CXCL10": 40, "CXCL9": 20, "HLA-DRA": 2, "CD274": 6,
    "IDO1": 20, "SOCS1": 4, "PSMB9": 2.5, "IFI30": 1.5, "HLA-DR": 2,
}  # fmt: skip
"""Fold change under interferon gamma, of genes and of tags."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One observation of both tables."""

    donor: str
    condition: str
    lane: str
    cell_type: str


def specimen() -> Specimen:
    """Return the specimen."""
    cells = [_cell(row) for row in range(48)]
    features = tuple(GENES[symbol] for symbol in EXPRESSION)
    rna, protein = _counts(cells, EXPRESSION, seed=3), _counts(cells, TAGS, seed=4)
    digest = content_sha256(rna, protein)
    card = cite_card(
        feature_list_sha256(features),
        len(features),
        feature_list_sha256(tuple(TAGS)),
        digest,
    )
    rna_table = SpecimenTable(
        obs=_obs(cells, rna, "EFO:0009922"),
        var=SpecimenFrame(
            features,
            {
                "feature_name": tuple(EXPRESSION),
                "feature_is_filtered": (False,) * len(features),
            },
        ),
        matrices={"X": SpecimenMatrix(rna)},
        uns={"title": card["title"], "organism_ontology_term_id": "NCBITaxon:9606"},
    )
    protein_table = SpecimenTable(
        obs=_obs(cells, protein, "EFO:0030008"),
        var=SpecimenFrame(
            tuple(TAGS), {"is_isotype_control": tuple(not ANTIBODIES[tag][0] for tag in TAGS)}
        ),
        matrices={"X": SpecimenMatrix(protein)},
    )
    return Specimen("cite", "h5mu", card, {"mod/rna": rna_table, "mod/prot": protein_table}, digest)


def _cell(row: int) -> Cell:
    donor, within = divmod(row, 16)
    return Cell(
        donor=tuple(DONORS)[donor],
        condition="untreated" if within >= 8 else "stimulated",
        lane=LANES[within % 2],
        cell_type=MONOCYTE if within // 2 % 2 else T_CELL,
    )


def _counts(
    cells: list[Cell], expression: Mapping[str, tuple[float, float]], seed: int
) -> NDArray[np.float32]:
    means = [[_mean(cell, name, expression[name]) for name in expression] for cell in cells]
    counts: NDArray[np.float32] = read_only(sample_counts(np.array(means), seed=seed, spread=0.3))
    return counts


def _mean(cell: Cell, name: str, by_type: tuple[float, float]) -> float:
    is_male = DONORS[cell.donor]["sex"] == MALE
    if (name == "XIST" and is_male) or (name == "RPS4Y1" and not is_male):
        return 0.0
    fold = INTERFERON.get(name, 1.0) if cell.condition == "stimulated" else 1.0
    return by_type[cell.cell_type == MONOCYTE] * fold


def _obs(cells: list[Cell], counts: NDArray[np.float32], assay: str) -> SpecimenFrame:
    every = len(cells)
    return SpecimenFrame(
        barcodes("cite", every),
        {
            "sample_id": tuple(f"{cell.donor}_blood" for cell in cells),
            "condition_id": tuple(cell.condition for cell in cells),
            "batch_id": tuple(cell.lane for cell in cells),
            "donor_id": tuple(cell.donor for cell in cells),
            "cell_type_ontology_term_id": tuple(cell.cell_type for cell in cells),
            "assay_ontology_term_id": (assay,) * every,
            "tissue_ontology_term_id": ("UBERON:0000178",) * every,
            "tissue_type": ("tissue",) * every,
            "development_stage_ontology_term_id": tuple(
                str(DONORS[cell.donor]["stage"]) for cell in cells
            ),
            "disease_ontology_term_id": ("PATO:0000461",) * every,
            "self_reported_ethnicity_ontology_term_id": ("unknown",) * every,
            "sex_ontology_term_id": tuple(str(DONORS[cell.donor]["sex"]) for cell in cells),
            "suspension_type": ("cell",) * every,
            "is_primary_data": (True,) * every,
            "total_counts": tuple(int(total) for total in counts.sum(axis=1)),
        },
    )
