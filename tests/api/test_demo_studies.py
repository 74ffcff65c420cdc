"""One study of the demo is carried out from split to report."""

import json

import pytest

from aivc.reference_models.synthetic.knockdowns.write import write_knockdowns
from aivc.reference_models.synthetic.studies import studies
from aivc.verbs.demo_studies import carry_out


@pytest.fixture(scope="module")
def carried_out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    (folder / "knockdowns").mkdir()
    write_knockdowns(folder / "knockdowns", 0)
    study = next(study for study in studies() if study.name == "knockdowns_by_target")
    return carry_out(study, folder, seed=0, force=False, say=lambda _: None)


def test_the_split_holds_and_nothing_is_wrong_with_what_was_judged(carried_out):
    assert carried_out.is_as_it_should_be
    assert [judged.view.task_id for judged in carried_out.judged] == ["new_target"] * 3
    for judged in carried_out.judged:
        assert judged.view.verified_claims == ("test holds agents that train does not",)


def test_the_predictor_that_can_know_beats_those_that_cannot(carried_out):
    *_, deciding = (judged.view.results[0] for judged in carried_out.judged)
    rows = {
        name: judged.view.grid_results[0]
        for name, judged in zip(carried_out.study.predictors, carried_out.judged, strict=True)
    }
    assert {row.grid_row_id for row in rows.values()} == {"gene_not_knocked_down_before"}
    assert rows["linear_pca_ridge"].evidence == "supported"
    assert deciding.value < 0.8 * deciding.floor


def test_reports_are_files(carried_out):
    for name in carried_out.study.predictors:
        document = json.loads((carried_out.manifest.parent / f"{name}.json").read_text())
        assert document["task_id"] == "new_target"
