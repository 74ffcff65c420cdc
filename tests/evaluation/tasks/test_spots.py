"""A spot has the cell states of the cells that it holds, each by the part that lies in it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import yaml

from aivc.evaluation.errors import TaskError
from aivc.evaluation.tasks.prepare import prepare
from aivc.evaluation.tasks.resolve import resolve_task
from aivc.reference_models.synthetic.section.write import write_section
from aivc.schema.reading import read_card
from aivc.splits.manifest.document import read_manifest
from aivc.storage import open_observations

pytestmark = pytest.mark.slow

HEADER = {
    "aivc_schema_version": "0.1.0",
    "manifest_id": "aivc:splits/spots",
    "purpose": "benchmark",
    "partitions": [
        {"partition_name": "train", "partition_role": "training"},
        {"partition_name": "test", "partition_role": "test"},
    ],
    "assignments": {"path": "split.tsv"},
    "tasks": [
        {
            "task_id": "spots",
            "task_kind": "composition",
            "target_table": "tables/cells",
            "input_table": "tables/spots",
            "state_column": "cell_type",
        }
    ],
}


def test_a_spot_is_made_of_the_parts_of_cells_in_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("section")
    section = write_section(folder, 0)
    parts = "donor_id\tpartition\nD1\ttrain\nD2\ttest\n"
    (folder / "split.tsv").write_text(parts)
    (folder / "split.yaml").write_text(yaml.safe_dump(HEADER))
    document = read_manifest(folder / "split.yaml")
    with open_observations(section.store) as dataset:
        cells = dataset.table("tables/cells")
        assert cells is not None
        kinds, names = cells.obs.column("cell_type"), cells.obs.column("cell_id")
        card = read_card(section.card)
        prepared = prepare(dataset, card, document, resolve_task(dataset, card, document))
        nothing = read_card({**section.card, "links": []})
        with pytest.raises(TaskError, match="no link of the card joins rows of tables/cells"):
            prepare(dataset, nothing, document, resolve_task(dataset, nothing, document))
    kind_of = {
        names.categories[name]: kinds.categories[kind]
        for name, kind in zip(names.codes, kinds.codes, strict=True)
    }
    pairs = pd.read_parquet(folder / "cell_to_spot.parquet")
    pairs["kind"] = [kind_of[cell] for cell in pairs.source]
    parts_of = pairs.pivot_table(index="target", columns="kind", values="weight", aggfunc="sum")
    parts_of = parts_of.fillna(0.0)
    expected = parts_of.div(parts_of.sum(axis=1), axis=0)
    truth = prepared.truth
    assert [*expected.columns] == [*truth.features]
    spots = [unit.unit_id for unit in truth.units]
    assert {*spots} == {spot for spot in expected.index if spot.startswith("D2")}
    np.testing.assert_allclose(truth.states, expected.loc[spots].to_numpy(), rtol=1e-9)
    assert truth.noise is not None
    squares = (pairs.weight**2).groupby(pairs.target).sum()
    n = (parts_of.sum(axis=1) ** 2 / squares).loc[spots].to_numpy()[:, np.newaxis]
    known = np.broadcast_to(n >= 2, truth.states.shape)
    variance = truth.states * (1 - truth.states) / np.where(n >= 2, n - 1, np.nan)
    np.testing.assert_allclose(truth.noise[known], variance[known], rtol=1e-9)
    assert np.isnan(truth.noise[~known]).all()
    assert all(unit.place is not None and unit.place[0].startswith("D2") for unit in truth.units)
    assert prepared.queries.inputs is not None
    assert not np.isnan(prepared.queries.inputs.of(prepared.queries.units)).any()
