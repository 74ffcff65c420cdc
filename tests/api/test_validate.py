"""Validation from outside: levels, settings, forms, and that inputs are left alone."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date

import pytest

import aivc as package
from aivc.reports.report import InvalidDatasetError
from aivc.validators.examples.example import (
    DropCard,
    SetCard,
    SetColumn,
    SetValues,
)
from aivc.validators.outcome import NotRunReason, Verdict
from tests.validators.split_facts import tissue


@pytest.mark.parametrize("name", ["drug", "guides", "cite", "bulk"])
def test_a_right_dataset_is_valid(write, name):
    report = package.validate(write(name=name))
    assert report.verdict is Verdict.VALID
    report.raise_if_invalid()


def test_a_wrong_dataset_raises_on_request(write):
    report = package.validate(write(DropCard("/license")))
    with pytest.raises(InvalidDatasetError, match="CRD001") as caught:
        report.raise_if_invalid()
    assert caught.value.report is report
    assert isinstance(caught.value, ValueError)


def test_one_bad_term_does_not_stop_the_matrix_from_being_checked(write):
    report = package.validate(
        write(
            SetColumn("obs", "cell_type_ontology_term_id", {0: "CL:9999999"}),
            SetValues("X", {(3, 1): float("nan")}),
            SetCard("/samples/0/tissue_type", "tisue"),
        )
    )
    assert {"VOC001", "MAT001", "CRD004"} <= {finding.code for finding in report.findings}


def test_a_shallow_look_says_what_it_did_not_check(write):
    path = write(SetValues("X", {(3, 1): float("nan")}))
    deep, shallow = package.validate(path), package.validate(path, level="header")
    assert deep.verdict is Verdict.INVALID
    assert shallow.verdict is Verdict.NO_PROBLEM_FOUND
    skipped = {e.code for e in shallow.outcome.rules_not_run if e.reason is NotRunReason.LEVEL}
    assert "MAT001" in skipped
    assert shallow.receipt.dataset_digest == ""


def test_the_same_input_gives_the_same_report(write):
    path = write(DropCard("/license"))
    first, second = package.validate(path), package.validate(path)
    assert first == second
    assert str(first) == str(second)
    assert first.receipt.is_intact()


def test_a_receipt_tells_another_dataset(write):
    one = package.validate(write(folder="a"))
    other = package.validate(write(SetValues("X", {(0, 0): 7}), folder="b"))
    assert one.receipt.receipt_digest != other.receipt.receipt_digest


def test_the_input_is_left_alone(write):
    path = write()
    before = {p: hashlib.sha256(p.read_bytes()).digest() for p in path.parent.iterdir()}
    package.validate(path)
    assert {p: hashlib.sha256(p.read_bytes()).digest() for p in path.parent.iterdir()} == before


def test_suppressions_and_a_baseline_take_findings_out(write, tmp_path):
    path = write(DropCard("/license"))
    accepted = tmp_path / "accepted.yaml"
    accepted.write_text(
        "suppressions: [{code: CRD001, suppression_reason: pending, expires: 2026-03-01}]"
    )
    settings = {"suppressions": accepted}
    assert package.validate(path, **settings, today=date(2026, 2, 1)).verdict is Verdict.VALID
    assert package.validate(path, **settings, today=date(2026, 4, 1)).verdict is Verdict.INVALID
    baseline = tmp_path / "baseline.json"
    from aivc.reports.render import render

    baseline.write_text(render([package.validate(path)], "json"))
    assert package.validate(path, baseline=baseline).verdict is Verdict.VALID


def test_profiles_ask_for_more_or_less(write):
    path = write(DropCard("/license"))
    assert package.validate(path, profile="minimal").verdict is Verdict.VALID
    assert package.validate(path, profile="benchmark").verdict is Verdict.INVALID


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "html"])
def test_every_form_comes_out_of_the_command(aivc, write, tmp_path, form):
    path = write(DropCard("/license"))
    shown = aivc("validate", path, "--format", form)
    assert shown.code == 1
    assert "CRD001" in shown.out
    target = tmp_path / f"report.{form}"
    written = aivc("validate", path, "--format", form, "--output", target)
    assert target.read_text("utf-8").strip() == shown.out.strip()
    assert "CRD001" not in written.out


def test_json_of_a_file_without_card(aivc, write):
    path = write()
    path.with_name("drug.aivc.yaml").unlink()
    document = json.loads(aivc("validate", path, "--json").out)
    assert document["verdict"] == "invalid"
    assert "CRD011" in {finding["code"] for finding in document["findings"]}


def test_the_card_that_is_missing_is_named_as_init_writes_it(aivc, write):
    path = write()
    card = path.with_name("drug.aivc.yaml")
    card.unlink()
    (finding,) = [f for f in package.validate(path).findings if f.code == "CRD011"]
    assert aivc("init", path).code == 0
    assert card.exists()
    assert card.name in finding.fix


def test_a_store_without_a_table_is_not_sent_to_what_refuses_it(aivc, tmp_path):
    store = tissue.write(tmp_path / "points.zarr", [], [tissue.circles("spots", ["a"], [[0, 0]])])
    (finding,) = [f for f in package.validate(store).findings if f.code == "CRD011"]
    assert aivc("init", store).code == 2
    assert "once there is a table" in finding.fix
    assert "aivc convert" in finding.fix
    assert "Next: `aivc init" not in aivc("validate", store).out


def test_the_page_counts_in_plural_and_as_one(aivc, write):
    path = write(DropCard("/license"))
    page = aivc("validate", path, "--format", "html").out
    shown = re.findall(r"\d+ (?:errors?|warnings?)", page)
    assert shown[:2] == ["1 error", "0 warnings"]


def test_a_value_of_the_wrong_kind_is_shown_the_right_one(write):
    path = write(SetCard("/creators", "A; B"))
    (finding,) = [f for f in package.validate(path).findings if f.code == "CRD003"]
    assert "[{name: " in finding.fix


def test_a_missing_choice_is_shown_its_choices(write):
    path = write(DropCard("/samples/0/tissue_type"))
    (finding,) = [f for f in package.validate(path).findings if f.code == "CRD001"]
    assert all(choice in finding.fix for choice in ("tissue", "cell line", "organoid"))


def test_a_card_can_be_given(aivc, write, tmp_path):
    path = write()
    card = path.with_name("drug.aivc.yaml").rename(tmp_path / "card.yaml")
    assert aivc("validate", path).code == 1
    assert aivc("validate", path, "--card", card).code == 0
    assert aivc("validate", path, "--card", tmp_path / "absent.yaml").code == 3


def test_findings_in_the_card_have_a_line(write):
    path = write(SetCard("/samples/0/tissue_type", "tisue"))
    (finding,) = [f for f in package.validate(path).findings if f.code == "CRD004"]
    line = (
        path.with_name("drug.aivc.yaml").read_text("utf-8").splitlines()[finding.location.line - 1]
    )
    assert "tisue" in line


def test_hostile_labels_reach_no_terminal_and_no_page(aivc, write):
    label = "\x1b[2J<img src=x onerror=alert(1)>"
    path = write(SetColumn("obs", "cell_type_ontology_term_id", {0: label}))
    assert "\x1b[2J" not in aivc("validate", path).out
    assert "<img" not in aivc("validate", path, "--format", "html").out
