"""What one validation gives: findings, rules run, rules not run, and a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aivc.validators.findings import Level, Severity

if TYPE_CHECKING:
    from aivc.validators.findings import Finding


class Verdict(StrEnum):
    """The result in one word."""

    VALID = "valid"
    NO_PROBLEM_FOUND = "no_problem_found"
    INVALID = "invalid"
    NOT_CHECKED = "not_checked"


class NotRunReason(StrEnum):
    """Why a rule was not run."""

    LEVEL = "level"
    PROFILE = "profile"
    NOT_APPLICABLE = "not_applicable"
    NO_CARD = "no_card"
    EXTRA_MISSING = "extra_missing"
    UNREADABLE = "unreadable"
    NOT_GIVEN = "not_given"


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that was not run, and why."""

    code: str
    reason: NotRunReason
    detail: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that one validation found and did not look at."""

    findings: tuple[Finding, ...]
    rules_run: tuple[str, ...]
    rules_not_run: tuple[NotRun, ...]
    level: Level
    profile: str
    fail_on: Severity = Severity.ERROR

    @property
    def failing(self) -> tuple[Finding, ...]:
        """Findings that make the validation fail."""
        return tuple(
            finding
            for finding in self.findings
            if finding.counts and finding.severity.at_least(self.fail_on)
        )

    @property
    def has_crashed(self) -> bool:
        """Whether a rule of the validator itself broke."""
        return any(finding.code == "SYS001" for finding in self.findings)

    @property
    def blind(self) -> tuple[NotRun, ...]:
        """Rules that could have found something here and could not look."""
        blind = {
            NotRunReason.LEVEL,
            NotRunReason.UNREADABLE,
            NotRunReason.EXTRA_MISSING,
            NotRunReason.NOT_GIVEN,
        }
        return tuple(entry for entry in self.rules_not_run if entry.reason in blind)

    @property
    def verdict(self) -> Verdict:
        """``valid`` is said only after a full look with nothing left out."""
        if self.failing:
            return Verdict.INVALID
        if self.level is Level.FULL and not self.has_crashed and not self._left_out:
            return Verdict.VALID
        return Verdict.NO_PROBLEM_FOUND

    @property
    def _left_out(self) -> bool:
        left_out = {NotRunReason.UNREADABLE, NotRunReason.NOT_GIVEN}
        return any(entry.reason in left_out for entry in self.rules_not_run)

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity that are not suppressed or known."""
        return sum(f.severity is severity and f.counts for f in self.findings)
