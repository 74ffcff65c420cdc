"""Rule CRD014: a card follows a version of the standard that this software knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.version import VERSION
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a card written for a version that this software does not know."""
    declared = _parts(card.aivc_schema_version)
    if declared and declared[:2] > _parts(VERSION)[:2]:
        yield Evidence(
            Location("card", pointer="/aivc_schema_version"),
            observed=card.aivc_schema_version or "",
            expected=VERSION,
        )


def _parts(version: str | None) -> tuple[int, ...]:
    pieces = (version or "").split(".")
    return tuple(int(piece) for piece in pieces) if all(p.isdecimal() for p in pieces) else ()


RULE = Rule(
    code="CRD014",
    name="newer-standard-version",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A card follows a version of the standard that this software knows.",
    message="The card follows version {observed} of the standard; this aivc knows versions up to {expected}.",
    fix="Install a newer aivc: `pip install --upgrade aivc`.",
    why="Slots that a newer version brought would be reported as mistakes, and its rules would not be run.",
    check=check,
    needs_card=True,
    slots=("DatasetCard.aivc_schema_version",),
    passing=(
        Example("the version of this software", edits=(SetCard("/aivc_schema_version", VERSION),)),
    ),
    failing=(
        Example(
            "a version from the future",
            edits=(SetCard("/aivc_schema_version", "9.0.0"),),
            expect=(Expect("card:/aivc_schema_version"),),
        ),
    ),
)
