"""Rule RDO002: the file of gene sets is the one that the card was written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, pathways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report files of sets whose bytes are not those that the card states."""
    for found in facts.card.feature_sets:
        stated, actual = found.declared_sha256, found.actual_sha256
        if stated is not None and actual is not None and stated != actual:
            yield Evidence(
                Location("card", pointer=f"{found.pointer}/sha256"),
                observed=actual,
                expected=stated,
                values={"path": found.path},
            )


RULE = Rule(
    code="RDO002",
    name="feature-set-changed",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The file of gene sets is the one that the card was written for.",
    message="The digest of {path} is {observed}, the card says {expected}: the sets were changed after the card was written.",
    fix="Put the right file back, or write {observed} at {where} and the new `version` if the change is meant.",
    why="Gene sets change between releases; scores from two releases under one name are compared as if they were one readout.",
    check=check,
    needs_card=True,
    slots=("FeatureSet.sha256",),
    passing=(Example("a file whose digest nobody states", edits=pathways()),),
    failing=(
        Example(
            "a file of other bytes",
            edits=pathways(sha256="0" * 64),
            expect=(Expect(f"card:{POINTER}/feature_set/sha256"),),
        ),
    ),
)
