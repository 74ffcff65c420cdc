"""The tables of cells and of spots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.geometry import DONORS, SECTIONS, spot_grid
from aivc.reference_models.synthetic.section.tissue import KIND_NAMES, NICHE_NAMES
from aivc.storage.made.columns import MadeLabels, MadeNumbers, MadeTexts
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows, SparseRows
from aivc.storage.writing.elements.dataset import annotation, table_attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.section.geometry import Section
    from aivc.reference_models.synthetic.section.sections import SectionData
    from aivc.storage.frames.sources import ColumnSource

CELLS, SPOTS = "tables/cells", "tables/spots"
AGES = dict(zip(DONORS, (51, 61), strict=True))
STAGES = {51: "HsapDv:0000145", 61: "HsapDv:0000155"}
SEX, TISSUE, DISEASE, ETHNICITY = "PATO:0000383", "UBERON:0000310", "MONDO:0004953", "unknown"
IMAGING, ARRAY = "EFO:0022955", "EFO:0010961"
SLIDE = "slide_1"


def cell_ids(data: SectionData) -> list[str]:
    """Name the cells of a section."""
    return [f"{data.section.name}-c{row + 1:04d}" for row in range(data.cells.n_cells)]


def spot_ids(section: Section) -> list[str]:
    """Name the spots of a section by row and column of the array."""
    grid = spot_grid()
    return [
        f"{section.name}-r{row:02d}c{column:02d}"
        for row, column in zip(grid.rows, grid.columns, strict=True)
    ]


def on_slide(section: Section, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bring places of a section to the coordinates of the slide."""
    moved: NDArray[np.float64] = places + np.array(section.shift)
    return moved


def cell_table(sections: Sequence[SectionData]) -> MadeTable:
    """Return the molecules of each gene in each cell."""
    kinds = np.concatenate([data.cells.kinds for data in sections])
    niches = np.concatenate([data.cells.niches for data in sections])
    terms = [kind.term for kind in truth.KINDS.values()]
    rows = _Rows(
        names=[name for data in sections for name in cell_ids(data)],
        sections=np.repeat(np.arange(len(sections)), [data.cells.n_cells for data in sections]),
        places=np.concatenate([on_slide(data.section, data.cells.centres) for data in sections]),
        columns=(
            MadeLabels("cell_type", kinds, KIND_NAMES),
            MadeLabels("cell_type_ontology_term_id", kinds, terms),
            MadeLabels("niche", niches, NICHE_NAMES),
        ),
        assay=IMAGING,
    )
    counts = np.concatenate([data.cell_counts for data in sections])
    return _table(CELLS, "cell_id", rows, counts)


def spot_table(sections: Sequence[SectionData]) -> MadeTable:
    """Return the molecules of each gene under each spot."""
    grid = spot_grid()
    places = np.repeat(np.arange(len(sections)), len(grid.rows))
    images = [f"he_{data.section.name}" for data in sections]
    rows = _Rows(
        names=[name for data in sections for name in spot_ids(data.section)],
        sections=places,
        places=np.concatenate([on_slide(data.section, grid.centres) for data in sections]),
        columns=(
            MadeNumbers("array_row", np.tile(grid.rows, len(sections))),
            MadeNumbers("array_col", np.tile(grid.columns, len(sections))),
            MadeNumbers("in_tissue", np.ones(len(places), np.int64)),
            MadeLabels("image", places, images),
        ),
        assay=ARRAY,
    )
    counts = np.concatenate([data.spot_counts for data in sections])
    return _table(SPOTS, "spot_id", rows, counts)


def gene_ids() -> tuple[str, ...]:
    """Return the Ensembl id of each gene of the panel."""
    from aivc.schema.vocabulary import genes

    known = genes("NCBITaxon:9606")
    return tuple(known.by_symbol(symbol)[0] for symbol in truth.panel())


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table: names, place of the section of each, and coordinates on the slide."""

    names: list[str]
    sections: NDArray[np.int64]
    places: NDArray[np.float64]
    columns: tuple[ColumnSource, ...]
    assay: str


def _table(name: str, key: str, rows: _Rows, counts: NDArray[np.float32]) -> MadeTable:
    regions = [f"{name.rpartition('/')[2]}_{section.name}" for section in SECTIONS]
    codes = rows.sections
    obs = [
        MadeLabels("region", codes, regions),
        MadeTexts(key, rows.names),
        MadeLabels("section_id", codes, [section.name for section in SECTIONS]),
        MadeNumbers("section_position", np.array([s.position for s in SECTIONS])[codes]),
        MadeLabels("neighbouring_section", codes, [section.neighbour for section in SECTIONS]),
        *_context(codes, rows.assay),
        *rows.columns,
    ]
    var = MadeFrame(gene_ids(), [MadeTexts("feature_name", truth.panel())])
    keys = annotation(regions, "region", key)
    row, column = np.nonzero(counts)
    starts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(counts)))])
    return MadeTable(
        MadeFrame(rows.names, obs),
        var,
        [SparseRows("X", counts.shape, starts, column.astype(np.int32), counts[row, column])],
        name=name,
        obsm=[DenseRows("obsm/spatial", rows.places)],
        uns={"spatialdata_attrs": keys},
        attributes=table_attributes(keys),
    )


def _context(codes: NDArray[np.int64], assay: str) -> list[ColumnSource]:
    donors = np.array([DONORS.index(section.donor) for section in SECTIONS])[codes]
    same = np.zeros(len(codes), np.int64)
    by_donor: dict[str, list[str]] = {
        "donor_id": list(DONORS),
        "sample_id": [sample_of(donor) for donor in DONORS],
    }
    stages = [STAGES[AGES[donor]] for donor in DONORS]
    constant: dict[str, Any] = {
        "condition_id": "untreated",
        "batch_id": SLIDE,
        "assay_ontology_term_id": assay,
        "tissue_ontology_term_id": TISSUE,
        "tissue_type": "tissue",
        "suspension_type": "na",
        "disease_ontology_term_id": DISEASE,
        "sex_ontology_term_id": SEX,
        "self_reported_ethnicity_ontology_term_id": ETHNICITY,
    }
    return [
        *(MadeLabels(name, donors, labels) for name, labels in by_donor.items()),
        MadeLabels("development_stage_ontology_term_id", donors, stages),
        *(MadeLabels(name, same, [label]) for name, label in constant.items()),
        MadeNumbers("is_primary_data", np.ones(len(codes), bool)),
    ]


def sample_of(donor: str) -> str:
    """Name the block of tissue of a donor."""
    return f"{donor}_tumour"
