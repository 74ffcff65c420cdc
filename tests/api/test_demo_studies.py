"""One study of the demo is carried out from split to report, and told."""

import copy
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from aivc.reference_models.synthetic.knockdowns.write import write_knockdowns
from aivc.reference_models.synthetic.recovered import Recovered
from aivc.reference_models.synthetic.recovery.table import Recovery
from aivc.reference_models.synthetic.studies import studies
from aivc.verbs.demo import Demo
from aivc.verbs.demo_faults import PlantedFault
from aivc.verbs.demo_studies import carry_out
from aivc.verbs.validate import validate

HELD = Recovered("EC50 of A", "umol/L", 0.5, 0.4, 0.2, 0.7, "curve", kind="EC50 of a drug")
TIGHT = replace(HELD, what="EC50 of B", estimate=0.25)
MISSED = replace(HELD, what="EC50 of C", low=0.39, high=0.41)


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


@pytest.fixture(scope="module")
def demo(carried_out) -> Demo:
    folder = carried_out.manifest.parents[2]
    data = folder / carried_out.study.data
    report = validate(data)
    found = SimpleNamespace(code="CRD001", location="card:/", message="no license")
    return Demo(
        folder=folder,
        data=data,
        html=folder / "report.html",
        report=report,
        section=data,
        section_report=report,
        further_reports=(),
        faults=(PlantedFault("no-licence", "Nobody wrote down the licence.", "CRD001", (found,)),),
        studies=(carried_out,),
        evaluation_html=folder / "evaluation.html",
        recovery=Recovery((HELD, TIGHT)),
    )


@pytest.fixture
def say(monkeypatch, aivc):
    def said(demo: Demo, *options: str):
        monkeypatch.setattr("aivc.verbs.demo.demo", lambda *_, **__: demo)
        return aivc("demo", "anywhere", *options)

    return said


def test_the_page_of_text_tells_what_was_done_and_where_to_look(demo, say):
    answer = say(demo)
    assert answer.code == 0
    assert answer.out == str(demo)
    assert len(answer.out.splitlines()) < 30
    for text in (
        "What does a knockdown do that training has not seen?",
        "test holds agents that train does not (supported)",
        "  CRD001  Nobody wrote down the licence.",
        f"{demo.folder / 'recovery.txt'}: ",
        f"{demo.folder / 'evaluation.html'}: ",
    ):
        assert text in answer.out


def test_answers_stand_below_the_floor_of_their_row(demo, say):
    lines = say(demo).out.splitlines()
    (row,) = (place for place, line in enumerate(lines) if "gene_not_knocked_down_before" in line)
    (judged,) = demo.studies[0].judged
    deciding = judged.view.results[0]
    assert deciding.floor_predictor in lines[row]
    name, value, evidence = lines[row + 1].split()
    assert (name, evidence) == ("linear_pca_ridge", "supported")
    assert float(value) == pytest.approx(deciding.value, rel=1e-3)


def test_of_each_kind_of_quantity_the_one_that_is_furthest_off_is_told(demo, say):
    out = say(demo).out
    assert "2 of 2 intervals hold what was planted in the data" in out
    assert "  2 of 2  EC50 of a drug" in out
    assert "planted 0.5 umol/L, found 0.25 (0.2 to 0.7)" in out
    assert "EC50 of A" not in out


def test_what_an_analysis_without_the_design_misses_is_told(demo, say):
    misled = replace(demo, recovery=Recovery((HELD, replace(TIGHT, misled=0.9))))
    assert "an analysis without plates would miss 1 of 2" in say(misled).out
    assert "without plates" not in say(demo).out


def test_units_that_were_abstained_from_are_told(demo, say):
    (carried_out,) = demo.studies
    (judged,) = carried_out.judged
    document = copy.deepcopy(dict(judged.document))
    document["grid_results"][0]["n_abstained"] = 3
    abstained = replace(carried_out, judged=(replace(judged, document=document),))
    out = say(replace(demo, studies=(abstained,))).out
    assert "supported, abstained from 3 of 16" in out
    assert "abstained" not in say(demo).out


def test_a_missed_quantity_is_a_finding_and_a_missed_fault_a_fault(demo, say):
    unlucky = replace(demo, recovery=Recovery((HELD, MISSED)))
    answer = say(unlucky)
    assert answer.code == 1
    assert "1 of 2 intervals hold" in answer.out
    assert "EC50 of C" in answer.out
    assert "another --seed" in answer.out
    assert not unlucky.is_as_it_should_be
    blind = replace(demo, faults=tuple(replace(fault, findings=()) for fault in demo.faults))
    answer = say(blind)
    assert answer.code == 4
    assert "1 copies were broken, one fault each; 0 were found" in answer.out
    assert "MISSED by CRD001" in answer.out


def test_programs_are_told_the_same(demo, say):
    document = json.loads(say(demo, "--json").out)
    assert document["is_as_it_should_be"]
    assert document["faults"][0]["is_found"]
    (study,) = document["studies"]
    assert study["evidence"] == {"linear_pca_ridge": {"gene_not_knocked_down_before": "supported"}}
    assert Path(study["reports"]["linear_pca_ridge"]).is_file()
    assert [row["holds"] for row in document["recovery"]["rows"]] == [True, True]
