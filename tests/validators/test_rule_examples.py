"""Every rule does on its examples what its record says, and is silent on what is right."""

import pkgutil
import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import pytest

from aivc.schema.generated.views import DatasetCard
from aivc.validators import rules as rules_package
from aivc.validators.engine import EXTRA_MODULES, run_rules
from aivc.validators.examples.example import Example
from aivc.validators.examples.predictions.specimens import PREDICTIONS
from aivc.validators.examples.render import render_example
from aivc.validators.examples.reports.specimens import REPORTS
from aivc.validators.examples.run import PROFILE, measure_example, run_example
from aivc.validators.examples.specimens import SPECIMENS
from aivc.validators.facts.model import Facts
from aivc.validators.findings import Finding, Level
from aivc.validators.outcome import Outcome
from aivc.validators.profile import BUILT_IN, Profile, load_profile
from aivc.validators.registry import FAMILIES, all_rules
from aivc.validators.rule import Rule

RULES = all_rules()
BY_ENGINE = [rule for rule in RULES if rule.family == "SYS"]
"""Raised by the engine, not by a check; tested with it."""
CHECKED = [rule for rule in RULES if rule.family != "SYS"]
EVERY_RULE = Profile("every rule", "release", {}, frozenset())

TELLS_COPIES = "wide_split"

OF_PROTEINS = ("cite", "section")
UNAVOIDABLE = {("VOC007", name) for name in SPECIMENS if name.startswith(OF_PROTEINS)} | {
    ("LEK073", name) for name in SPECIMENS if name.endswith("_split") and name != TELLS_COPIES
}
"""A cytokine and antibodies are named by UniProt accessions, which are not held offline, and a few
dozen features do not tell noisy copies; these rules are there to say so."""

N_QUICK = 1
"""Passing examples of a rule that are run every time; the others are run with the slow tests."""

every_rule = pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.code)

Measured = dict[str, tuple[DatasetCard, Facts]]


@pytest.fixture(scope="module")
def measured() -> Measured:
    """Return card and facts of each specimen as it is, at the depth and profile that ask most."""
    return {
        name: as_it_is(name, Level.FULL, "benchmark")
        for name in (*SPECIMENS, *PREDICTIONS, *REPORTS)
    }


def skip_without_extra(rule: Rule) -> None:
    if rule.needs_extra and find_spec(EXTRA_MODULES[rule.needs_extra]) is None:
        pytest.skip(f"{rule.code} needs the extra {rule.needs_extra}, which is not installed")


@cache
def as_it_is(specimen: str, level: Level, profile: str = PROFILE) -> tuple[DatasetCard, Facts]:
    """Measure a specimen once for all rules that pass it as it is."""
    return measure_example(Example("as it is", specimen=specimen), level, profile)


def outcome_of(rule: Rule, example: Example) -> Outcome:
    is_edited = bool(example.edits)
    card, facts = (
        measure_example(example, rule.level)
        if is_edited
        else as_it_is(example.specimen, rule.level, PROFILE)
    )
    return run_rules(card, facts, level=rule.level, profile=EVERY_RULE, rules=[rule])


def places(findings: tuple[Finding, ...]) -> list[tuple[str, int]]:
    return sorted((str(finding.location), finding.count) for finding in findings)


def expected(example: Example) -> list[tuple[str, int]]:
    return sorted((item.location, item.count) for item in example.expect)


@every_rule
def test_a_rule_finds_in_its_failing_examples_what_they_say(rule: Rule) -> None:
    skip_without_extra(rule)
    assert rule.failing
    for example in rule.failing:
        assert example.expect, example.title
        outcome = outcome_of(rule, example)
        assert outcome.rules_run == (rule.code,), (example.title, outcome.rules_not_run)
        assert places(outcome.findings) == expected(example), example.title
        for finding in outcome.findings:
            assert finding.code == rule.code
            assert_filled(finding)


