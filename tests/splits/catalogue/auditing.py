"""Audit a design by the public verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.writing import write

import aivc

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.design import Design
    from catalogue.leak import Leak

    from aivc.reports.report import Report
    from aivc.validators.findings import Finding


def audit(design: Design, folder: Path) -> Report:
    """Write a design into a folder and audit it as deep as it asks."""
    written = write(design, folder)
    return aivc.split_audit(written.data, written.manifest, level=design.level)


def audit_leak(leak: Leak, seed: int, folder: Path) -> Report:
    """Write a leaking design into a folder and audit it."""
    design = leak.leaking(seed)
    written = write(design, folder)
    if leak.tamper is not None:
        leak.tamper(written)
    return aivc.split_audit(written.data, written.manifest, level=design.level)


def of_severity(report: Report, severity: str = "error") -> list[Finding]:
    """Return the findings of a severity."""
    return [finding for finding in report.findings if finding.severity == severity]


def codes(report: Report, severity: str = "error") -> list[str]:
    """Return the codes of the findings of a severity, each once, sorted."""
    return sorted({finding.code for finding in of_severity(report, severity)})
