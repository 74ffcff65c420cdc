"""Rule SYS003: No suppression has expired."""

from __future__ import annotations

from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.sys.raised_by_engine import nothing

RULE = Rule(
    code="SYS003",
    name="expired-suppression",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="No suppression has expired.",
    message=("The suppression of {observed} expired on {expected}; its findings count again."),
    fix="Mend the cause, or give the suppression a new reason and date.",
    why="Accepted faults are accepted for a time, so that somebody looks at them again.",
    check=nothing,
    passing=(),
    failing=(),
)
