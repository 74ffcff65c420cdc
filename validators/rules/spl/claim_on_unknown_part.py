"""Rule SPL024: claims name parts that the header declares."""

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
    """Report claims whose parts do not exist."""
    split = header(facts)
    if split is None:
        return
    declared = [part.partition_name or "" for part in split.manifest.partitions]
    for claim in split.manifest.claims:
        for slot in ("partition", "against_partition"):
            name = getattr(claim, slot)
            if name is not None and name not in declared:
                yield Evidence(
                    Location("manifest", pointer=f"{claim.pointer}/{slot}"),
                    observed=name,
                    expected=", ".join(declared),
                )


RULE = Rule(
    code="SPL024",
    name="claim-on-unknown-part",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Claims name parts that the header declares.",
    message="{where} names the part `{observed}`, which the header does not declare; it declares {expected}.",
    fix="Write one of {expected} at {where}, or declare `{observed}` in `partitions`.",
    why="A claim about a part that does not exist was not checked.",
    check=check,
    slots=("Claim.partition", "Claim.against_partition"),
    passing=(
        Example(
            "a claim against another part than training",
            edits=(SetManifest("/claims/0/against_partition", "validation"),),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a part that is not declared",
            edits=(SetManifest("/claims/0/partition", "ood"),),
            expect=(Expect("manifest:/claims/0/partition"),),
            specimen="donor_split",
        ),
    ),
)
