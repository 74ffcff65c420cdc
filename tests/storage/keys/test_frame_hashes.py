"""Rows are told apart by the same hashes, wherever their texts stand."""

import anndata as ad
import numpy as np
import pandas as pd
import pyarrow as pa

from aivc.storage import open_dataset
from aivc.storage.keys.frame_hashes import hash_cells, hash_names
from aivc.storage.records.texts import hash_arrow

NAMES = ["a", "é", "", "b" * 40]


def test_names_cells_and_arrow_agree(tmp_path) -> None:
    obs = pd.DataFrame({"told": pd.Categorical([*NAMES[:3], None])}, index=NAMES)
    ad.AnnData(np.ones((4, 1), "f4"), obs=obs).write_h5ad(tmp_path / "a.h5ad")
    with open_dataset(tmp_path / "a.h5ad") as dataset:
        frame = dataset.tables[0].obs
        names, cells = hash_names(frame), hash_cells(frame.column("told"))
    assert names.tolist() == hash_arrow(pa.array(NAMES)).tolist()
    assert cells.tolist() == [*names[:3].tolist(), 0]
    assert hash_arrow(pa.array(NAMES)[1:3]).tolist() == names[1:3].tolist()
