"""Rule SPL007: the dataset has the observations that the manifest was made for."""

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
    """Report a dataset whose row names have another digest than the header states."""
    split = header(facts)
    differs = None if split is None else split.integrity.observations_digest
    if split is None or differs is None:
        return
    unknown, missing = split.integrity.unknown_keys, split.integrity.missing_rows
    told = [
        f"{unknown.count} of the {unknown.total} keys of the assignments match nothing"
        * bool(unknown),
        f"{missing.count} of {missing.total} observations are in no part" * bool(missing),
    ]
    yield Evidence(
        Location("manifest", pointer="/split_of/observations_digest"),
        observed=differs.actual,
        expected=differs.declared,
        count=max(1, unknown.count + missing.count),
        examples=(*unknown.examples, *missing.examples),
        values={"so": "".join(f"; {one}" for one in told if one)},
    )


RULE = Rule(
    code="SPL007",
    name="other-observations",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The dataset has the observations that the manifest was made for.",
    message="The dataset has other observations than those that the manifest divides: the digest of their names is {observed}, not {expected}{so}.",
    fix="Audit the manifest with the file that it was made for, or make the split again for this one. Filtering, joining and renaming rows all change the names.",
    why="A split of other data is no split of these: observations that it does not know end up wherever a program puts them.",
    check=check,
    slots=("DatasetReference.observations_digest",),
    passing=(Example("the digest is not stated", specimen="donor_split"),),
    failing=(
        Example(
            "the manifest of another file",
            edits=(SetManifest("/split_of/observations_digest", "ids1:" + "0" * 32),),
            expect=(Expect("manifest:/split_of/observations_digest"),),
            specimen="donor_split",
        ),
    ),
)
