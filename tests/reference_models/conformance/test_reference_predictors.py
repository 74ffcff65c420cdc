"""The reference predictors keep every law that applies to them, and enough apply."""

from __future__ import annotations

import pytest

from aivc.reference_models.conformance.check import check_subject
from aivc.reference_models.conformance.law import Verdict
from aivc.reference_models.conformance.registry import LAWS
from aivc.reference_models.conformance.subjects.in_process import InProcess
from aivc.reference_models.predictors import PREDICTORS
from aivc.reference_models.registry import load_predictor

ABOUT_RESPONSES = {law.name for law in LAWS if [kind.value for kind in law.kinds] == ["response"]}
WITH_SCHEDULES = {"until-harvest", "after-harvest"}


@pytest.mark.slow
@pytest.mark.parametrize("name", PREDICTORS)
def test_it_keeps_every_law(name):
    report = check_subject(InProcess(lambda: load_predictor(name), name, name))
    assert report.broken == ()
    assert report.conforms
    kept = {r.law.name for r in report.results if r.outcome.verdict is Verdict.PASSED}
    about_all = {law.name for law in LAWS if len(law.kinds) > 2} - {"label-renaming"}
    assert about_all - kept <= {"quantiles"}
    if "response" in load_predictor(name).card["covers_tasks"]:
        assert ABOUT_RESPONSES - WITH_SCHEDULES - kept <= {"keeps-to-its-card"}


def test_lifting_gives_back_what_was_lifted():
    law = [each for each in LAWS if each.name == "project-after-lift"]
    report = check_subject(InProcess(lambda: load_predictor("scale_bridge"), "scale_bridge"), law)
    (result,) = report.results
    assert result.outcome.verdict is Verdict.PASSED
    assert result.outcome.n_looked_at == 9


def test_schedules_are_looked_at():
    laws = [each for each in LAWS if each.name in WITH_SCHEDULES]
    report = check_subject(InProcess(lambda: load_predictor("hill_schedule"), "hill"), laws)
    assert [r.outcome.verdict for r in report.results] == [Verdict.PASSED] * 2


def test_who_knows_agents_by_their_genes_is_asked_about_genes():
    laws = [each for each in LAWS if each.name == "commute"]
    subject = InProcess(lambda: load_predictor("linear_pca_ridge"), "linear_pca_ridge")
    report = check_subject(subject, laws)
    assert report.conforms
    assert any("responses to genes" in note for note in report.notes)
