"""Blood cells of three donors under two drugs: the specimen ``drug``, one h5ad.

Card (pointers that examples use)
    ``/tables/0`` is ``X``, raw counts, measured by ``/operators/0`` ``rna`` (SingleCellRNA, scale
    cell). ``/donors`` D1 (female), D2 (male), D3 (female). ``/samples`` D1_P1, D1_P2, D2_P1, ...
    ``/plates`` P1, P2 (96 wells). ``/batches`` lane_1, lane_2 (lanes). ``/sites`` site_a.
    ``/agents`` 0 dexamethasone, 1 panobinostat, 2 DMSO (all Chemical).
    ``/interventions`` 0 give_dex_low (0.01 umol/L), 1 give_dex_high (1), 2 give_pano_low (0.005),
    3 give_pano_high (0.05), 4 give_pano_pulses (two pulses of 2 h at 0 and 6 h by ``interval`` and
    ``additional_doses``, ``washout`` at 8 h, declared ``exposures``), 5 give_dex_pano (both, the
    ``combination`` is simultaneous). All in ``umol/L``, vehicle ``vehicle`` at 0.1 %.
    ``/controls/0`` vehicle: kind vehicle, agent DMSO, for all treated, matched on donor and plate.
    ``/conditions`` 0 dex_low, 1 dex_high, 2 pano_low, 3 pano_high, 4 pano_pulses, 5 dex_pano,
    6 dmso; harvest at 24 h.
    ``/activities`` 0 quantify, 1 call_cells, 2 demultiplex, 3 filter, 4 annotate.
    ``/unit_sets`` 0 cells, 1 samples; ``/links/0`` cells_of_samples (project, sum).
    ``/readouts`` 0 changed_genes (cell), 1 signature (cell to sample).

Rows (48)
    Row ``(2 * donor + plate) * 8 + k`` with donor 0-2 and plate 0-1; k = 0-5 are the treated
    conditions in the order of the card, k = 6 and 7 are vehicle. So rows 0-7 are D1 on P1, rows
    8-15 D1 on P2, rows 16-23 D2 on P1; ``dmso`` is rows 6, 7, 14, 15, 22, 23, 30, 31, 38, 39, 46
    and 47. Names are barcodes of sixteen bases with ``-1``.

obs
    sample_id, condition_id, plate_id, well_position, batch_id, site_id, donor_id,
    cell_type_ontology_term_id (CL:0000624 CD4 T cell, CL:0001054 monocyte, half of each
    condition), assay_, tissue_, development_stage_, disease_, self_reported_ethnicity_ and
    sex_ontology_term_id, tissue_type, suspension_type, is_primary_data (boolean), total_counts
    (integer), pct_counts_mt (float). Donors, plates, lanes, cell types and conditions are crossed;
    every row has a well of its own.

var (40)
    Ensembl ids; feature_name (symbol), feature_is_filtered (boolean). Among them MT-CO1, MT-ND1,
    MT-ATP6, XIST (female donors only), RPS4Y1 and DDX3Y (the male donor only).

X
    CSR, float32, whole counts; no other matrix. uns: title, organism_ontology_term_id.
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
from aivc.validators.examples.specimens.drug_card import PLATES, drug_card
from aivc.validators.examples.specimens.genes import GENES
from aivc.validators.examples.specimens.sampling import (
    barcodes,
    content_sha256,
    feature_list_sha256,
    read_only,
    sample_counts,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

T_CELL, MONOCYTE = "CL:0000624", "CL:0001054"
DEPTH = 2.5
CONDITIONS = ("dex_low", "dex_high", "pano_low", "pano_high", "pano_pulses", "dex_pano", "dmso")

# Expected molecules in an untreated T cell and an untreated monocyte, in units of DEPTH.
EXPRESSION = {
    "FKBP5": (3, 3), "TSC22D3": (5, 4), "PER1": (2, 2), "ZBTB16": (1, 1), "DUSP1": (8, 10),
    "KLF9": (2, 2), "NR3C1": (4, 4), "IL1B": (0.5, 20), "TNF": (2, 4), "CXCL8": (0.5, 25),
    "CCL2": (0.5, 9), "H1-0": (1, 1), "CDKN1A": (2, 3), "MYC": (5, 4), "CD14": (0.2, 12),
    "LYZ": (1, 90), "S100A8": (1, 70), "S100A9": (1, 80), "FCN1": (0.2, 15), "VCAN": (0.2, 10),
    "CD3D": (14, 0.2), "CD3E": (12, 0.2), "TRAC": (16, 0.3), "IL7R": (12, 0.3), "LTB": (18, 1),
    "CCR7": (6, 0.3), "MALAT1": (180, 120), "B2M": (120, 130), "ACTB": (70, 90),
    "RPLP0": (45, 40), "RPS18": (70, 60), "EEF1A1": (90, 70), "TMSB4X": (110, 120),
    "FTL": (50, 140), "MT-CO1": (40, 45), "MT-ND1": (18, 20), "MT-ATP6": (25, 28),
    "XIST": (6, 5), "RPS4Y1": (6, 5), "DDX3Y": (3, 3),
}  # fmt: skip
GLUCOCORTICOID = {"FKBP5": 5, "TSC22D3": 4, "PER1": 3, "ZBTB16": 5, "KLF9": 2.5, "DUSP1": 1.5,
                  "IL1B": 0.3, "TNF": 0.4, "CXCL8": 0.4, "CCL2": 0.4}  # fmt: skip
HDAC_INHIBITION = {"H1-0": 8, "CDKN1A": 4, "MYC": 0.4, "IL1B": 0.6}
STRENGTH = {
    "dex_low": (0.5, 0), "dex_high": (1, 0), "pano_low": (0, 0.4), "pano_high": (0, 1),
    "pano_pulses": (0, 0.6), "dex_pano": (1, 1), "dmso": (0, 0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One observation."""

    donor: str
    plate: str
    condition: str
    cell_type: str
    lane: str
    well: str


