"""One study of the demo is carried out from split to report."""

import json
from dataclasses import replace

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
    one = replace(study, predictors=("linear_pca_ridge",))
    return carry_out(one, folder, seed=0, force=False, say=lambda _: None)


def test_the_split_holds_and_nothing_is_wrong_with_what_was_judged(carried_out):
    assert carried_out.is_as_it_should_be
    (judged,) = carried_out.judged
    assert judged.view.task_id == "new_target"
    assert judged.view.verified_claims == ("test holds agents that train does not",)
    assert judged.view.unit_counts.n_predicted == judged.view.unit_counts.n_asked == 16


def test_the_predictor_beats_the_floors(carried_out):
    (judged,) = carried_out.judged
    (row,) = judged.view.grid_results
    assert row.grid_row_id == "gene_not_knocked_down_before"
    assert row.evidence == "supported"
    deciding = judged.view.results[0]
    assert deciding.value < 0.8 * deciding.floor


def test_a_claim_that_fails_or_an_error_in_what_was_judged_is_seen(carried_out):
    audit = carried_out.audit
    claims = tuple(replace(claim, result="refuted") for claim in audit.split.claims)
    refuted = replace(audit, split=replace(audit.split, claims=claims))
    assert not replace(carried_out, audit=refuted).is_as_it_should_be
    without = replace(audit, split=replace(audit.split, claims=()))
    assert not replace(carried_out, audit=without).is_as_it_should_be


def test_reports_are_files(carried_out):
    for name in carried_out.study.predictors:
        document = json.loads((carried_out.manifest.parent / f"{name}.json").read_text())
        assert document["task_id"] == "new_target"
