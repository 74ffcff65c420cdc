"""Units that no column names and the card tells."""

import anndata
import numpy as np
import pandas as pd
import pytest
import yaml

from aivc.storage import find_card, open_dataset
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Level

SETS = [
    {"unit_set_id": "cells", "scale": "cell"},
    {"unit_set_id": "samples", "scale": "sample", "unit_id_column": "sample_id"},
]
LINK = {
    "link_id": "cells_to_samples",
    "source_set": "cells",
    "target_set": "samples",
    "direction": "project",
    "link_type": "cell_to_sample",
    "aggregation_function": "mean",
}


@pytest.mark.parametrize(("samples", "n_samples"), [(["only"], 1), (["one", "other"], None)])
def test_all_cells_are_of_the_one_sample_of_a_card(tmp_path, samples, n_samples):
    path = tmp_path / "cells.h5ad"
    obs = pd.DataFrame(index=[f"c{row}" for row in range(6)])
    anndata.AnnData(np.ones((6, 2), np.float32), obs=obs).write_h5ad(path)
    card = {
        "samples": [{"sample_id": sample} for sample in samples],
        "unit_sets": SETS,
        "links": [LINK],
    }
    path.with_name("cells.aivc.yaml").write_text(yaml.safe_dump(card), encoding="utf-8")
    with open_dataset(path) as dataset:
        _, facts, _ = collect(dataset, find_card(path, dataset=dataset), level=Level.OBS)
    _, found = facts.scale.unit_sets
    (link,) = facts.scale.links
    assert found.n_units == n_samples
    # Of two samples nothing says which one a cell is of.
    assert bool(found.problem) is (n_samples is None)
    assert (link.n_source_linked, link.n_target_linked) == ((6, 1) if n_samples else (0, 0))