def specimen() -> Specimen:
    """Return the specimen."""
    cells = [_cell(row) for row in range(48)]
    symbols = tuple(EXPRESSION)
    features = tuple(GENES[symbol] for symbol in symbols)
    means = np.array([[_mean(cell, symbol) for symbol in symbols] for cell in cells])
    counts = read_only(sample_counts(means, seed=1, spread=0.35))
    digest = content_sha256(counts)
    card = drug_card(features, feature_list_sha256(features), digest)
    table = SpecimenTable(
        obs=_obs(cells, counts),
        var=SpecimenFrame(
            features,
            {"feature_name": symbols, "feature_is_filtered": (False,) * len(features)},
        ),
        matrices={"X": SpecimenMatrix(counts)},
        uns={"title": card["title"], "organism_ontology_term_id": "NCBITaxon:9606"},
    )
    return Specimen("drug", "h5ad", card, {"": table}, digest)


def _cell(row: int) -> Cell:
    block, within = divmod(row, 8)
    donor, plate = divmod(block, 2)
    condition = min(within, 6)
    # Second vehicle cells take the other cell type and the other lane.
    flip = int(within == 7)
    is_monocyte = (donor + plate + condition + flip) % 2
    lane = (plate + int(donor == 2) + condition // 2 + flip) % 2
    # Multiples of 7 visit all 60 inner wells of the plate, far from their neighbours in the list.
    inner = (7 * (donor * 8 + within) + 23 * plate) % 60
    return Cell(
        donor=tuple(DONORS)[donor],
        plate=PLATES[plate],
        condition=CONDITIONS[condition],
        cell_type=MONOCYTE if is_monocyte else T_CELL,
        lane=f"lane_{lane + 1}",
        well=f"{'BCDEFG'[inner // 10]}{inner % 10 + 2:02d}",
    )


def _mean(cell: Cell, symbol: str) -> float:
    mean: float = EXPRESSION[symbol][cell.cell_type == MONOCYTE]
    is_male = DONORS[cell.donor]["sex"] == MALE
    if (symbol == "XIST" and is_male) or (symbol in {"RPS4Y1", "DDX3Y"} and not is_male):
        return 0.0
    glucocorticoid, inhibitor = STRENGTH[cell.condition]
    fold = float(GLUCOCORTICOID.get(symbol, 1.0)) ** glucocorticoid
    fold *= float(HDAC_INHIBITION.get(symbol, 1.0)) ** inhibitor
    return DEPTH * mean * float(fold)


def _obs(cells: list[Cell], counts: NDArray[np.float32]) -> SpecimenFrame:
    symbols = list(EXPRESSION)
    mitochondrial = [symbols.index(symbol) for symbol in ("MT-CO1", "MT-ND1", "MT-ATP6")]
    totals = counts.sum(axis=1)
    share = 100 * counts[:, mitochondrial].sum(axis=1) / totals
    every = len(cells)
    return SpecimenFrame(
        barcodes("drug", every),
        {
            "sample_id": tuple(f"{cell.donor}_{cell.plate}" for cell in cells),
            "condition_id": tuple(cell.condition for cell in cells),
            "plate_id": tuple(cell.plate for cell in cells),
            "well_position": tuple(cell.well for cell in cells),
            "batch_id": tuple(cell.lane for cell in cells),
            "site_id": ("site_a",) * every,
            "donor_id": tuple(cell.donor for cell in cells),
            "cell_type_ontology_term_id": tuple(cell.cell_type for cell in cells),
            "assay_ontology_term_id": ("EFO:0009922",) * every,
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
            "total_counts": tuple(int(total) for total in totals),
            "pct_counts_mt": tuple(round(float(value), 3) for value in share),
        },
    )
