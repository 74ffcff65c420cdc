"""Every form of a report is well formed, says the same, and is not steered by data."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from aivc.reports.receipt import make_receipt
from aivc.reports.render import render
from aivc.reports.report import Grid, MatrixSummary, Report
from aivc.schema.structure import check_structure
from aivc.validators.baseline import read_baseline
from aivc.validators.findings import Finding, Level, Location, Severity
from aivc.validators.outcome import NotRun, NotRunReason, Outcome

HOSTILE = "<script>alert(1)</script>\n::error::%0A]]>&\ufffe"


def make_finding(severity=Severity.ERROR, **changes):
    """Return a finding whose texts are hostile."""
    fields = {
        "code": "CRD001",
        "rule_name": "missing-slot",
        "severity": severity,
        "location": Location("card", pointer="/samples/0", line=12),
        "message": f"wrong {HOSTILE}",
        "fix": "mend it",
        "observed": "x",
        "count": 3,
        "total": 10,
        "examples": (HOSTILE, "a"),
    }
    return Finding(**{**fields, **changes})


def make_report(*findings, path="data.h5ad", level=Level.FULL):
    """Return a report with these findings."""
    not_run = NotRun("VOC020", NotRunReason.EXTRA_MISSING, "it needs the extra chem")
    outcome = Outcome(findings, ("SYS001", "CRD001"), (not_run,), level, "release")
    receipt = make_receipt(
        outcome,
        dataset_digest="sha256:" + "0" * 64,
        card_digest="1" * 64,
        vocabulary_versions=(("CL", "2026-03-26"),),
        rules=(),
    )
    matrix = MatrixSummary("X", "csr", (3, 2), "raw_counts", "rna", "counts")
    grid = Grid("Conditions by plate", (HOSTILE, "b"), ("P1",), ((0,), (12,)))
    card = "data.aivc.yaml"
    return Report(path, "h5ad", "sidecar", card, (matrix,), outcome, receipt, grids=(grid,))


@pytest.fixture
def report():
    """Return a report with an error, a warning and a suppressed error."""
    return make_report(
        make_finding(),
        make_finding(Severity.WARNING, code="SYS002", location=Location("obs", column="x")),
        make_finding(code="SYS001", suppressed_because="accepted"),
    )


def test_json_follows_its_own_schema(report):
    document = json.loads(render([report], "json"))
    assert check_structure(document, "ValidationReport", "benchmark") == ()
    assert document["verdict"] == "invalid"
    assert document["findings"][0]["location"]["line"] == 12


def test_json_is_a_baseline(report):
    known = read_baseline(render([report], "json"), "b.json")
    assert known["CRD001", "card:/samples/0"] == 3


def test_several_reports_are_a_list(report):
    assert [d["input_path"] for d in json.loads(render([report, report], "json"))] == [
        "data.h5ad"
    ] * 2


def test_sarif_declares_every_rule_and_points_into_the_card(report):
    (run,) = json.loads(render([report], "sarif"))["runs"]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert codes == sorted(set(codes), key=codes.index)
    assert "VOC020" in codes
    first = run["results"][0]
    assert codes[first["ruleIndex"]] == first["ruleId"] == "CRD001"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "data.aivc.yaml"
    assert place["region"]["startLine"] == 12
    assert run["results"][2]["suppressions"][0]["justification"] == "accepted"
    assert "VOC020" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_junit_fails_only_what_counts(report):
    (suite,) = ET.fromstring(render([report], "junit"))  # noqa: S314 - written by us
    cases = {case.get("name").split()[0]: case for case in suite}
    assert cases["CRD001"].find("failure") is not None
    assert cases["SYS001"].find("failure") is None
    assert cases["SYS002"].find("failure") is None
    assert cases["VOC020"].find("skipped").get("message") == "it needs the extra chem"
    assert (suite.get("failures"), suite.get("skipped")) == ("1", "1")


def test_github_writes_one_line_for_each_finding_that_counts(report):
    lines = render([report], "github").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::error file=data.aivc.yaml,line=12,title=CRD001")
    assert lines[1].startswith("::warning file=data.h5ad,title=SYS002")
    assert "%0A" in lines[0]


def test_text_says_verdict_findings_and_what_was_not_checked(report):
    text = render([report], "text")
    assert "NOT VALID" in text
    for part in ("CRD001", "Fix: mend it", "line 12", "Suppressed: 1", "VOC020"):
        assert part in text
    assert "VOC020" not in render([report], "text", quiet=True)


def test_text_of_a_shallow_look_does_not_say_valid():
    text = render([make_report(level=Level.OBS)], "text")
    assert "no problem in what was checked" in text
    assert "VALID" not in text


def test_text_counts_what_is_accepted_or_known_beside_the_verdict(report):
    accepted = make_finding(code="SYS001", suppressed_because="accepted")
    first, *lines = render(
        [make_report(accepted, make_finding(is_known=True))], "text"
    ).splitlines()
    assert first.startswith("data.h5ad: ")
    assert "1 suppressed, 1 known" in first
    assert not [line for line in lines if line.startswith("Next")]


def test_text_obeys_no_control_character_of_a_name():
    finding = make_finding(location=Location("obs", column="dose\x1b[2J\x07"))
    text = render([make_report(finding, path="a\rb.h5ad")], "text")
    assert not set("\x07\r") & set(text)
    assert "\x1b[2J" not in text
    assert "dose\\x1b[2J" in text


def test_text_breaks_no_word_at_its_hyphen():
    finding = make_finding(message="wide " * 16, fix="word " * 16 + "such as CC-BY-4.0.")
    assert "CC-BY-4.0" in render([make_report(finding)], "text")


def test_sarif_gives_each_input_a_category(report):
    runs = json.loads(render([report, make_report(path="b.h5ad")], "sarif"))["runs"]
    assert [run["automationDetails"]["id"] for run in runs] == ["aivc/data.h5ad/", "aivc/b.h5ad/"]


def test_several_inputs_end_in_a_summary_that_names_the_failing(report):
    text = render([report, make_report(path="good.h5ad")], "text")
    assert "2 inputs, 1 not valid:\n  data.h5ad" in text


class Tags(HTMLParser):
    """Count the tags of a page."""

    def __init__(self):
        super().__init__()
        self.tags = []
        self.links = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for key, value in attrs if key in ("src", "href")]


def test_html_escapes_data_and_needs_no_network(report):
    page = render([report], "html")
    tags = Tags()
    tags.feed(page)
    assert tags.tags.count("script") == 1  # our own
    assert tags.links == []
    assert "&lt;script&gt;alert(1)" in page


def test_html_of_a_clean_report_says_so():
    assert "<p>None.</p>" in render([make_report()], "html")


def test_a_receipt_shows_that_it_was_changed(report):
    from dataclasses import replace

    assert report.receipt.is_intact()
    assert not replace(report.receipt, verdict="valid").is_intact()
