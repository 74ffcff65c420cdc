"""The baseline: what an earlier report lists is known; what it does not list is new."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.validators.findings import Finding


class BaselineError(AivcError, ValueError):
    """A baseline cannot be used."""


def read_baseline(text: str, source: str) -> dict[tuple[str, str], int]:
    """Read the JSON report of an earlier validation as counts by code and location.

    Raises
    ------
    BaselineError
        The text is not the JSON report of a validation.
    """
    try:
        report = json.loads(text)
        return {
            (entry["code"], entry["location"]["location_text"]): int(entry["count"])
            for entry in report["findings"]
        }
    except (ValueError, KeyError, TypeError) as error:
        message = (
            f"{source} is not the JSON report of a validation ({type(error).__name__}: {error}). "
            "Write one with `aivc validate DATA --format json --output baseline.json`."
        )
        raise BaselineError(message) from error


def mark_known(
    findings: Sequence[Finding], baseline: Mapping[tuple[str, str], int]
) -> tuple[Finding, ...]:
    """Mark findings that the baseline lists at the same place with at least the same count."""
    return tuple(
        replace(finding, is_known=True)
        if finding.count <= baseline.get((finding.code, str(finding.location)), -1)
        else finding
        for finding in findings
    )
