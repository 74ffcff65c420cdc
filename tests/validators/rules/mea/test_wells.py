"""Wells with several profiles are told by plate and well; times off the frames with their unit."""

import pytest

from aivc.validators.engine import run_rules
from aivc.validators.examples.run import measure_example
from aivc.validators.profile import Profile
from aivc.validators.registry import rule_of

EVERY_RULE = Profile("every rule", "release", {}, frozenset())


@pytest.mark.parametrize(
    ("code", "number", "told"), [("MEA080", 0, "P1 A01"), ("MEA085", 1, "8.5 h")]
)
def test_a_finding_names_what_to_look_at(code: str, number: int, told: str) -> None:
    rule = rule_of(code)
    card, facts = measure_example(rule.failing[number], rule.level)
    (finding,) = run_rules(card, facts, level=rule.level, profile=EVERY_RULE, rules=[rule]).findings
    assert told in finding.message
