"""Rule SPL030: the values of the dataset are those that the manifest was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a dataset whose content has another digest than the header states."""
    split = header(facts)
    divided = None if split is None else split.manifest.split_of
    if split is None or divided is None or not split.content_digest:
        return
    if split.integrity.observations_digest is not None:
        return  # other observations have other content
    if divided.content_digest != split.content_digest:
        yield Evidence(
            Location("manifest", pointer="/split_of/content_digest"),
            observed=split.content_digest,
            expected=divided.content_digest or "",
        )


RULE = Rule(
    code="SPL030",
    name="other-content",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="The values of the dataset are those that the manifest was made for.",
    message="The dataset has the observations that the manifest divides, with other values: the digest of the content is {observed}, not {expected}.",
    fix="Audit the manifest with the file that it was made for. If values were corrected on purpose, write `content_digest: {observed}` and give the manifest a new `manifest_id`.",
    why="Scores on other values, normalised anew or filtered for genes, are not comparable with published ones.",
    check=check,
    slots=("DatasetReference.content_digest",),
    passing=(Example("the rows in the file as they were divided", specimen="donor_split"),),
    failing=(
        Example(
            "a count was changed afterwards",
            edits=(SetManifest("/split_of/content_digest", "aivc1:" + "0" * 32),),
            expect=(Expect("manifest:/split_of/content_digest"),),
            specimen="donor_split",
        ),
    ),
)
