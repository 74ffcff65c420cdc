"""The report as workflow commands that GitHub shows as annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.reports.report import Report
    from aivc.validators.findings import Finding

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(reports: Sequence[Report]) -> str:
    """Write one workflow command for each finding that counts."""
    lines = [
        _command(report, finding)
        for report in reports
        for finding in report.outcome.findings
        if finding.counts
    ]
    return "\n".join(lines) + "\n" if lines else ""


def _command(report: Report, finding: Finding) -> str:
    in_card = finding.location.element == "card" and report.card_path
    properties = {"file": report.card_path if in_card else report.input_path}
    if in_card and finding.location.line:
        properties["line"] = str(finding.location.line)
    properties["title"] = f"{finding.code} {finding.rule_name} at {finding.location}"
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return (
        f"::{COMMANDS[finding.severity]} {shown}::{_data(f'{finding.message} Fix: {finding.fix}')}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
