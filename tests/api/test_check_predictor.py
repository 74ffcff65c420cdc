"""``aivc check-predictor``."""

from __future__ import annotations

import json

import pytest

import aivc as package
from aivc.reference_models.conformance.registry import LAWS
from aivc.reference_models.predictors import PREDICTORS
from tests.reference_models.conformance.zoo import MovesAtDoseZero

ZOO = "tests.reference_models.conformance.zoo"
BROKEN = f"{ZOO}:MovesAtDoseZero"


def test_a_reference_predictor_keeps_the_laws(aivc):
    told = aivc("check-predictor", "additive_transfer", "--law", "commute", "--law", "dose-zero")
    assert told.code == 0
    assert "2 kept, 0 broken" in told.out


def test_a_broken_law_is_exit_code_1_and_says_what_to_do(aivc):
    told = aivc("check-predictor", BROKEN, "--law", "dose-zero")
    assert told.code == 1
    for part in ("breaks one law", "dose-zero", "Found:", "Why:", "Fix:"):
        assert part in told.out
    answer = aivc("check-predictor", BROKEN, "--law", "dose-zero", "--json")
    report = json.loads(answer.out)
    assert answer.code == 1
    assert report["broken"] == ["dose-zero"]
    assert not report["conforms"]
    (result,) = report["results"]
    assert (result["task_kind"], result["verdict"]) == ("response", "failed")


def test_what_a_predictor_prints_is_no_part_of_the_report(aivc):
    told = aivc("check-predictor", f"{ZOO}:Chatters", "--law", "dose-zero", "--json")
    assert json.loads(told.out)["conforms"]
    assert "Epoch 1/1" in told.err


def test_what_was_not_looked_at_is_no_success(aivc):
    told = aivc("check-predictor", "additive_transfer", "--law", "project-after-lift")
    assert told.code == 1
    assert "could not be judged by any law" in told.out
    assert "not applicable" in told.out


def test_predictors_and_laws_are_listed(aivc):
    told = aivc("check-predictor", "--list", "--json")
    listed = json.loads(told.out)
    assert [each["law"] for each in listed["laws"]] == [law.name for law in LAWS]
    assert listed["predictors"][: len(PREDICTORS)] == list(PREDICTORS)
    assert "query-order" in aivc("check-predictor", "--list").out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("pert_mean", "--command", "true"),
        ("pert_mean", "--text"),
        ("pert_medium",),
        ("pert_mean", "--law", "gravity"),
        ("--command", "'"),
    ],
)
def test_a_usage_that_makes_no_sense_is_exit_code_2(aivc, arguments):
    told = aivc("check-predictor", *arguments)
    assert told.code == 2
    assert told.err
    assert "Traceback" not in told.err


def test_an_absent_card_is_exit_code_3(aivc, tmp_path):
    told = aivc("check-predictor", "--command", "true", "--predictor-card", tmp_path / "no.yaml")
    assert told.code == 3


def test_a_class_can_be_checked():
    report = package.check_predictor(MovesAtDoseZero, laws=["dose-zero", "commute"])
    assert report.broken == ("dose-zero",)
    assert report.predictor == "MovesAtDoseZero"
