"""Small SpatialData stores of two tables over shapes, points and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from aivc.storage.writing.elements.placement import Placement
from aivc.storage.writing.elements.shapes import MadeCircles
from aivc.storage.writing.write import write_container

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

HALF = Placement.scaled(0.5)


def circles(
    name: str, ids: Sequence[str], places: Any, placement: Placement | None = None
) -> MadeCircles:
    at = np.asarray(places, float)
    return MadeCircles(name, list(ids), at, 1.0, [placement or HALF], index_name="unit")


def table(
    name: str,
    regions: Sequence[str],
    ids: Sequence[str],
    names: Sequence[str] | None = None,
    columns: Mapping[str, Sequence[str | None]] | None = None,
) -> MadeTable:
    """Make a table whose row k is the unit ``ids[k]`` of ``regions[k]``."""
    keys = annotation(sorted(set(regions)), "region", "unit")
    told = [MadeTexts("region", list(regions)), MadeTexts("unit", list(ids))]
    told += [MadeTexts(column, list(values)) for column, values in (columns or {}).items()]
    counts = np.random.default_rng(len(ids)).integers(0, 99, (len(ids), 8)).astype("f4")
    return MadeTable(
        MadeFrame(list(names or ids), told),
        MadeFrame([f"g{k}" for k in range(8)]),
        [DenseRows("X", counts)],
        name=name,
        uns={"spatialdata_attrs": keys},
        attributes=table_attributes(keys),
    )


def write(path: Path, tables: Sequence[MadeTable], elements: Sequence[Any]) -> Path:
    write_container(MadeSpatialDataset(path, list(tables), list(elements)), path)
    return path
