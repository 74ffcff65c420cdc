"""The report as SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aivc.schema.version import VERSION
from aivc.validators.findings import Severity
from aivc.validators.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.reports.report import Report
    from aivc.validators.findings import Finding
    from aivc.validators.rule import Rule

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(reports: Sequence[Report]) -> str:
    """Write all reports as one SARIF log, one run for each input.

    Every rule is declared, also the silent ones, so that a viewer can tell a rule that passed
    from a rule that does not exist.
    """
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [_run(report) for report in reports],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _run(report: Report) -> dict[str, Any]:
    rules = all_rules()
    positions = {rule.code: position for position, rule in enumerate(rules)}
    return {
        "tool": {
            "driver": {
                "name": "aivc",
                "semanticVersion": VERSION,
                "rules": [_descriptor(rule) for rule in rules],
            }
        },
        # Code scanning takes several runs of one tool only when each has a category of its own.
        "automationDetails": {"id": f"aivc/{report.input_path}/"},
        "artifacts": [{"location": {"uri": report.input_path}}],
        "results": [_result(report, f, positions[f.code]) for f in report.outcome.findings],
        "invocations": [
            {
                "executionSuccessful": not report.outcome.has_crashed,
                "toolExecutionNotifications": [
                    {
                        "level": "note",
                        "message": {"text": f"{entry.code} was not run: {entry.detail}"},
                        "associatedRule": {"id": entry.code},
                    }
                    for entry in report.outcome.rules_not_run
                ],
            }
        ],
    }


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(report: Report, finding: Finding, position: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": position,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message} Fix: {finding.fix}"},
        "locations": [_location(report, finding)],
        "occurrenceCount": max(finding.count, 1),
        "partialFingerprints": {"aivc/v1": f"{finding.code}:{finding.location}"},
    }
    if not finding.counts:
        reason = finding.suppressed_because or "known from the baseline"
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    return result


def _location(report: Report, finding: Finding) -> dict[str, Any]:
    in_card = finding.location.element == "card" and report.card_path
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": report.card_path if in_card else report.input_path}
    }
    if in_card and finding.location.line:
        physical["region"] = {"startLine": finding.location.line}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": str(finding.location)}],
    }
