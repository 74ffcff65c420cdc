"""The report as JSON; its schema is the class ValidationReport of the standard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aivc.reports.chains.document import chain_documents
from aivc.reports.split_json import split_document
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.reports.receipt import Receipt
    from aivc.reports.report import Report
    from aivc.validators.findings import Finding, Location
    from aivc.validators.outcome import NotRun


def render_json(reports: Sequence[Report]) -> str:
    """Write one report as an object, several as a list."""
    documents = [as_document(report) for report in reports]
    whole: Any = documents[0] if len(documents) == 1 else documents
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def as_document(report: Report) -> dict[str, Any]:
    """Return a report as an instance of ValidationReport."""
    outcome = report.outcome
    document: dict[str, Any] = {
        "aivc_schema_version": VERSION,
        "verdict": outcome.verdict.value,
        "level": outcome.level.value,
        "profile": outcome.profile,
        "fail_on": outcome.fail_on.value,
        "input_path": report.input_path,
        "findings": [_finding(finding) for finding in outcome.findings],
        "rules_run": list(outcome.rules_run),
        "rules_not_run": [_not_run(entry) for entry in outcome.rules_not_run],
        "receipt": _receipt(report.receipt),
        **chain_documents(report.chains),
    }
    if report.split is not None:
        document["split_audit"] = split_document(report.split)
    return document


def _finding(finding: Finding) -> dict[str, Any]:
    document = {
        "code": finding.code,
        "rule_name": finding.rule_name,
        "severity": finding.severity.value,
        "location": _location(finding.location),
        "message": finding.message,
        "observed": finding.observed,
        "expected": finding.expected,
        "count": finding.count,
        "total": finding.total or None,
        "example_rows": list(finding.examples),
        "fix": finding.fix,
        "suppressed_because": finding.suppressed_because,
        "is_known": finding.is_known,
    }
    return {key: value for key, value in document.items() if value not in ("", None, [])}


def _location(location: Location) -> dict[str, Any]:
    document = {
        "location_text": str(location),
        "element": location.element,
        "in_table": location.table,
        "column": location.column,
        "card_pointer": location.pointer,
        "line": location.line or None,
    }
    return {key: value for key, value in document.items() if value not in ("", None)}


def _not_run(entry: NotRun) -> dict[str, str]:
    return {"code": entry.code, "not_run_reason": entry.reason.value, "detail": entry.detail}


def _receipt(receipt: Receipt) -> dict[str, Any]:
    document = {
        "dataset_digest": receipt.dataset_digest,
        "card_digest": receipt.card_digest,
        "software": {"name": "aivc", "version": receipt.version},
        "rule_set_digest": receipt.rule_set_digest,
        "vocabulary_versions": [
            {"name": name, "version": version} for name, version in receipt.vocabulary_versions
        ],
        "level": receipt.level,
        "profile": receipt.profile,
        "verdict": receipt.verdict,
        "receipt_digest": receipt.receipt_digest,
    }
    return {key: value for key, value in document.items() if value != ""}
