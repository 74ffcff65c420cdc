"""Rule SPL001: the header of a manifest can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, ManifestText, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a header whose text is no YAML mapping."""
    split = facts.split
    if split is not None and split.integrity.parse_problem:
        line = split.integrity.parse_line
        yield Evidence(
            Location("manifest"),
            observed=split.integrity.parse_problem,
            values={"at": f" in line {line}" if line else ""},
        )


RULE = Rule(
    code="SPL001",
    name="unreadable-manifest",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The header of a manifest can be read.",
    message="The manifest cannot be read{at}: {observed}.",
    fix="Mend the text{at}: a manifest is lines such as `purpose: benchmark`. Indent with spaces, put a space after each colon, and quote values that hold a colon or a #.",
    why="A manifest that cannot be read divides nothing: not one claim was checked.",
    check=check,
    passing=(
        Example(
            "comments and an empty line at its end",
            edits=(SetManifest("/strata", ["cell_type"]),),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a bracket that is never closed",
            edits=(ManifestText("purpose: [benchmark\nseed: 1\n"),),
            expect=(Expect("manifest:/"),),
            specimen="donor_split",
        ),
    ),
)
