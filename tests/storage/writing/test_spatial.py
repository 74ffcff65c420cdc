"""Tables beside images are written as a SpatialData store."""

from __future__ import annotations

import json
from pathlib import Path

import anndata
import numpy as np
import pytest
import zarr

from aivc.storage import open_dataset
from aivc.storage.errors import UnwritableError
from aivc.storage.made.columns import MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows, SparseRows
from aivc.storage.model import ContainerKind, SpatialElement
from aivc.storage.writing.added import AddedColumn
from aivc.storage.writing.write import default_suffix, write_container

IMAGE = SpatialElement("scan", "image", "images/scan")


class Scan(MadeDataset):
    def write_elements(self, store: Path) -> None:
        group = zarr.open_group(store / "images", mode="w", zarr_format=3)
        group.require_group("scan").create_array("s0", data=np.arange(6).reshape(2, 3))


def cells(name: str = "tables/cells") -> MadeTable:
    obs = MadeFrame(["1", "2"], [MadeTexts("region", ["scan", "scan"])])
    keys = {"region": "scan", "region_key": "region", "instance_key": "id"}
    sparse = SparseRows("layers/n", (2, 1), np.array([0, 0, 1]), np.array([0]), np.array([7]))
    return MadeTable(
        obs,
        MadeFrame(["DNA"]),
        [DenseRows("X", np.ones((2, 1))), sparse],
        name=name,
        uns={"spatialdata_attrs": keys, "note": "10 µm"},
        attributes={"spatialdata-encoding-type": "ngff:regions_table", "version": "0.2", **keys},
    )


def test_tables_keys_and_elements(tmp_path) -> None:
    dataset = Scan(Path("s"), [cells()], elements=[IMAGE])
    key = AddedColumn("sample_id", np.array([0, -1]), ("s1",))
    target = tmp_path / "x.zarr"
    assert default_suffix(dataset) == ".zarr"
    kind = write_container(
        dataset, target, added={"tables/cells": [key]}, embedded={"aivc": "name: x"}
    )
    assert kind is ContainerKind.SPATIALDATA
    root = zarr.open_consolidated(target)
    assert root.attrs["spatialdata_attrs"] == {"version": "0.2"}
    assert root["images/scan/s0"][:].tolist() == [[0, 1, 2], [3, 4, 5]]
    read = anndata.io.read_elem(root["tables/cells"])
    assert read.obs["region"].tolist() == ["scan", "scan"]
    assert read.obs["sample_id"].tolist() == ["s1", np.nan]
    assert read.X.tolist() == [[1], [1]]
    assert read.layers["n"].toarray().tolist() == [[0], [7]]
    assert read.uns["note"] == "10 µm"
    with open_dataset(target) as made:
        assert made.problems == ()
        assert made.embedded_card() == "name: x"
        assert made.tables[0].attributes["region"] == "scan"
        assert [element.path for element in made.elements] == ["images/scan"]
    document = json.loads((target / "tables/cells/zarr.json").read_text())
    assert document["attributes"]["encoding-type"] == "anndata"


@pytest.mark.parametrize("kind", [MadeDataset, Scan])
def test_what_cannot_be_written(tmp_path, kind) -> None:
    name = "tables/cells" if kind is MadeDataset else "mod/cells"
    with pytest.raises(UnwritableError, match="only its tables" if kind is MadeDataset else name):
        write_container(kind(Path("s"), [cells(name)], elements=[IMAGE]), tmp_path / "x.zarr")
    with pytest.raises(UnwritableError, match=r"end its name in \.zarr"):
        write_container(kind(Path("s"), [cells()], elements=[IMAGE]), tmp_path / "x.h5ad")
    assert list(tmp_path.iterdir()) == []
