"""Every study can be made, its claims hold, and its tasks are those that were written."""

import pytest

from aivc.reference_models.synthetic.studies import studies
from aivc.splits.manifest.document import read_manifest
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
    from aivc.reference_models.predictors import PREDICTORS

    asked = {name for study in STUDIES.values() for name in study.predictors}
    assert asked == {*PREDICTORS}
    assert len({study.data for study in STUDIES.values()}) == 4


def test_an_unknown_drug_is_in_no_pair_of_training(synthetic_folder, tmp_path) -> None:
    import pandas as pd

    study = STUDIES["screen_by_agent"]
    split_make(synthetic_folder / study.data, study.request, tmp_path / "made.split.yaml")
    table = pd.read_parquet(tmp_path / "made.split.parquet")
    import aivc.reference_models.synthetic.studies as module
    from aivc.storage import open_dataset

    with open_dataset(synthetic_folder / study.data) as dataset:
        obs = dataset.tables[0].obs
        names = [name for block in obs.index() for name in block]
        column = obs.column("condition_id")
    condition = {
        name: column.categories[code] for name, code in zip(names, column.codes, strict=True)
    }
    train = {condition[n] for n in table[table.partition == "train"].observation_id}
    assert train
    assert not [c for c in train if any(drug in c for drug in module.UNKNOWN_DRUGS)]
