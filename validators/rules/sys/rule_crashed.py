"""Rule SYS001: every rule runs to its end."""

from __future__ import annotations

from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.sys.raised_by_engine import nothing

RULE = Rule(
    code="SYS001",
    name="rule-crashed",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every rule runs to its end.",
    message="Rule {code} broke on this dataset ({observed}), so what it checks was not checked.",
    fix=(
        "This is a fault of aivc, not of the data. Report it with the output of "
        "`aivc validate --debug`. Until it is mended, check by hand what `aivc explain {code}` "
        "says."
    ),
    why="A rule that breaks in silence looks like a rule that passed.",
    check=nothing,
    passing=(),
    failing=(),
)
