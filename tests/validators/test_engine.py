"""The engine: what is run, what is not and why, and what happens when a rule breaks."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from types import MappingProxyType

import pytest

from aivc.schema.reading import read_card
from aivc.validators.engine import printable, run_rules
from aivc.validators.facts.model import CardFacts, Facts, FileFacts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.outcome import NotRunReason, Verdict
from aivc.validators.profile import Profile
from aivc.validators.registry import rule_of
from aivc.validators.rule import Rule

LENIENT = Profile("test", "minimal", {}, frozenset())


def make_facts(raw=None):
    """Return facts of an empty h5ad."""
    return Facts(
        FileFacts(Path("x.h5ad"), "h5ad", "0.1.0", 0, (), ()),
        CardFacts((), raw=raw),
        MappingProxyType({}),
    )


def make_rule(code="CRD001", check=lambda card, facts: (), **changes):
    """Return a rule with a check of our own."""
    rule = Rule(
        code=code,
        name="a-rule",
        severity=Severity.ERROR,
        level=Level.HEADER,
        title="Something holds.",
        message="{count} things at {where}: {observed} {examples}",
        fix="Do {expected}.",
        why="Because.",
        check=check,
        passing=(),
        failing=(),
    )
    return dataclasses.replace(rule, **changes)


def run(*rules, raw=None, level=Level.FULL, profile=LENIENT):
    """Run rules on an empty dataset."""
    return run_rules(read_card(raw), make_facts(raw), level=level, profile=profile, rules=rules)


def one_finding(card, facts):
    """Find one thing."""
    yield Evidence(Location("obs", column="x"), "seen", "meant", 3, 10, tuple("abcdefg"))


def breaks(card, facts):
    """Break."""
    raise ZeroDivisionError


def test_evidence_fills_the_templates_of_the_rule():
    (finding,) = run(make_rule(check=one_finding)).findings
    assert finding.message == "3 things at obs/x: seen a, b, c, d, e"
    assert finding.fix == "Do meant."
    assert (finding.count, finding.total, finding.examples) == (3, 10, tuple("abcde"))


def test_a_rule_that_breaks_is_a_finding_and_the_others_go_on():
    outcome = run(make_rule(check=breaks), make_rule("CRD002", one_finding))
    assert [finding.code for finding in outcome.findings] == ["CRD002", "SYS001"]
    assert outcome.has_crashed
    assert outcome.verdict is Verdict.INVALID


def test_a_generator_that_breaks_half_way_is_a_finding_too():
    def half(card, facts):
        yield from one_finding(card, facts)
        raise KeyError

    assert [f.code for f in run(make_rule(check=half)).findings] == ["SYS001"]


@pytest.mark.parametrize(
    ("changes", "level", "reason"),
    [
        ({"level": Level.FULL}, Level.OBS, NotRunReason.LEVEL),
        ({"level": Level.OBS}, Level.HEADER, NotRunReason.LEVEL),
        ({"needs_card": True}, Level.FULL, NotRunReason.NO_CARD),
        ({"containers": ("h5mu",)}, Level.FULL, NotRunReason.NOT_APPLICABLE),
        ({"operators": ("Histology",)}, Level.FULL, NotRunReason.NOT_APPLICABLE),
    ],
)
def test_what_is_not_run_says_why(changes, level, reason):
    outcome = run(make_rule(check=breaks, **changes), level=level)
    assert [(entry.code, entry.reason) for entry in outcome.rules_not_run] == [("CRD001", reason)]
    assert outcome.rules_run == ()


def test_an_extra_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr("aivc.validators.engine.find_spec", lambda name: None)
    (entry,) = run(make_rule(needs_extra="chem")).rules_not_run
    assert entry.reason is NotRunReason.EXTRA_MISSING
    assert "aivc[chem]" in entry.detail


def test_a_profile_turns_rules_off_and_changes_severities():
    off = Profile("p", "minimal", {}, frozenset({"CRD001"}))
    assert run(make_rule(check=breaks), profile=off).rules_not_run[0].reason is NotRunReason.PROFILE
    mild = Profile("p", "minimal", {"CRD001": Severity.INFO}, frozenset())
    outcome = run(make_rule(check=one_finding), profile=mild)
    assert outcome.findings[0].severity is Severity.INFO
    assert outcome.verdict is Verdict.VALID


def test_valid_is_said_only_after_a_full_look():
    assert run(make_rule()).verdict is Verdict.VALID
    assert run(make_rule(), level=Level.OBS).verdict is Verdict.NO_PROBLEM_FOUND
    assert run(make_rule(), level=Level.HEADER).verdict is Verdict.NO_PROBLEM_FOUND


def test_findings_are_sorted_by_severity_then_code():
    rules = [
        make_rule("VOC001", one_finding, severity=Severity.WARNING),
        make_rule("TAB001", one_finding),
        make_rule("CRD001", one_finding, severity=Severity.WARNING),
    ]
    assert [f.code for f in run(*rules).findings] == ["TAB001", "CRD001", "VOC001"]


def test_text_from_data_cannot_steer_a_terminal():
    assert printable("a\x1b[31mred\nb") == "a\\x1b[31mred\\nb"
    assert len(printable("x" * 10_000)) == 200


def test_a_label_with_braces_is_printed_as_it_is():
    def braces(card, facts):
        yield Evidence(Location("obs"), observed="{0} {where} {", examples=("{count}",))

    (finding,) = run(make_rule(check=braces)).findings
    assert "{0} {where} {" in finding.message


def test_rules_are_found_by_code_and_by_name():
    assert rule_of("sys001") is rule_of("rule-crashed")
