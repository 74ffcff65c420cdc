"""Every study can be made, its claims hold, and its tasks are those that were written."""

import pandas as pd
import pytest

from aivc.reference_models.predictors import PREDICTORS
from aivc.reference_models.synthetic.studies import UNKNOWN_DRUGS, studies
from aivc.splits.manifest.document import read_manifest
from aivc.storage import open_dataset
from aivc.verbs.split_audit import split_audit
from aivc.verbs.split_make import split_make

STUDIES = {study.name: study for study in studies()}
QUICK = [name for name, study in STUDIES.items() if study.data.startswith(("screen", "cohort"))]


@pytest.mark.parametrize("name", QUICK)
def test_a_study_is_made_as_it_says(synthetic_folder, tmp_path, name) -> None:
    study = STUDIES[name]
    data = synthetic_folder / study.data
    tasks = study.write_tasks(tmp_path)
    (written,) = split_make(data, study.request, tmp_path / "made.split.yaml", tasks=tasks)
    report = split_audit(data, written.path, level="obs")
    assert not report.outcome.failing
    assert {claim.result for claim in report.split.claims} == {"supported"}
    (task,) = read_manifest(written.path, "benchmark").view.tasks
    assert task.grid_rows


def test_every_kind_of_question_and_every_predictor_is_there() -> None:
    asked = {name for study in STUDIES.values() for name in study.predictors}
    assert asked == {*PREDICTORS}
    assert len({study.data for study in STUDIES.values()}) == 4


def test_an_unknown_drug_is_in_no_pair_of_training(synthetic_folder, tmp_path) -> None:
    study = STUDIES["screen_by_agent"]
    data = synthetic_folder / study.data
    split_make(data, study.request, tmp_path / "made.split.yaml")
    table = pd.read_parquet(tmp_path / "made.split.parquet")
    with open_dataset(data) as dataset:
        obs = dataset.tables[0].obs
        names = [name for block in obs.index() for name in block]
        column = obs.column("condition_id")
    labels = [column.categories[code] for code in column.codes]
    condition = dict(zip(names, labels, strict=True))
    train = {condition[name] for name in table[table.partition == "train"].observation_id}
    assert train
    assert not [name for name in train if any(drug in name for drug in UNKNOWN_DRUGS)]
