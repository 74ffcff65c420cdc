"""Rule SYS002: Every suppression suppresses something."""

from __future__ import annotations

from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.sys.raised_by_engine import nothing

RULE = Rule(
    code="SYS002",
    name="unused-suppression",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Every suppression suppresses something.",
    message=("The suppression of {observed} at {expected} matched no finding."),
    fix="Delete it from the suppression file.",
    why="A suppression that outlives its cause hides the next fault at the same place.",
    check=nothing,
    passing=(),
    failing=(),
)