def assert_filled(finding: Finding) -> None:
    # Templates are filled by format_map; a field that is not filled, or with nothing, shows as
    # one of these. A pattern such as [A-Z]{14} is no field.
    left_over = re.compile(r"\{[a-z_]\w*\}|\{\}|`` |(?<!\w)\(\)")
    for text in (finding.message, finding.fix):
        assert text.strip() == text != ""
        assert not left_over.search(text), text
    # A fix may show Python; a message has no reason to.
    assert not re.search(r"\bNone\b", finding.message), finding.message


def assert_silent(rule: Rule, examples: tuple[Example, ...]) -> None:
    skip_without_extra(rule)
    for example in examples:
        assert example.expect == (), example.title
        assert places(outcome_of(rule, example).findings) == [], example.title


@every_rule
def test_a_rule_finds_nothing_in_its_first_passing_examples(rule: Rule) -> None:
    assert rule.passing
    assert_silent(rule, rule.passing[:N_QUICK])


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule", [rule for rule in CHECKED if len(rule.passing) > N_QUICK], ids=lambda rule: rule.code
)
def test_a_rule_finds_nothing_in_its_further_passing_examples(rule: Rule) -> None:
    assert_silent(rule, rule.passing[N_QUICK:])


@every_rule
def test_a_rule_is_silent_on_every_specimen(rule: Rule, measured: Measured) -> None:
    skip_without_extra(rule)
    for name, (card, facts) in measured.items():
        if (rule.family == "PRD") != (name in PREDICTIONS):
            continue
        if (rule.family == "EVL") != (name in REPORTS):
            continue
        found = run_rules(card, facts, level=Level.FULL, profile=EVERY_RULE, rules=[rule]).findings
        if (rule.code, name) in UNAVOIDABLE:
            assert {finding.severity.value for finding in found} == {"info"}
        else:
            assert places(found) == [], name


@pytest.mark.parametrize("name", SPECIMENS)
@pytest.mark.parametrize("profile", BUILT_IN)
def test_no_rule_breaks_on_a_specimen_and_all_that_apply_are_run(name: str, profile: str) -> None:
    policy = load_profile(profile)
    card, facts = as_it_is(name, Level.FULL, policy.requires)
    outcome = run_rules(card, facts, level=Level.FULL, profile=policy)
    assert {finding.code for finding in outcome.findings} <= {code for code, _ in UNAVOIDABLE}
    reasons = {entry.reason.value for entry in outcome.rules_not_run}
    assert reasons <= {"not_applicable", "profile", "extra_missing"}


def test_evidence_and_findings_of_an_example_agree() -> None:
    rule = next(rule for rule in CHECKED if rule.code == "CRD011")
    (example,) = rule.failing
    evidence = [(str(item.location), item.count) for item in run_example(rule, example)]
    assert evidence == places(outcome_of(rule, example).findings) == expected(example)


def test_codes_and_names_are_given_once() -> None:
    codes = [rule.code for rule in RULES]
    names = [rule.name for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert [code for code in codes if not re.fullmatch(r"[A-Z]{3}\d{3}", code)] == []
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_every_rule_is_in_the_folder_of_its_family_and_listed() -> None:
    found = {}
    for module in pkgutil.walk_packages(rules_package.__path__, f"{rules_package.__name__}."):
        rule = getattr(import_module(module.name), "RULE", None)
        if isinstance(rule, Rule):
            folder = module.name.split(".")[-2]
            assert folder.upper() == rule.family, module.name
            found[rule.code] = rule
    assert found == {rule.code: rule for rule in RULES}
    assert {rule.family for rule in RULES} == set(FAMILIES)


def test_rules_of_the_engine_have_no_check_to_try() -> None:
    assert [rule.code for rule in BY_ENGINE if rule.failing or rule.passing] == []


@every_rule
def test_examples_are_told_apart_and_can_be_told_in_words(rule: Rule) -> None:
    examples = [*rule.passing, *rule.failing]
    titles = [example.title for example in examples]
    assert len(set(titles)) == len(titles)
    for example in examples:
        assert render_example(example).startswith(f"### {example.title}\n")
