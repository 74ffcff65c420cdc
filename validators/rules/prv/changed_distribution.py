"""Rule PRV009: the file is the one that the card describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report a distribution of this name whose digest is not that of the file."""
    if facts.file.digest is None:
        return
    # Of a store it is the digest of a list of its files, which is a digest of the same kind.
    actual = facts.file.digest.partition(":")[2]
    for distribution in card.distributions:
        is_this = (distribution.path or "").rsplit("/", 1)[-1] == facts.file.path.name
        if is_this and distribution.sha256 and distribution.sha256 != actual:
            yield Evidence(
                Location("card", pointer=f"{distribution.pointer}/sha256"),
                observed=actual,
                expected=distribution.sha256,
                values={"path": distribution.path},
            )


RULE = Rule(
    code="PRV009",
    name="changed-distribution",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="The file is the one that the card describes.",
    message="The digest of {path} is {observed}; the card says {expected}: the file was changed after the card was written.",
    fix="Write the new digest and raise `version`, or put the released file back.",
    why="Two files under one version make two papers disagree for no reason that anybody can find.",
    check=check,
    needs_card=True,
    slots=("Distribution.sha256",),
    passing=(
        Example(
            "the digest of another file says nothing",
            edits=(SetCard("/distributions/0/path", "elsewhere.h5ad"),),
        ),
    ),
    failing=(
        Example(
            "a digest of other bytes",
            edits=(
                SetCard(
                    "/distributions",
                    [{"path": "drug.h5ad", "container_format": "h5ad", "sha256": "0" * 64}],
                ),
            ),
            expect=(Expect("card:/distributions/0/sha256"),),
        ),
    ),
)
