"""MuData: one table per modality, and the obs over all of them."""

import anndata
import mudata
import numpy as np
import pandas as pd
import pytest

from aivc.storage import open_dataset
from aivc.storage.model import ContainerKind


def made() -> mudata.MuData:
    rna = anndata.AnnData(
        np.arange(12, dtype="f4").reshape(4, 3),
        obs=pd.DataFrame({"n": [1, 2, 3, 4]}, index=list("abcd")),
        var=pd.DataFrame(index=["g1", "g2", "g3"]),
    )
    protein = anndata.AnnData(
        np.ones((3, 2), "f4"),
        obs=pd.DataFrame(index=list("abe")),
        var=pd.DataFrame(index=["p1", "p2"]),
    )
    data = mudata.MuData({"rna": rna, "protein": protein})
    data.obs["donor"] = pd.Categorical(["D1", "D2", "D1", "D2", "D1"])
    data.uns["aivc"] = "the card"
    return data


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", [ContainerKind.H5MU, ContainerKind.MUDATA_ZARR])
def test_modalities(tmp_path, helpers, kind) -> None:
    path = tmp_path / "made"
    if kind is ContainerKind.H5MU:
        made().write_h5mu(path)
    else:
        made().write_zarr(path)
    with open_dataset(path) as dataset:
        assert dataset.kind is kind
        assert dataset.encoding_version == "0.1.0"
        assert dataset.problems == ()
        assert [table.name for table in dataset.tables] == ["mod/rna", "mod/protein"]
        rna = dataset.table("mod/rna")
        assert (rna.n_obs, rna.n_var) == (4, 3)
        assert rna.matrix("X").path == "mod/rna/X"
        np.testing.assert_array_equal(
            helpers.dense(rna.matrix("X")), np.arange(12, dtype="f4").reshape(4, 3)
        )
        assert helpers.index(rna.obs) == list("abcd")
        assert rna.attributes["axis"] == 0
        assert rna.attributes["has_obsmap"] is True
        assert dataset.shared_obs.n_rows == 5
        donors = dataset.shared_obs.column("donor")
        assert helpers.labels(donors) == ["D1", "D2", "D1", "D2", "D1"]
        assert dataset.embedded_card() == "the card"
        assert dataset.table("mod/none") is None


@pytest.mark.filterwarnings("ignore")
def test_modality_order_that_lists_too_few(tmp_path) -> None:
    import h5py

    path = tmp_path / "made.h5mu"
    made().write_h5mu(path)
    with h5py.File(path, "a") as file:
        file["mod"].attrs["mod-order"] = ["protein", "gone"]
    with open_dataset(path) as dataset:
        assert [table.name for table in dataset.tables] == ["mod/protein", "mod/rna"]


def test_other_containers_have_no_shared_obs(minimal) -> None:
    with open_dataset(minimal()) as dataset:
        assert dataset.shared_obs is None
