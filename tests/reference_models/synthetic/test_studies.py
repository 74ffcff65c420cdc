"""Every study can be made, its claims hold, and its tasks are those that were written."""

import pytest

from aivc.reference_models.predictors import PREDICTORS
from aivc.reference_models.synthetic.studies import studies
from aivc.splits.manifest.document import read_manifest
from aivc.verbs.split_audit import split_audit
from aivc.verbs.split_make import split_make

STUDIES = {study.name: study for study in studies()}
QUICK = [
    name for name, study in STUDIES.items() if study.data.startswith(("screen", "cohort", "knock"))
]


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
    assert len({study.data for study in STUDIES.values()}) == 5
