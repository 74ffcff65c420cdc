"""A small tissue: three sections of two donors, an array of spots and a picture of each."""

from pathlib import Path

import numpy as np
import yaml

from aivc.storage.made.columns import MadeTexts
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows
from aivc.storage.writing.elements.dataset import (
    MadeSpatialDataset,
    annotation,
    table_attributes,
)
from aivc.storage.writing.elements.placement import Placement
from aivc.storage.writing.elements.rasters import MadeImage
from aivc.storage.writing.elements.shapes import MadeCircles
from aivc.storage.writing.write import write_container

SECTIONS = ("A1", "A2", "B1")
"""A1 and A2 were cut one after the other from donor A."""

PITCH, PIXEL = 100.0, 4.0
COLUMNS, ROWS = 12, 10
WIDE = 2000.0
"""Distance between the corners of sections, which lie side by side."""


def places() -> np.ndarray:
    """Return the spots of a section, micrometres from its corner."""
    x, y = np.meshgrid(np.arange(COLUMNS) + 0.5, np.arange(ROWS) + 0.5)
    return PITCH * np.column_stack([x.ravel(), y.ravel()])


def picture(seed: int, blank: int) -> np.ndarray:
    """Return noise, and on the left so many columns that show nothing."""
    height, width = round(ROWS * PITCH / PIXEL), round(COLUMNS * PITCH / PIXEL)
    made = np.random.default_rng(seed).integers(0, 255, (3, height, width), np.uint8)
    made[:, :, :blank] = 9
    return made


def elements(*, blank: int = 0, system_each: bool = False, ids_anew: bool = False) -> list:
    found: list = []
    for number, name in enumerate(SECTIONS):
        corner = (0.0 if system_each else WIDE * number, 0.0)
        system = f"slide_{name}" if system_each else "global"
        found.append(
            MadeImage(
                f"he_{name}",
                picture(number, blank),
                ["r", "g", "b"],
                [Placement.scaled(PIXEL, corner, system=system)],
                n_levels=2,
                chunk=128,
            )
        )
        ids = [f"{k}" if ids_anew else f"{name}-{k}" for k in range(len(places()))]
        placed = [Placement.scaled(1.0, corner, system=system)]
        found.append(MadeCircles(f"spots_{name}", ids, places(), 27.5, placed))
    return found


def spots(*, ids_anew: bool = False) -> MadeTable:
    n = len(places())
    ids = [f"{name}-{k}" for name in SECTIONS for k in range(n)]
    regions = [f"spots_{name}" for name in SECTIONS]
    of_spot = [name for name in SECTIONS for _ in range(n)]
    columns = [
        MadeTexts("region", [f"spots_{name}" for name in of_spot]),
        MadeTexts("spot_id", [one.split("-")[1] for one in ids] if ids_anew else ids),
        MadeTexts("section_id", of_spot),
        MadeTexts("donor_id", [name[0] for name in of_spot]),
        MadeTexts("position", [name[1] for name in of_spot]),
    ]
    keys = annotation(regions, "region", "spot_id")
    counts = np.random.default_rng(7).poisson(3.0, (len(ids), 4)).astype(np.float32)
    return MadeTable(
        MadeFrame(ids, columns),
        MadeFrame(["ENSG00000107796", "ENSG00000075624", "ENSG00000204472", "ENSG00000166710"]),
        [DenseRows("X", counts)],
        name="tables/spots",
        uns={"spatialdata_attrs": keys},
        attributes=table_attributes(keys),
    )


def card() -> dict:
    return {
        "aivc_schema_version": "0.1.0",
        "id": "local:tissue",
        "title": "A small tissue",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "binding": {"keys": [{"role": "section_position", "columns": ["position"]}]},
        "tables": [
            {
                "path_in_file": "tables/spots/X",
                "measured_by": "array",
                "value_type": "raw_counts",
                "n_obs": 360,
                "n_var": 4,
                "unit_set": "spots",
                "feature_space": {"feature_type": "gene", "identifier_scheme": "ensembl"},
            }
        ],
        "operators": [
            {
                "operator_id": "array",
                "operator_type": "SpotSpatial",
                "assay_ontology_term_id": "EFO:0010961",
                "scale": "spot",
                "is_destructive": True,
                "spot_diameter": {"value": 55, "unit": "um"},
                "spot_pitch": {"value": 100, "unit": "um"},
            }
        ],
        "unit_sets": [
            {
                "unit_set_id": "spots",
                "scale": "spot",
                "n_units": 360,
                "unit_id_column": "spot_id",
                "region_column": "region",
                "element": "tables/spots",
                "coordinate_system": "global",
                "coordinate_unit": "um",
            }
        ],
    }


def write_tissue(
    folder: Path,
    made: list | None = None,
    said: dict | None = None,
    counts: MadeTable | None = None,
) -> Path:
    """Write the store and its card; return the store."""
    target = folder / "tissue.zarr"
    made = elements() if made is None else made
    write_container(MadeSpatialDataset(target, [counts or spots()], made), target)
    text = yaml.safe_dump(card() if said is None else said, sort_keys=False)
    (folder / "tissue.aivc.yaml").write_text(text)
    return target
