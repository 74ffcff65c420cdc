"""The list of rules, for a terminal and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.validators.rule import Rule


def render_list(rules: Sequence[Rule]) -> str:
    """Write one line for each rule."""
    lines = [
        f"{rule.code}  {rule.severity:<7}  {rule.level:<6}  {rule.name:<38}  {rule.title}"
        for rule in rules
    ]
    return "\n".join([*lines, f"{len(rules)} rules. `aivc explain CODE` tells more."]) + "\n"


def as_record(rule: Rule) -> dict[str, Any]:
    """Return a rule as plain data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "level": rule.level.value,
        "title": rule.title,
        "message": rule.message,
        "fix": rule.fix,
        "why": rule.why,
        "operators": list(rule.operators),
        "containers": list(rule.containers),
        "needs_card": rule.needs_card,
        "needs_extra": rule.needs_extra,
        "slots": list(rule.slots),
        "references": list(rule.references),
        "since": rule.since,
    }
