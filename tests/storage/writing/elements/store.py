"""A small SpatialData store with every kind of element."""

from pathlib import Path

import numpy as np

from aivc.storage.made.columns import MadeTexts
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows
from aivc.storage.writing.elements.dataset import (
    MadeSpatialDataset,
    annotation,
    table_attributes,
)
from aivc.storage.writing.elements.parquet import Coded
from aivc.storage.writing.elements.placement import Placement
from aivc.storage.writing.elements.points import MadePoints
from aivc.storage.writing.elements.rasters import MadeImage, MadeLabelImage
from aivc.storage.writing.elements.shapes import MadeCircles, MadePolygons
from aivc.storage.writing.write import write_container

PIXELS = Placement.scaled(0.5, (10.0, 20.0))
MOVED = Placement.scaled(1.0, (10.0, 20.0))
TURNED = Placement(system="turned", matrix=((0.0, 1.0, 3.0), (-1.0, 0.0, 4.0)))
IMAGE = (np.arange(3 * 61 * 70) % 251).astype("u1").reshape(3, 61, 70)
OBJECTS = np.zeros((61, 70), "u4")
OBJECTS[3:9, 4:8] = 7
OBJECTS[20:30, 30:44] = 300
TRIANGLE = np.array([[0.0, 0], [1, 0], [1, 1]])
SQUARE = np.array([[0.0, 0], [2, 0], [2, 2], [0, 2], [0, 0]])


def elements() -> list:
    transcripts = {
        "x": np.arange(5.0),
        "y": np.arange(5.0) * 2,
        "z": np.zeros(5),
        "gene": ["A", "B", "A", None, "C"],
        "qv": np.arange(5, dtype="f4"),
        "cell_id": Coded(np.array([1, 0, -1, 1, 1]), ["c2", "c1"]),
    }
    return [
        MadeImage("he", IMAGE, ["r", "g", "b"], [PIXELS, TURNED], n_levels=3, chunk=32),
        MadeLabelImage("nuclei", OBJECTS, [PIXELS], n_levels=2),
        MadePoints("transcripts", transcripts, [MOVED], feature_key="gene", rows_per_part=3),
        MadeCircles(
            "spots",
            ["s1", "s2"],
            np.array([[1.0, 2], [3, 4]]),
            27.5,
            [MOVED],
            columns={"kind": ["b", "a"]},
            index_name="spot_id",
        ),
        MadePolygons("cells", np.array([1, 2]), [TRIANGLE, SQUARE], [MOVED, TURNED]),
    ]


def table(name: str = "tables/counts") -> MadeTable:
    keys = annotation(["spots"], "region", "spot_id")
    columns = [MadeTexts("region", ["spots"] * 2), MadeTexts("spot_id", ["s1", "s2"])]
    return MadeTable(
        MadeFrame(["r1", "r2"], columns),
        MadeFrame(["A", "B"]),
        [DenseRows("X", np.ones((2, 2), "f4"))],
        name=name,
        uns={"spatialdata_attrs": keys},
        attributes=table_attributes(keys),
    )


def write_store(target: Path) -> Path:
    write_container(MadeSpatialDataset(target, [table()], elements()), target)
    return target
