"""Profiles: which rules count, and how much.

A profile is data: it extends others, changes severities and leaves rules out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from aivc.schema.errors import AivcError
from aivc.validators.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.validators.rule import Rule

BUILT_IN = ("minimal", "release", "benchmark", "cellxgene")


class ProfileError(AivcError, ValueError):
    """A profile cannot be used."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A policy: severities by code, and codes that are off.

    Parameters
    ----------
    name
        Name of the profile.
    requires
        Which slots the card must fill in: ``minimal``, ``release`` or ``benchmark``.
    severities
        Severity by code, where it differs from the rule's own.
    off
        Codes that are not run.
    description
        What the profile is for.
    """

    name: str
    requires: str
    severities: Mapping[str, Severity]
    off: frozenset[str]
    description: str = ""

    def severity_of(self, rule: Rule) -> Severity:
        """Return how bad a finding of the rule is under this profile."""
        return self.severities.get(rule.code, rule.severity)


@cache
def load_profile(name: str) -> Profile:
    """Return a built-in profile, or one from a YAML file.

    Raises
    ------
    ProfileError
        There is no such profile, or its file does not hold one.
    """
    return _merge(name, ())


def _merge(name: str, above: tuple[str, ...]) -> Profile:
    if name in above:
        message = f"Profile {name!r} extends itself: {' -> '.join((*above, name))}."
        raise ProfileError(message)
    data = _read(name)
    requires = str(data.get("requires", "")) or None
    severities: dict[str, Severity] = {}
    off: set[str] = set()
    for parent in data.get("extends", []):
        profile = _merge(str(parent), (*above, name))
        severities.update(profile.severities)
        off.update(profile.off)
        requires = requires or profile.requires
    severities.update({code: _severity(name, code, s) for code, s in _mapping(data, name).items()})
    off.update(str(code) for code in data.get("skip", []))
    description = str(data.get("description", "")).strip()
    stem = name.rsplit("/", 1)[-1].removesuffix(".yaml")
    return Profile(
        stem, requires or "minimal", severities, frozenset(off - set(severities)), description
    )


def _mapping(data: Mapping[str, Any], name: str) -> dict[str, str]:
    severities = data.get("severities", {})
    if not isinstance(severities, dict):
        message = f"Profile {name!r}: `severities` maps a rule's code to error, warning or info."
        raise ProfileError(message)
    return {str(code): str(severity) for code, severity in severities.items()}


def _severity(name: str, code: str, text: str) -> Severity:
    try:
        return Severity(text)
    except ValueError:
        message = (
            f"Profile {name!r} gives {code} the severity {text!r}; use error, warning or info."
        )
        raise ProfileError(message) from None


def _read(name: str) -> dict[str, Any]:
    import yaml

    if name in BUILT_IN:
        file = resources.files("aivc.validators").joinpath("profiles", f"{name}.yaml")
        text = file.read_text("utf-8")
    else:
        text = _read_file(name)
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        message = f"Profile {name!r} is not YAML: {error}"
        raise ProfileError(message) from error
    if not isinstance(data, dict):
        message = f"Profile {name!r} must be a mapping with extends, severities, skip and requires."
        raise ProfileError(message)
    unknown = sorted(set(data) - {"extends", "severities", "skip", "requires", "description"})
    if unknown:
        message = f"Profile {name!r} has unknown keys {unknown}."
        raise ProfileError(message)
    return data


def _read_file(name: str) -> str:
    from pathlib import Path

    try:
        return Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = (
            f"There is no profile {name!r}. Built in are {', '.join(BUILT_IN)}; or name a file."
        )
        raise ProfileError(message) from error
