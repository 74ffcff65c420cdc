"""What verbs that judge have in common: settings read, findings set aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aivc.schema.errors import AivcError
from aivc.validators.findings import Level, Severity

if TYPE_CHECKING:
    from datetime import date

    from aivc.validators.findings import Finding

Choice = TypeVar("Choice", Level, Severity)


class SettingsError(AivcError, ValueError):
    """A setting of a validation cannot be used."""


def choice(kind: type[Choice], text: str, name: str) -> Choice:
    """Read a setting that is one of few words.

    Raises
    ------
    SettingsError
        It is another word.
    """
    try:
        return kind(text)
    except ValueError:
        choices = ", ".join(member.value for member in kind)
        message = f"{name} is {text!r}; use one of {choices}."
        raise SettingsError(message) from None


def judged(
    findings: tuple[Finding, ...],
    suppressions: str | Path | None,
    baseline: str | Path | None,
    today: date,
) -> tuple[Finding, ...]:
    """Set aside what is accepted for a while and what is known.

    Raises
    ------
    SettingsError, SuppressionError, BaselineError
        A file that was named cannot be used.
    """
    from aivc.validators.baseline import mark_known, read_baseline
    from aivc.validators.suppressions import read_suppressions, suppress

    if suppressions is not None:
        accepted = read_suppressions(_text_of(suppressions, "suppressions"), str(suppressions))
        findings = suppress(findings, accepted, today)
    if baseline is not None:
        known = read_baseline(_text_of(baseline, "baseline"), str(baseline))
        findings = mark_known(findings, known)
    return findings


def _text_of(path: str | Path, what: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        message = f"The file of {what} {path} cannot be read: {reason}."
        raise SettingsError(message) from error
