"""Slices of tissue in space: the specimen ``section``, one SpatialData store.

Card (pointers that examples use)
    ``/tables/0`` is ``tables/cells/X``, measured by ``/operators/0`` ``imaging`` (ImagingSpatial:
    transcripts in ``points/transcripts``, quality 20 and more, controls ``NegControlProbe_``);
    ``/tables/1`` is ``tables/spots/X``, measured by ``/operators/1`` ``spots`` (SpotSpatial,
    hexagonal, 55 and 100 um). ``/images/0`` is ``images/he``, taken by ``/operators/2`` ``he``
    (Histology, haematoxylin and eosin, 5 um a pixel).
    ``/donors`` D1, D2, D3; ``/samples`` D1_node, D2_node, D3_node; ``/batches`` slide_1, slide_2.
    ``/conditions`` 0 stimulated, 1 untreated, as in the specimen ``cite``.
    ``/unit_sets`` 0 transcripts, 1 cells, 2 spots, all in micrometres; ``/links/0``
    transcripts_in_cells (coverage as counted).

Elements, all placed in ``global`` in micrometres
    ``images/he``: 180 x 160 pixels (y, x) of 5 um, three channels r, g, b, uint8.
    ``shapes/spot_circles``: circles of diameter 55 um, eight rows of six, 100 um apart, hexagonal;
    ids are the names of the rows of ``tables/spots``. ``shapes/cell_circles``: circles, one beside
    each spot.
    ``points/transcripts``: x, y, feature_name (symbols), qv, cell_id (``UNASSIGNED`` where none).

Tables
    Edits name them ``tables/cells`` and ``tables/spots``; 48 rows each, with the columns of the
    specimen ``cite``, and ``region`` and ``unit_id``, which name the shape of the row. ``spots``
    has array_row and array_col. Counts of cells are those of their transcripts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.examples.specimen import (
    Specimen,
    SpecimenElement,
    SpecimenFrame,
    SpecimenMatrix,
    SpecimenTable,
)
from aivc.validators.examples.specimens.card_parts import DONORS, MALE
from aivc.validators.examples.specimens.genes import GENES
from aivc.validators.examples.specimens.sampling import (
    feature_list_sha256,
    read_only,
    sample_counts,
)
from aivc.validators.examples.specimens.section_card import (
    CONTROL,
    DIAMETER,
    LYMPH_NODE,
    PITCH,
    PIXEL,
    SMALLEST_QUALITY,
    UNASSIGNED,
    UNSEALED,
    section_card,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

N_UNITS = 48
N_COLUMNS = 6
HEIGHT, WIDTH = 180, 160
N_FREE, N_CONTROLS, N_PROBES = 200, 8, 4
"""Transcripts in no cell, those that are controls, and how many different ones."""

# Expected transcripts in a cell and in a spot, by symbol; those of interferon gamma last.
EXPRESSION = {
    "CD3D": 5, "CD3E": 5, "TRAC": 6, "IL7R": 4, "LTB": 6, "CD4": 2, "CD14": 2, "LYZ": 6,
    "S100A9": 5, "FCN1": 2, "MALAT1": 12, "B2M": 12, "ACTB": 9, "RPLP0": 7, "EEF1A1": 9,
    "FTL": 6, "CCR7": 3, "MKI67": 1, "HBA1": 1, "VCAN": 1, "MYC": 2, "TNF": 1, "XIST": 4,
    "RPS4Y1": 4, "IRF1": 3, "STAT1": 4, "GBP1": 1, "CXCL10": 0.5, "CXCL9": 0.4, "HLA-DRA": 4,
    "IDO1": 0.4, "PSMB9": 3,
}  # fmt: skip
INTERFERON = {
    "IRF1": 4, "STAT1": 3, "GBP1": 6, "CXCL10": 12, "CXCL9": 8, "HLA-DRA": 2, "IDO1": 8, "PSMB9": 2,
}  # fmt: skip
"""Fold change under interferon gamma."""

T_CELL, MONOCYTE = "CL:0000624", "CL:0001054"


def specimen() -> Specimen:
    """Return the specimen."""
    features = tuple(GENES[symbol] for symbol in EXPRESSION)
    means = np.array([_means(row) for row in range(N_UNITS)])
    in_cells = read_only(sample_counts(means, seed=11, spread=0.3))
    in_spots = read_only(sample_counts(4 * means, seed=12, spread=0.3))
    cells, spots = _names("cell"), _names("spot")
    transcripts = _transcripts(in_cells, cells)
    n_transcripts = len(transcripts["x"])
    card = section_card(
        feature_list_sha256(features),
        len(features),
        n_transcripts=n_transcripts,
        n_assigned=int(in_cells.sum()),
        control_rate=N_CONTROLS / n_transcripts,
    )
    var = SpecimenFrame(features, {"feature_name": tuple(EXPRESSION)})
    tables = {
        "tables/cells": SpecimenTable(
            _obs(cells, "cell_circles", "EFO:0008992"),
            var,
            {"X": SpecimenMatrix(in_cells)},
            attributes=_annotating("cell_circles"),
        ),
        "tables/spots": SpecimenTable(
            _obs(spots, "spot_circles", "EFO:0010961", array=True),
            var,
            {"X": SpecimenMatrix(in_spots)},
            attributes=_annotating("spot_circles"),
        ),
    }
    elements = (
        SpecimenElement("images/he", {"channels": ("r", "g", "b"), "pixels": _pixels()}, PIXEL),
        SpecimenElement("points/transcripts", transcripts),
        SpecimenElement("shapes/cell_circles", _circles(cells, _centres() + 20.0, 5.0)),
        SpecimenElement("shapes/spot_circles", _circles(spots, _centres(), DIAMETER / 2)),
    )
    return Specimen("section", "zarr", card, tables, UNSEALED, elements=elements)


def _names(stem: str) -> tuple[str, ...]:
    return tuple(f"{stem}_{row:02d}" for row in range(1, N_UNITS + 1))


def _means(row: int) -> list[float]:
    donor, is_untreated, _ = _told(row)
    is_male = DONORS[donor]["sex"] == MALE
    absent = "XIST" if is_male else "RPS4Y1"
    return [
        0.0
        if symbol == absent
        else mean * (1.0 if is_untreated else float(INTERFERON.get(symbol, 1.0)))
        for symbol, mean in EXPRESSION.items()
    ]


def _told(row: int) -> tuple[str, bool, str]:
    """Return the donor of a row, whether it is untreated, and its slide."""
    donor, within = divmod(row, 16)
    return tuple(DONORS)[donor], within >= 8, f"slide_{within % 2 + 1}"


def _grid() -> NDArray[np.int64]:
    """Return row and column of each spot in the array, counted as Visium does."""
    rows, columns = np.divmod(np.arange(N_UNITS), N_COLUMNS)
    return np.column_stack([rows, 2 * columns + rows % 2])


def _centres() -> NDArray[np.float64]:
    rows, columns = _grid().T
    return np.column_stack([80.0 + columns * PITCH / 2, 80.0 + rows * PITCH * np.sqrt(3) / 2])


def _circles(
    names: tuple[str, ...], centres: NDArray[np.float64], radius: float
) -> dict[str, tuple[Any, ...]]:
    return {
        "id": names,
        "x": tuple(centres[:, 0].tolist()),
        "y": tuple(centres[:, 1].tolist()),
        "radius": (radius,) * len(names),
    }


def _transcripts(counts: NDArray[np.float32], cells: tuple[str, ...]) -> dict[str, tuple[Any, ...]]:
    generator = np.random.Generator(np.random.PCG64(13))
    symbols = tuple(EXPRESSION)
    row, column = np.nonzero(counts)
    times = counts[row, column].astype(np.int64)
    of_cell, of_gene = np.repeat(row, times), np.repeat(column, times)
    around = _centres()[of_cell] + 20.0 + 8.0 * (generator.random((len(of_cell), 2)) - 0.5)
    free = 60.0 + generator.random((N_FREE, 2)) * (500.0, 600.0)
    x, y = np.concatenate([around, free]).T.round(2)
    controls = [f"{CONTROL}{number % N_PROBES:05d}" for number in range(N_CONTROLS)]
    others = [symbols[number % len(symbols)] for number in range(N_FREE - N_CONTROLS)]
    quality = SMALLEST_QUALITY + np.floor(200 * generator.random(len(x))) / 10
    return {
        "x": tuple(x.tolist()),
        "y": tuple(y.tolist()),
        "feature_name": (*(symbols[gene] for gene in of_gene), *controls, *others),
        "qv": tuple(quality.tolist()),
        "cell_id": (*(cells[cell] for cell in of_cell), *(UNASSIGNED,) * N_FREE),
    }


def _pixels() -> NDArray[np.uint8]:
    generator = np.random.Generator(np.random.PCG64(14))
    light = 200 + np.floor(50 * generator.random((3, HEIGHT, WIDTH)))
    pixels: NDArray[np.uint8] = read_only(light.astype(np.uint8))
    return pixels


def _annotating(region: str) -> dict[str, Any]:
    return {"region": region, "region_key": "region", "instance_key": "unit_id"}


def _obs(names: tuple[str, ...], region: str, assay: str, *, array: bool = False) -> SpecimenFrame:
    told = [_told(row) for row in range(N_UNITS)]
    columns: dict[str, tuple[Any, ...]] = {
        "region": (region,) * N_UNITS,
        "unit_id": names,
        "sample_id": tuple(f"{donor}_node" for donor, _, _ in told),
        "condition_id": tuple("untreated" if u else "stimulated" for _, u, _ in told),
        "batch_id": tuple(slide for _, _, slide in told),
        "donor_id": tuple(donor for donor, _, _ in told),
        "assay_ontology_term_id": (assay,) * N_UNITS,
        "tissue_ontology_term_id": (LYMPH_NODE,) * N_UNITS,
        "tissue_type": ("tissue",) * N_UNITS,
        "development_stage_ontology_term_id": tuple(
            str(DONORS[donor]["stage"]) for donor, _, _ in told
        ),
        "disease_ontology_term_id": ("PATO:0000461",) * N_UNITS,
        "self_reported_ethnicity_ontology_term_id": ("unknown",) * N_UNITS,
        "sex_ontology_term_id": tuple(str(DONORS[donor]["sex"]) for donor, _, _ in told),
        # Of a spot the type of most of its cells.
        "cell_type_ontology_term_id": tuple(
            MONOCYTE if row // 2 % 2 else T_CELL for row in range(N_UNITS)
        ),
        "suspension_type": ("na",) * N_UNITS,
        "is_primary_data": (True,) * N_UNITS,
    }
    if array:
        rows, places = _grid().T.tolist()
        columns |= {"array_row": tuple(rows), "array_col": tuple(places)}
        columns["in_tissue"] = (1,) * N_UNITS
    return SpecimenFrame(names, columns)
