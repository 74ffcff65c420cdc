"""Rule SPL017: every exclusion describes observations that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import quoted, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report exclusions that no row fits, or whose columns the data do not have."""
    found = resolved(facts)
    for fit in () if found is None else found.exclusions:
        if fit.absent:
            said = f"the data have no column {quoted(fit.absent)}"
        elif fit.matched == 0:
            said = "no observation fits it"
        else:
            continue
        pointer = f"/exclusions/{fit.index}/matches"
        yield Evidence(
            Location("manifest", pointer=pointer), observed=said, values={"reason": fit.reason}
        )


RULE = Rule(
    code="SPL017",
    name="exclusion-without-match",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Every exclusion describes observations that are there.",
    message="The exclusion `{reason}` describes nothing: {observed}.",
    fix="Correct `column` and `column_value` at {where}, or delete the exclusion.",
    why="What was to be left out may still be in, under another spelling.",
    check=check,
    slots=("Exclusion.matches",),
    passing=(
        Example(
            "an exclusion of a donor that is left out",
            edits=(
                SetManifest(
                    "/exclusions",
                    [
                        {
                            "exclusion_reason": "low quality",
                            "matches": [{"column": "donor_id", "column_value": "D2"}],
                        }
                    ],
                ),
                SetParts(dict.fromkeys(range(16, 32))),
                SetManifest("/partitions/1/partition_role", "excluded"),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a donor that does not exist",
            edits=(
                SetManifest(
                    "/exclusions",
                    [
                        {
                            "exclusion_reason": "low quality",
                            "matches": [{"column": "donor_id", "column_value": "D7"}],
                        }
                    ],
                ),
            ),
            expect=(Expect("manifest:/exclusions/0/matches"),),
            specimen="donor_split",
        ),
        Example(
            "a column that does not exist",
            edits=(
                SetManifest(
                    "/exclusions",
                    [
                        {
                            "exclusion_reason": "low quality",
                            "matches": [{"column": "donor", "column_value": "D2"}],
                        }
                    ],
                ),
            ),
            expect=(Expect("manifest:/exclusions/0/matches"),),
            specimen="donor_split",
        ),
    ),
)
