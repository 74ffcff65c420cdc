"""K-562 cells with guide RNAs: the specimen ``guides``, one h5ad.

Card (pointers that examples use)
    ``/tables/0`` is ``X``, log_normalized, derived from ``/tables/1`` ``layers/counts``,
    raw_counts; both measured by ``/operators/0`` ``rna`` (SingleCellRNA, scale cell).
    ``/binding/keys`` 0 guide = guide_id, 1 target = target; separator of combinations ``|``.
    ``/samples`` K562_1, K562_2, K562_3 (cell line CVCL_0004, biological replicates; no donors).
    ``/batches`` lane_1, lane_2. No plates.
    ``/agents`` 0 GATA1_knockdown, 1 HSPA5_knockdown, 2 KLF1_knockdown, 3 MYB_knockdown (guides
    GENE_1 and GENE_2 each, ``intended_features``), 4 non_targeting_guides (guides
    non-targeting_1 and non-targeting_2, role and strategy control); all GeneticPerturbation.
    ``/interventions`` 0 knock_down_GATA1, 1 knock_down_HSPA5, 2 knock_down_KLF1, 3 knock_down_MYB
    (each with ``efficiency``: what is left of the target, measured here), 4 knock_down_KLF1_MYB
    (``combination``, simultaneous). Events at 0 d, constitutive_genetic, without an amount.
    ``/controls/0`` non_targeting: kind non_targeting_guide, for all treated, matched on batch.
    ``/conditions`` 0 GATA1_8d, 1 HSPA5_8d, 2 KLF1_8d, 3 MYB_8d, 4 KLF1_MYB_8d, 5
    non_targeting_8d; harvest at 8 d.
    ``/activities`` 0 quantify, 1 call_cells, 2 assign_guides, 3 filter, 4 normalize, 5 take_log.
    ``/readouts/0`` changed_genes.

Rows (48)
    Row ``16 * sample + k``: k = 0-7 are GATA1_1, GATA1_2, HSPA5_1, ... MYB_2; k = 8 and 9 carry
    ``KLF1_1|MYB_1``; k = 10-15 are non-targeting, three of each guide. Names are barcodes.

obs
    sample_id, condition_id, batch_id, guide_id, target (symbol; ``KLF1|MYB`` for the pair,
    ``non-targeting`` for controls), n_guides (integer), donor_id, cell_type_, sex_,
    development_stage_ and self_reported_ethnicity_ontology_term_id (all ``na``),
    tissue_ontology_term_id (CVCL_0004), tissue_type (cell line), disease_ontology_term_id
    (MONDO:0011996), assay_ontology_term_id, suspension_type, is_primary_data, total_counts
    (integer), pct_counts_mt (float). Samples, lanes and conditions are crossed.

var (40)
    Ensembl ids; feature_name, feature_is_filtered. The four targets are measured (the first four
    columns) and lowered where they are targeted.

Matrices
    ``X`` (log of one plus counts per 10,000) and ``layers/counts``, CSR, float32. uns: title,
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
from aivc.validators.examples.specimens.genes import GENES
from aivc.validators.examples.specimens.guides_card import (
    LANES,
    NON_TARGETING,
    PAIR,
    SAMPLES,
    TARGETS,
    guides_card,
)
from aivc.validators.examples.specimens.sampling import (
    barcodes,
    content_sha256,
    feature_list_sha256,
    log_normalized,
    read_only,
    sample_counts,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXPRESSION = {
    "GATA1": 30, "HSPA5": 60, "KLF1": 25, "MYB": 22, "HBG1": 150, "HBG2": 260, "HBZ": 30,
    "HBE1": 20, "HBA1": 12, "HBA2": 20, "ALAS2": 1.5, "SLC25A37": 3, "GYPA": 3, "TFRC": 20,
    "EPOR": 0.8, "TAL1": 1, "LMO2": 1.5, "GFI1B": 1, "NFE2": 1, "MYC": 8, "KIT": 0.3,
    "HSP90B1": 40, "CALR": 40, "PDIA4": 3, "DDIT3": 0.8, "ATF4": 20, "MKI67": 1.5, "TOP2A": 2,
    "PCNA": 6, "GAPDH": 240, "ACTB": 200, "B2M": 12, "RPLP0": 260, "RPS18": 280, "EEF1A1": 320,
    "FTL": 300, "MALAT1": 60, "MT-CO1": 120, "MT-ND1": 60, "MT-ATP6": 80,
}  # fmt: skip
"""Expected molecules in a cell without a targeting guide."""

RESIDUAL = 0.15
CONSEQUENCES = {
    "GATA1": {"KLF1": 0.7, "HBG1": 0.4, "HBG2": 0.4, "ALAS2": 0.3, "GYPA": 0.4, "HBZ": 0.5},
    "HSPA5": {"DDIT3": 5, "ATF4": 2, "HSP90B1": 2.5, "PDIA4": 2.5, "CALR": 1.8},
    "KLF1": {"HBA1": 0.5, "HBA2": 0.5, "EPOR": 0.7, "HBG1": 1.4},
    "MYB": {"HBZ": 1.8, "GYPA": 1.6, "MYC": 0.7, "KIT": 0.6},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One observation; ``genes`` are those that its guides target."""

    sample: str
    lane: str
    genes: tuple[str, ...]
    guides: tuple[str, ...]

    @property
    def condition(self) -> str:
        """Identifier of the condition."""
        return f"{'_'.join(self.genes) or 'non_targeting'}_8d"


