"""Pairs that stand in a matrix of the container: guides of cells, with or without weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anndata
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from aivc.schema.reading import read_card
from aivc.storage import open_dataset
from aivc.validators.facts.scale.collect_scale import collect_scale

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.validators.facts.scale.model import LinkFacts

VALUES = np.array([[1, 0, 0], [0, 2, 0], [1, 1, 0], [0, 0, 0]], np.float32)
GUIDES = {"unit_set_id": "guides", "scale": "molecule", "element": "var"}
CELLS = {"unit_set_id": "cells", "scale": "cell"}
LINK = {
    "link_id": "given",
    "source_set": "guides",
    "target_set": "cells",
    "direction": "project",
    "link_type": "guide_to_cell",
    "pairs_table": "layers/given",
}


def measured(folder: Path, matrix: Any, link: dict[str, Any], guides: dict[str, Any]) -> LinkFacts:
    names = [f"c{row}" for row in range(4)], ["g1", "g2", "g3"]
    made = anndata.AnnData(
        np.zeros((4, 3), np.float32),
        pd.DataFrame(index=names[0]),
        pd.DataFrame(index=names[1]),
        layers={"given": matrix},
    )
    made.write_h5ad(folder / "made.h5ad")
    card = read_card({"unit_sets": [guides, CELLS], "links": [link]})
    with open_dataset(folder / "made.h5ad") as dataset:
        facts = collect_scale(card, dataset, folder, roles=None, tables={}, has_matrices=False)
    return facts.links[0]


@pytest.mark.parametrize("layout", [sparse.csr_matrix, sparse.csc_matrix, np.asarray])
def test_values_above_zero_are_pairs(tmp_path, layout):
    found = measured(tmp_path, layout(VALUES), LINK, GUIDES)
    assert not found.problem
    assert found.how == "the values of layers/given above zero"
    assert (found.n_pairs, found.n_source_linked, found.n_target_linked) == (4, 2, 3)
    assert (found.n_source, found.n_target) == (3, 4)
    assert found.several_sources.examples == ("c2",)
    assert found.weights is None


def test_values_are_weights_where_the_link_says_so(tmp_path):
    link = LINK | {"weight_semantics": "fraction"}
    found = measured(tmp_path, sparse.csr_matrix(VALUES), link, GUIDES)
    assert found.weights is not None
    assert found.weights.off_by_target.examples == ("c1 2", "c2 2")


def test_either_side_can_be_the_columns(tmp_path):
    link = LINK | {"source_set": "cells", "target_set": "guides"}
    found = measured(tmp_path, sparse.csr_matrix(VALUES), link, GUIDES)
    assert (found.n_source_linked, found.n_target_linked) == (3, 2)


@pytest.mark.parametrize(
    ("link", "guides", "said"),
    [
        ({"pairs_table": "layers/other"}, GUIDES, "no matrix 'layers/other'"),
        ({}, {"unit_set_id": "guides", "scale": "molecule"}, "units of neither side"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, link, guides, said):
    found = measured(tmp_path, sparse.csr_matrix(VALUES), LINK | link, guides)
    assert said in found.problem


def test_two_sources_of_pairs_are_one_too_many(tmp_path):
    pd.DataFrame({"source": ["g1"], "target": ["c0"]}).to_csv(tmp_path / "pairs.csv", index=False)
    link = LINK | {"weights": {"path": "pairs.csv"}}
    found = measured(tmp_path, sparse.csr_matrix(VALUES), link, GUIDES)
    assert "both `weights` and `pairs_table`" in found.problem
