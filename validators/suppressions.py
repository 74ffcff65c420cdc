"""Suppressions: findings that are accepted for a while, each with a reason and an end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.validators.engine import finding_from
from aivc.validators.findings import Evidence, Location
from aivc.validators.profile import BUILT_IN, load_profile
from aivc.validators.registry import all_rules, rule_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.validators.findings import Finding
    from aivc.validators.profile import Profile


class SuppressionError(AivcError, ValueError):
    """A suppression file or a baseline cannot be used."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that is accepted for a while.

    ``location`` is a pattern with ``*``; findings at any location are meant where it is empty.
    """

    code: str
    reason: str
    expires: date
    location: str = ""

    def covers(self, finding: Finding) -> bool:
        """Tell whether the finding is meant."""
        return self.code == finding.code and (
            not self.location or fnmatchcase(str(finding.location), self.location)
        )


def read_suppressions(text: str, source: str) -> tuple[Suppression, ...]:
    """Read the text of a suppression file.

    Raises
    ------
    SuppressionError
        The text is not YAML, or an entry lacks a code, a reason or a date.

    Examples
    --------
    >>> text = "suppressions: [{code: CTL004, suppression_reason: in paper, expires: 2027-01-01}]"
    >>> read_suppressions(text, "s.yaml")[0].code
    'CTL004'
    """
    import yaml

    from aivc.schema.structure import check_structure

    try:
        raw = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes text only
    except yaml.YAMLError as error:
        message = f"{source} is not YAML: {error}"
        raise SuppressionError(message) from error
    problems = check_structure(raw, "SuppressionFile", "minimal")
    if problems:
        message = f"{source}: {problems[0].pointer or '/'}: {problems[0].message}"
        raise SuppressionError(message)
    try:
        return tuple(_suppression(entry) for entry in raw["suppressions"])
    except ValueError as error:
        message = f"{source}: {error}; a date is written like 2027-01-31."
        raise SuppressionError(message) from error


def _suppression(entry: dict[str, str]) -> Suppression:
    return Suppression(
        entry["code"],
        entry["suppression_reason"],
        date.fromisoformat(entry["expires"]),
        entry.get("location_glob", ""),
    )


def suppress(
    findings: Sequence[Finding], suppressions: Sequence[Suppression], today: date
) -> tuple[Finding, ...]:
    """Mark the findings that are accepted today, and add a finding for each idle suppression."""
    active = [s for s in suppressions if today < s.expires]
    marked = tuple(_marked(finding, active) for finding in findings)
    return (*marked, *_idle(findings, suppressions, active))


def _marked(finding: Finding, active: Sequence[Suppression]) -> Finding:
    reason = next((s.reason for s in active if s.covers(finding)), "")
    return replace(finding, suppressed_because=reason) if reason else finding


def _idle(
    findings: Sequence[Finding],
    suppressions: Sequence[Suppression],
    active: Sequence[Suppression],
) -> Iterator[Finding]:
    known = {rule.code for rule in all_rules()}
    for suppression in suppressions:
        if suppression.code not in known:
            yield _about("SYS004", "A suppression", suppression.code)
        elif suppression not in active:
            yield _about("SYS003", suppression.code, suppression.expires.isoformat())
        elif not any(suppression.covers(finding) for finding in findings):
            yield _about("SYS002", suppression.code, suppression.location or "every location")


def unknown_codes(profile: Profile) -> tuple[Finding, ...]:
    """Give a finding for each code in a profile of a user that is no rule."""
    if profile.name in BUILT_IN and profile == load_profile(profile.name):
        return ()
    known = {rule.code for rule in all_rules()}
    named = sorted({*profile.severities, *profile.off} - known)
    return tuple(_about("SYS004", f"The profile {profile.name}", code) for code in named)


def _about(code: str, observed: str, expected: str) -> Finding:
    rule = rule_of(code)
    evidence = Evidence(Location("file"), observed=observed, expected=expected)
    return finding_from(rule, evidence, rule.severity)