def specimen() -> Specimen:
    """Return the specimen."""
    cells = [_cell(row) for row in range(48)]
    symbols = tuple(EXPRESSION)
    features = tuple(GENES[symbol] for symbol in symbols)
    means = np.array([[_mean(cell, symbol) for symbol in symbols] for cell in cells])
    counts = read_only(sample_counts(means, seed=2, spread=0.3))
    normalized = read_only(log_normalized(counts))
    digest = content_sha256(normalized, counts)
    card = guides_card(
        features,
        feature_list_sha256(features),
        digest,
        {gene: _residual(gene, cells, normalized) for gene in TARGETS},
    )
    table = SpecimenTable(
        obs=_obs(cells, counts),
        var=SpecimenFrame(
            features,
            {"feature_name": symbols, "feature_is_filtered": (False,) * len(features)},
        ),
        matrices={"X": SpecimenMatrix(normalized), "layers/counts": SpecimenMatrix(counts)},
        uns={"title": card["title"], "organism_ontology_term_id": "NCBITaxon:9606"},
    )
    return Specimen("guides", "h5ad", card, {"": table}, digest)


def _cell(row: int) -> Cell:
    sample, within = divmod(row, 16)
    gene, guide = divmod(within, 2)
    if within < 8:
        genes: tuple[str, ...] = (TARGETS[gene],)
        guides: tuple[str, ...] = (f"{TARGETS[gene]}_{guide + 1}",)
        lane = (sample + gene + guide) % 2
    elif within < 10:
        genes, guides, lane = PAIR, tuple(f"{gene}_1" for gene in PAIR), guide
    else:
        genes, guides, lane = (), (NON_TARGETING[(within - 10) // 3],), (sample + within) % 2
    return Cell(SAMPLES[sample], LANES[lane], genes, guides)


def _mean(cell: Cell, symbol: str) -> float:
    mean = 1.5 * EXPRESSION[symbol]
    for gene in cell.genes:
        mean *= RESIDUAL if gene == symbol else float(CONSEQUENCES[gene].get(symbol, 1.0))
    return mean


def _residual(gene: str, cells: list[Cell], normalized: NDArray[np.float32]) -> float:
    expression = np.expm1(normalized[:, list(EXPRESSION).index(gene)].astype(np.float64))
    targeted = np.array([cell.genes == (gene,) for cell in cells])
    control = np.array([not cell.genes for cell in cells])
    return round(float(expression[targeted].mean() / expression[control].mean()), 3)


def _obs(cells: list[Cell], counts: NDArray[np.float32]) -> SpecimenFrame:
    symbols = list(EXPRESSION)
    mitochondrial = [symbols.index(symbol) for symbol in ("MT-CO1", "MT-ND1", "MT-ATP6")]
    totals = counts.sum(axis=1)
    share = 100 * counts[:, mitochondrial].sum(axis=1) / totals
    every = len(cells)
    return SpecimenFrame(
        barcodes("guides", every),
        {
            "sample_id": tuple(cell.sample for cell in cells),
            "condition_id": tuple(cell.condition for cell in cells),
            "batch_id": tuple(cell.lane for cell in cells),
            "guide_id": tuple("|".join(cell.guides) for cell in cells),
            "target": tuple("|".join(cell.genes) or "non-targeting" for cell in cells),
            "n_guides": tuple(len(cell.guides) for cell in cells),
            "donor_id": ("na",) * every,
            "cell_type_ontology_term_id": ("na",) * every,
            "assay_ontology_term_id": ("EFO:0009922",) * every,
            "tissue_ontology_term_id": ("CVCL_0004",) * every,
            "tissue_type": ("cell line",) * every,
            "development_stage_ontology_term_id": ("na",) * every,
            "disease_ontology_term_id": ("MONDO:0011996",) * every,
            "self_reported_ethnicity_ontology_term_id": ("na",) * every,
            "sex_ontology_term_id": ("na",) * every,
            "suspension_type": ("cell",) * every,
            "is_primary_data": (True,) * every,
            "total_counts": tuple(int(total) for total in totals),
            "pct_counts_mt": tuple(round(float(value), 3) for value in share),
        },
    )
