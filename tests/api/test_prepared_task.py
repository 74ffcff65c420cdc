"""What a task is made of where a card is not beside the data, or where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anndata as ad
import numpy as np
import pandas as pd
import pytest
import yaml

from aivc.verbs.prepared_task import prepared_task

if TYPE_CHECKING:
    from pathlib import Path

HEADER = {
    "aivc_schema_version": "0.1.0",
    "manifest_id": "aivc:splits/screen",
    "purpose": "benchmark",
    "partitions": [
        {"partition_name": "train", "partition_role": "training"},
        {"partition_name": "test", "partition_role": "test"},
    ],
    "assignments": {"path": "split.tsv"},
    "binding": {"keys": [{"role": "donor", "columns": ["donor_id"]}]},
}


def test_guesses_tell_the_context_of_a_drafted_task_too(tmp_path: Path) -> None:
    chance = np.random.default_rng(0)
    n_cells = 240
    obs = pd.DataFrame(
        {
            "cell_line": np.tile(["A549", "MCF7"], n_cells // 2),
            "donor_id": np.repeat(["P1", "P2", "P3", "P4"], n_cells // 4),
            "compound": chance.choice(["DMSO", "drug1", "drug2"], n_cells),
        },
        index=[f"c{number}" for number in range(n_cells)],
    ).astype("category")
    counts = chance.poisson(2.0, (n_cells, 6)).astype(np.float32)
    ad.AnnData(counts, obs=obs).write_h5ad(tmp_path / "screen.h5ad")
    (tmp_path / "split.tsv").write_text(
        "donor_id\tpartition\nP1\ttrain\nP2\ttrain\nP3\ttrain\nP4\ttest\n"
    )
    (tmp_path / "screen.split.yaml").write_text(yaml.safe_dump(HEADER))
    made = prepared_task(tmp_path / "screen.h5ad")
    assert made.task.context_axes == ("cell_line", "donor")
    contexts = {tuple(unit.context.values()) for unit in made.prepared.truth.units}
    assert contexts == {("A549", "P4"), ("MCF7", "P4")}


@pytest.mark.slow
def test_tables_of_links_lie_beside_the_card_that_is_given(tmp_path: Path) -> None:
    from aivc.reference_models.synthetic.section.write import write_section

    section = write_section(tmp_path, 0)
    away = tmp_path / "cards"
    away.mkdir()
    (tmp_path / "cell_to_spot.parquet").rename(away / "cell_to_spot.parquet")
    card = (tmp_path / "section.aivc.yaml").rename(away / "section.aivc.yaml")
    (tmp_path / "split.tsv").write_text("donor_id\tpartition\nD1\ttrain\nD2\ttest\n")
    task = {
        "task_id": "spots",
        "task_kind": "composition",
        "target_table": "tables/cells",
        "input_table": "tables/spots",
        "state_column": "cell_type",
    }
    manifest = tmp_path / "split.yaml"
    manifest.write_text(yaml.safe_dump({**HEADER, "tasks": [task]}))
    made = prepared_task(section.store, manifest, card=card)
    assert made.folder == away
    assert len(made.prepared.truth.units) > 0
