"""The report as JUnit XML: one test case for each rule, one suite for each input."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from aivc.validators.registry import rule_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.reports.report import Report
    from aivc.validators.findings import Finding


def render_junit(reports: Sequence[Report]) -> str:
    """Write reports as one JUnit document.

    A rule fails its case with the findings that make the validation fail; milder findings are
    printed in the case; a rule that was not run is skipped with its reason.
    """
    root = ET.Element("testsuites", name="aivc")
    for report in reports:
        root.append(_suite(report))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _suite(report: Report) -> ET.Element:
    outcome = report.outcome
    failing = {finding.code for finding in outcome.failing}
    codes = sorted({*outcome.rules_run, *(finding.code for finding in outcome.findings)})
    suite = ET.Element(
        "testsuite",
        name=_clean(report.input_path),
        tests=str(len(codes) + len(outcome.rules_not_run)),
        failures=str(len(failing)),
        skipped=str(len(outcome.rules_not_run)),
    )
    for code in codes:
        findings = [finding for finding in outcome.findings if finding.code == code]
        suite.append(_case(report, code, findings, is_failing=code in failing))
    for entry in outcome.rules_not_run:
        case = _empty_case(report, entry.code)
        ET.SubElement(case, "skipped", message=_clean(entry.detail))
        suite.append(case)
    return suite


def _case(
    report: Report, code: str, findings: Sequence[Finding], *, is_failing: bool
) -> ET.Element:
    case = _empty_case(report, code)
    text = "\n".join(_clean(f"{f.location}: {f.message} Fix: {f.fix}") for f in findings)
    if is_failing:
        failure = ET.SubElement(case, "failure", message=_clean(findings[0].message))
        failure.text = text
    elif text:
        ET.SubElement(case, "system-out").text = text
    return case


def _empty_case(report: Report, code: str) -> ET.Element:
    name = f"{code} {rule_of(code).name}"
    return ET.Element("testcase", name=name, classname=_clean(report.input_path))


def _clean(text: str) -> str:
    """Drop the characters that XML 1.0 cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
