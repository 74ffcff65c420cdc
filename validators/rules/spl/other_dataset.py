"""Rule SPL028: the manifest is of the dataset whose card lies beside it."""

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


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report a manifest that names another dataset than the card."""
    split = header(facts)
    divided = None if split is None else split.manifest.split_of
    if divided is None or divided.dataset_id is None or card.id is None:
        return
    if divided.dataset_id != card.id:
        yield Evidence(
            Location("manifest", pointer="/split_of/dataset_id"),
            observed=divided.dataset_id,
            expected=card.id,
        )


RULE = Rule(
    code="SPL028",
    name="other-dataset",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="The manifest is of the dataset whose card lies beside it.",
    message="The manifest divides {observed}; the card says that this is {expected}.",
    fix="Audit the manifest with the dataset that it was made for, or write `dataset_id: {expected}`.",
    why="A split that is cited for one dataset and used on another cannot be checked by anyone.",
    check=check,
    slots=("DatasetReference.dataset_id",),
    passing=(Example("the identifier of the card", specimen="donor_split"),),
    failing=(
        Example(
            "another identifier",
            edits=(SetManifest("/split_of/dataset_id", "doi:10.5281/zenodo.1"),),
            expect=(Expect("manifest:/split_of/dataset_id"),),
            specimen="donor_split",
        ),
    ),
)
