"""The report for a terminal: verdict first, then findings, then what was not checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from aivc.reports.split_text import split_details, split_lines
from aivc.reports.wrapping import wrapped
from aivc.storage.model import ContainerKind
from aivc.validators.engine import printable
from aivc.validators.findings import Severity
from aivc.validators.outcome import NotRunReason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.reports.report import Report
    from aivc.validators.findings import Finding
    from aivc.validators.outcome import NotRun, Outcome

MAX_CODES = 12
"""More codes than this are a wall; --format json and html list them all."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
VERDICTS = {
    Verdict.VALID: ("VALID", "green"),
    Verdict.NO_PROBLEM_FOUND: ("no problem in what was checked", "green"),
    Verdict.INVALID: ("NOT VALID", "red"),
    Verdict.NOT_CHECKED: ("not checked", "red"),
}
REASONS = {
    NotRunReason.LEVEL: "this level does not look as deep as they need",
    NotRunReason.NO_CARD: "there is no card that could be read",
    NotRunReason.EXTRA_MISSING: "an optional package is missing",
    NotRunReason.UNREADABLE: "what they need could not be read",
    NotRunReason.NOT_GIVEN: "what they compare with was not given",
    NotRunReason.PROFILE: "the profile leaves them out",
    NotRunReason.NOT_APPLICABLE: "nothing here is of the kind that they are about",
}


def render_text(reports: Sequence[Report], *, quiet: bool = False) -> str:
    """Write reports for a terminal; colours are removed by the caller where they do not belong."""
    blocks = [_report(report, quiet=quiet) for report in reports]
    if len(reports) > 1:
        blocks.append(_summary(reports))
    return "\n".join(blocks)


def _report(report: Report, *, quiet: bool) -> str:
    lines = [_headline(report), "", *_contents(report), ""]
    if report.split is not None:
        lines += split_lines(report.split, quiet=quiet)
    for severity in Severity:
        lines += _section(severity, report.outcome)
    lines += _accepted(report.outcome)
    if report.split is not None and not quiet:
        lines += split_details(report.split)
    if not quiet:
        lines += _not_checked(report.outcome)
        lines += _next_step(report)
    return "\n".join(lines).rstrip() + "\n"


def _headline(report: Report) -> str:
    outcome = report.outcome
    words, colour = VERDICTS[outcome.verdict]
    counts = [
        f"{outcome.count(severity)} {severity}{'s' * (outcome.count(severity) != 1)}"
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    depth = f"profile {outcome.profile}, level {outcome.level}"
    verdict = click.style(words, colour, bold=True)
    counts += [f"{number} {what}" for what, number in _set_aside(outcome).items() if number]
    return f"{printable(report.input_path)}: {verdict} - {', '.join(counts)} ({depth})"


def _set_aside(outcome: Outcome) -> dict[str, int]:
    """Count the findings that are there and do not count, so that no verdict hides them."""
    suppressed = sum(bool(f.suppressed_because) for f in outcome.findings)
    known = sum(f.is_known and not f.suppressed_because for f in outcome.findings)
    return {"suppressed": suppressed, "known": known}


def _contents(report: Report) -> Iterator[str]:
    card = printable(report.card_origin or "no card")
    yield f"  {report.container}; {card}"
    if report.split is not None:
        yield f"  split by {printable(report.split.manifest_path)}"
        return
    for matrix in report.matrices:
        rows, columns = matrix.shape
        parts = [f"{rows:,} x {columns:,}", matrix.encoding]
        parts += [f"declared {matrix.value_type}"] if matrix.value_type else []
        parts += [f"looks like {matrix.looks_like}"] if matrix.looks_like else []
        yield f"  {printable(matrix.path):<24} {', '.join(parts)}"


def _section(severity: Severity, outcome: Outcome) -> list[str]:
    findings = [f for f in outcome.findings if f.severity is severity and f.counts]
    if not findings:
        return []
    title = {"error": "Errors", "warning": "Warnings", "info": "Good to know"}[severity]
    lines = [click.style(f"{title} ({len(findings)})", COLOURS[severity], bold=True)]
    for finding in findings:
        lines += _finding(finding)
    return [*lines, ""]


def _finding(finding: Finding) -> Iterator[str]:
    line = f" (line {finding.location.line})" if finding.location.line else ""
    code = click.style(finding.code, COLOURS[finding.severity], bold=True)
    yield f"  {code} {finding.rule_name}  at {printable(str(finding.location))}{line}"
    yield from wrapped(finding.message)
    yield from wrapped(f"Fix: {finding.fix}")


def _accepted(outcome: Outcome) -> list[str]:
    suppressed, known = _set_aside(outcome).values()
    lines = [f"Suppressed: {_findings(suppressed)}, each with a reason."] if suppressed else []
    lines += [f"Known from the baseline: {_findings(known)}."] if known else []
    return [*lines, ""] if lines else []


def _findings(number: int) -> str:
    return f"{number} finding{'s' * (number != 1)}"


def _not_checked(outcome: Outcome) -> list[str]:
    if not outcome.rules_not_run:
        return [f"All {len(outcome.rules_run)} rules were run."]
    lines = [f"{len(outcome.rules_run)} rules were run; {len(outcome.rules_not_run)} were not:"]
    for reason, words in REASONS.items():
        entries = [entry for entry in outcome.rules_not_run if entry.reason is reason]
        if not entries:
            continue
        lines += wrapped(f"{len(entries)} because {words}: {_codes(entries)}")
        if reason in (NotRunReason.LEVEL, NotRunReason.EXTRA_MISSING, NotRunReason.NOT_GIVEN):
            lines += [f"      {detail}" for detail in sorted({e.detail for e in entries})]
    return lines


def _codes(entries: Sequence[NotRun]) -> str:
    """Name the codes where they are few, the families where they are many."""
    if len(entries) <= MAX_CODES:
        return " ".join(entry.code for entry in entries)
    families = Counter(entry.code[:3] for entry in entries)
    return ", ".join(f"{family} {count}" for family, count in families.items())


def _next_step(report: Report) -> list[str]:
    can_draft = bool(report.matrices) or report.container != ContainerKind.SPATIALDATA.value
    if not report.card_origin and report.split is None and can_draft:
        return [
            "",
            f"Next: `aivc init {report.input_path}` drafts the card from what the file shows.",
        ]
    code = next((f.code for f in report.outcome.findings if f.counts), "")
    if code:
        return [
            "",
            f"Next: `aivc explain {code}` says why a rule exists and shows it pass and fail.",
        ]
    return []


def _summary(reports: Sequence[Report]) -> str:
    failed = [r.input_path for r in reports if r.outcome.verdict is Verdict.INVALID]
    head = f"{len(reports)} inputs, {len(failed)} not valid"
    return head + (":\n" + "\n".join(f"  {name}" for name in failed) if failed else ".") + "\n"
