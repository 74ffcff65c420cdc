"""Sections of an AnnData, as its libraries and a column that names them tell."""

import anndata
import numpy as np
import pandas as pd
import pytest

from aivc.evaluation.spatial_histology.units import choose_units, section_columns
from aivc.schema.reading import read_card
from aivc.storage import open_dataset
from aivc.validators.split_facts.observe import observe


def written(folder, column, values, libraries=("V1", "V2"), **more):
    obs = pd.DataFrame({column: values, **more}, index=[f"s{k}" for k in range(4)])
    adata = anndata.AnnData(np.ones((4, 2), "f4"), obs=obs)
    adata.obsm["spatial"] = np.array([[0, 0], [1, 1], [0, 0], [1, 1]], float)
    adata.uns["spatial"] = {name: {"scalefactors": {"x": 1.0}} for name in libraries}
    adata.write_h5ad(folder / "visium.h5ad")
    return open_dataset(folder / "visium.h5ad")


@pytest.mark.parametrize("column", ["library_id", "slide"])
def test_libraries_are_sections(tmp_path, column):
    with written(tmp_path, column, ["V1", "V1", "V2", "V2"], tissue=["brain"] * 4) as dataset:
        card = read_card({})
        found = observe(dataset, card)
        used_by_benchmark = section_columns(choose_units(dataset, card), card)
    section = found.axes["section"]
    assert [section.levels[code] for code in section.codes] == ["V1", "V1", "V2", "V2"]
    assert section.columns == used_by_benchmark == (column,)
    assert found.coordinates.section.tolist() == section.codes.tolist()


def test_a_column_of_other_names_tells_no_sections(tmp_path):
    with written(tmp_path, "slide", ["V1", "V1", "V2", "V9"]) as dataset:
        assert "section" not in observe(dataset, read_card({})).axes


def test_a_column_of_the_standard_goes_first(tmp_path):
    sections = ["a", "b", "c", "d"]
    with written(tmp_path, "slide", ["V1", "V1", "V2", "V2"], section_id=sections) as dataset:
        assert observe(dataset, read_card({})).axes["section"].columns == ("section_id",)
