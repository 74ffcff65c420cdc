"""SpatialData: tables with the regions they annotate, and the elements they annotate."""

import json
from pathlib import Path

import anndata
import numpy as np
import pandas as pd
import pytest
import zarr

from aivc.storage import open_dataset
from aivc.storage.model import ContainerKind


def transformation(system: str) -> dict:
    return {
        "type": "scale",
        "scale": [2.0, 2.0],
        "input": {"name": "yx", "axes": [{"name": "y"}, {"name": "x"}]},
        "output": {"name": system, "axes": [{"name": "y"}, {"name": "x"}]},
    }


@pytest.fixture(params=[2, 3])
def store(request, tmp_path) -> Path:
    """Write a store by hand, as SpatialData lays it out in zarr format 2 and 3."""
    path = tmp_path / "made.zarr"
    root = zarr.open_group(path, mode="w", zarr_format=request.param)
    root.attrs["spatialdata_attrs"] = {"version": "0.2", "spatialdata_software_version": "0.7.3"}
    image = root.create_group("images/tissue")
    multiscale = {
        "axes": [{"name": "c"}, {"name": "y"}, {"name": "x"}],
        "datasets": [{"path": "s0"}, {"path": "s1"}],
        "coordinateTransformations": [transformation("global"), transformation("aligned")],
    }
    ome = {"multiscales": [multiscale], "omero": {"channels": [{"label": 0}, {"label": "DAPI"}]}}
    image.attrs.update({"ome": ome} if request.param == 3 else ome)
    points = root.create_group("points/transcripts")
    points.attrs.update(
        {
            "axes": ["x", "y"],
            "coordinateTransformations": [transformation("global")],
            "spatialdata_attrs": {"feature_key": "gene", "version": "0.2"},
        }
    )
    root.create_group("shapes/cells").attrs.update({"axes": ["x", "y"]})
    root.create_group("labels").create_group("nuclei")
    table = anndata.AnnData(
        np.ones((3, 2), "f4"), obs=pd.DataFrame({"cell": [1, 2, 3]}, index=list("abc"))
    )
    keys = {"region": ["cells"], "region_key": "region", "instance_key": "cell"}
    table.uns["spatialdata_attrs"] = keys
    with anndata.settings.override(zarr_write_format=request.param):
        table.write_zarr(path / "tables" / "table")
    zarr.open_group(path / "tables", mode="a", zarr_format=request.param)
    return path


def test_tables_and_elements(store, helpers) -> None:
    with open_dataset(store) as dataset:
        assert dataset.kind is ContainerKind.SPATIALDATA
        assert dataset.encoding_version == "0.2"
        assert dataset.problems == ()
        (table,) = dataset.tables
        assert table.name == "tables/table"
        assert helpers.dense(table.matrix("X")).sum() == 6
        assert table.attributes["region"] == ["cells"]
        assert table.attributes["region_key"] == "region"
        assert table.attributes["instance_key"] == "cell"
        found = [(element.kind, element.name, element.path) for element in dataset.elements]
        assert found == [
            ("image", "tissue", "images/tissue"),
            ("labels", "nuclei", "labels/nuclei"),
            ("points", "transcripts", "points/transcripts"),
            ("shapes", "cells", "shapes/cells"),
        ]
        image, labels, points, shapes = dataset.elements
        assert image.coordinate_systems == ("aligned", "global")
        assert image.attributes["axes"] == ["c", "y", "x"]
        assert image.attributes["levels"] == ["s0", "s1"]
        assert image.attributes["channels"] == ["0", "DAPI"]
        assert image.attributes["transformations"]["global"]["scale"] == [2.0, 2.0]
        assert points.attributes["feature_key"] == "gene"
        assert labels.coordinate_systems == shapes.coordinate_systems == ()


@pytest.mark.parametrize("card", ["text: of the card", {"card": "text: of the card"}])
def test_card_in_the_root_attributes(store, card) -> None:
    zarr.open_group(store, mode="a").attrs["aivc"] = card
    with open_dataset(store) as dataset:
        assert dataset.embedded_card() == "text: of the card"


def test_card_stored_as_an_object(store) -> None:
    card = {"name": "made", "tables": [1, 2]}
    zarr.open_group(store, mode="a").attrs["aivc"] = card
    with open_dataset(store) as dataset:
        assert json.loads(dataset.embedded_card()) == card


def test_store_without_the_root_attribute(store) -> None:
    del zarr.open_group(store, mode="a").attrs["spatialdata_attrs"]
    with open_dataset(store) as dataset:
        assert dataset.kind is ContainerKind.SPATIALDATA
        assert len(dataset.elements) == 4


@pytest.mark.parametrize("nonsense", [5, "x", [], [5], {"a": 1}, [{"output": 5}], None])
def test_nonsense_in_element_attributes(store, nonsense) -> None:
    points = zarr.open_group(store, mode="a")["points/transcripts"]
    for key in ("axes", "coordinateTransformations", "spatialdata_attrs", "ome", "multiscales"):
        points.attrs[key] = nonsense
    with open_dataset(store) as dataset:
        element = next(element for element in dataset.elements if element.kind == "points")
        assert element.coordinate_systems == ()
