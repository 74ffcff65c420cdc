"""Run rules over facts."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from aivc.schema.visible_text import visible
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Finding, Location
from aivc.validators.outcome import NotRun, NotRunReason, Outcome
from aivc.validators.registry import (
    dataset_rules,
    evaluation_rules,
    prediction_rules,
    rule_of,
    split_rules,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Level, Severity
    from aivc.validators.profile import Profile
    from aivc.validators.rule import Rule

DOCUMENTS = ("card", "manifest", "report")
"""What has lines; of a split ``line_of`` is that of the manifest."""

MAX_VALUE = 2_000
"""A field of a message, such as a list of places, may be longer than one name."""

EXTRA_MODULES = {"chem": "rdkit", "spatial": "spatialdata"}
"""The module that shows that an extra is installed."""

GIVEN = {
    "truth": "it needs the truth, which `aivc evaluate` holds",
    "second_answer": "it needs a second answer; run with --again",
    "split": "it needs the data and the manifest, which `aivc evaluate` reads",
}
"""What is said where something was not given beside the input."""


def run_rules(
    card: DatasetCard,
    facts: Facts,
    *,
    level: Level,
    profile: Profile,
    line_of: Callable[[str], int] | None = None,
    rules: Sequence[Rule] | None = None,
) -> Outcome:
    """Run every rule that can be run, and say of each other one why it was not.

    Parameters
    ----------
    card
        The card as it could be read; empty where there is none.
    facts
        What was measured.
    level
        How deep the facts go.
    profile
        Decides which rules count, and how much.
    line_of
        Gives the line of the card file for a JSON pointer.
    rules
        The rules; where it is None all that ask predictions or a split if there are such, else
        all that ask a dataset.

    Returns
    -------
    Outcome
        Findings sorted by severity, code and location.
    """
    findings: list[Finding] = []
    run: list[str] = []
    not_run: list[NotRun] = []
    if rules is None:
        rules = _rules_about(facts)
    for rule in rules:
        obstacle = _obstacle(rule, card, facts, level, profile)
        if obstacle is not None:
            not_run.append(obstacle)
            continue
        run.append(rule.code)
        findings.extend(_apply(rule, card, facts, profile))
    located = [_with_line(finding, line_of) for finding in findings]
    ordered = sorted(located, key=lambda f: (f.severity.rank, f.code, f.location, f.message))
    return Outcome(tuple(ordered), tuple(run), tuple(not_run), level, profile.name)


def _rules_about(facts: Facts) -> Sequence[Rule]:
    if facts.predictions is not None:
        return prediction_rules()
    if facts.evaluation is not None:
        return evaluation_rules()
    return dataset_rules() if facts.split is None else split_rules()


def _obstacle(
    rule: Rule, card: DatasetCard, facts: Facts, level: Level, profile: Profile
) -> NotRun | None:
    if rule.code in profile.off:
        return NotRun(rule.code, NotRunReason.PROFILE, f"the profile {profile.name} leaves it out")
    if rule.needs_card and facts.card.raw is None:
        return NotRun(rule.code, NotRunReason.NO_CARD, "there is no card that could be read")
    if rule.containers and facts.file.kind not in rule.containers:
        detail = f"it is about {', '.join(rule.containers)}; this is {facts.file.kind}"
        return NotRun(rule.code, NotRunReason.NOT_APPLICABLE, detail)
    if rule.operators and not _measured_by(card, rule.operators):
        detail = f"no table or image is measured by {', '.join(rule.operators)}"
        return NotRun(rule.code, NotRunReason.NOT_APPLICABLE, detail)
    if rule.level.depth > level.depth:
        detail = f"it needs more than --level {level} reads; run with --level {rule.level}"
        return NotRun(rule.code, NotRunReason.LEVEL, detail)
    if rule.needs_given and rule.needs_given not in facts.given:
        detail = GIVEN[rule.needs_given]
        return NotRun(rule.code, NotRunReason.NOT_GIVEN, detail)
    if rule.needs_extra and find_spec(EXTRA_MODULES[rule.needs_extra]) is None:
        detail = f"it needs the extra {rule.needs_extra}: pip install 'aivc[{rule.needs_extra}]'"
        return NotRun(rule.code, NotRunReason.EXTRA_MISSING, detail)
    return None


def _measured_by(card: DatasetCard, operators: tuple[str, ...]) -> bool:
    used = {t.measured_by for t in card.tables} | {i.measured_by for i in card.images}
    return any(
        operator.operator_type in operators and operator.operator_id in used
        for operator in card.operators
    )


def _apply(rule: Rule, card: DatasetCard, facts: Facts, profile: Profile) -> Iterator[Finding]:
    try:
        found = list(rule.check(card, facts))
    except Exception as error:  # noqa: BLE001 - a rule that breaks is itself a finding
        yield _crash(rule, error)
        return
    severity = profile.severity_of(rule)
    for evidence in found:
        yield finding_from(rule, evidence, severity)


def finding_from(rule: Rule, evidence: Evidence, severity: Severity) -> Finding:
    """Fill the templates of a rule with a piece of evidence."""
    examples = tuple(printable(example) for example in evidence.examples[:MAX_EXAMPLES])
    fields: dict[str, object] = {
        **{name: _safe(value) for name, value in evidence.values.items()},
        "where": printable(str(evidence.location)),
        "observed": printable(evidence.observed),
        "expected": printable(evidence.expected),
        "count": evidence.count,
        "total": evidence.total,
        "examples": ", ".join(examples),
    }
    return Finding(
        code=rule.code,
        rule_name=rule.name,
        severity=severity,
        location=evidence.location,
        message=rule.message.format_map(fields),
        fix=rule.fix.format_map(fields),
        observed=printable(evidence.observed),
        expected=printable(evidence.expected),
        count=evidence.count,
        total=evidence.total,
        examples=examples,
    )


def _safe(value: object) -> object:
    return printable(value, MAX_VALUE) if isinstance(value, str) else value


def printable(text: str, limit: int = 200) -> str:
    """Make text from data safe and short: control characters are shown, never obeyed."""
    shown = visible(text[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _crash(rule: Rule, error: Exception) -> Finding:
    crash = rule_of("SYS001")
    observed = f"{type(error).__name__}: {error}"
    evidence = Evidence(Location("file"), observed=observed, values={"code": rule.code})
    return finding_from(crash, evidence, crash.severity)


def _with_line(finding: Finding, line_of: Callable[[str], int] | None) -> Finding:
    if line_of is None or finding.location.element not in DOCUMENTS:
        return finding
    line = line_of(finding.location.pointer)
    return replace(finding, location=replace(finding.location, line=line))
