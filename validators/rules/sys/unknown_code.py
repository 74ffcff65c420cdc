"""Rule SYS004: Suppressions and profiles name rules that exist."""

from __future__ import annotations

from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.sys.raised_by_engine import nothing

RULE = Rule(
    code="SYS004",
    name="unknown-rule-code",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Suppressions and profiles name rules that exist.",
    message=("{observed} names {expected}, which is no rule."),
    fix="Correct the code; `aivc rules` lists them.",
    why="A mistyped code changes nothing, and nobody notices.",
    check=nothing,
    passing=(),
    failing=(),
)
