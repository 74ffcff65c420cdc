"""Rule CLM010: what is claimed to be new can be told apart from what else is new with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.claims.wording import listed, plural_of
from aivc.validators.examples.example import Example, Expect, SetColumn, SetManifest
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.clm.judged_claims import evidence_of, refused_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report claims that hold and cannot be told apart from others that hold with them."""
    for verdict in refused_claims(facts, "CLM010"):
        found = evidence_of(verdict)
        others = listed([plural_of(axis) for axis in verdict.confounders])
        yield replace(found, values={**found.values, "others": others})


LOTS = {"claim_axis": "batch", "novelty": "unseen", "partition": "test"}
_BY_DONOR = [*["lot_1"] * 16, *["lot_2"] * 16, *["lot_3"] * 16]

RULE = Rule(
    code="CLM010",
    name="not-identifiable",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="What is claimed to be new can be told apart from what else is new with it.",
    message="The manifest claims that {claim}, and that is so, but it proves nothing: {observed}.",
    fix="Claim that {others} are unseen too, in a claim of their own, if that is what is tested; or divide the data so that they are known to {reference}. Where the data do not allow that, no split of them can support the claim.",
    why="A result on unseen plates says nothing about plates where each plate holds other drugs, and one on unseen drugs nothing that a plate could not explain.",
    check=check,
    slots=("Claim.claim_axis", "SplitManifest.claims"),
    references=("doi:10.1038/nrg2825", "doi:10.1038/s41592-024-02362-y"),
    passing=(
        Example(
            "the held out donor was measured in the same lanes as the others",
            specimen="donor_split",
        ),
        Example(
            "each donor was measured in a lot of its own: that a new donor brings with it",
            specimen="donor_split",
            edits=(SetColumn("obs", "batch_id", _BY_DONOR),),
        ),
    ),
    failing=(
        Example(
            "a lot is held out, and each donor was measured in a lot of its own",
            specimen="donor_split",
            edits=(
                SetColumn("obs", "batch_id", _BY_DONOR),
                SetManifest("/claims", [LOTS]),
                SetManifest("/unit_of_split", "batch"),
                SetManifest("/shared_axes", ["agent", "dose", "plate"]),
            ),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
