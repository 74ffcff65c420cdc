"""Rule CLM007: a part that is held out for its combinations holds no single treatments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report parts with single treatments beside the combinations that a claim is about."""
    if facts.split is None:
        return
    from aivc.validators.claims.members import members_seen
    from aivc.validators.claims.model import Judgement
    from aivc.validators.claims.sides import Sides, sides_of

    for claim in facts.split.manifest.claims:
        sides = sides_of(facts.split, claim)
        if claim.members_seen is None or not isinstance(sides, Sides):
            continue
        found = members_seen(facts.split, sides)
        if isinstance(found, Judgement) or not found.n_single_rows:
            continue
        yield Evidence(
            Location("manifest", pointer=claim.pointer),
            observed=f"{found.n_single_rows:,} rows with a single treatment",
            count=found.n_single_rows,
            total=facts.split.parts[sides.evaluated].n_rows,
            values={"evaluated": sides.evaluated_name, "combinations": found.counted.n_rows},
        )


PAIRS = {
    "claim_axis": "combination",
    "novelty": "unseen",
    "members_seen": 2,
    "partition": "test",
}
_PAIRS_HELD_OUT = {row: "test" if row % 16 in {8, 9} else "train" for row in range(48)}

RULE = Rule(
    code="CLM007",
    name="singles-among-combinations",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A part that is held out for its combinations holds no single treatments.",
    message="A claim says how many members of the combinations of {evaluated} were seen, and {evaluated} holds {observed} beside {combinations} with a combination.",
    fix="Put the {count} rows into a part of their own, such as one whose claim is `unseen` on `agent`, or exclude them.",
    why="Scores over the whole part then mix two tasks. Splits of published tools did: a part called `combo_seen0` held ten singles and one combination.",
    check=check,
    slots=("Claim.members_seen",),
    references=("doi:10.1038/s41587-023-01905-6",),
    passing=(
        Example(
            "test holds a pair and nothing else",
            specimen="guide_split",
            edits=(SetManifest("/claims", [PAIRS]), SetParts(_PAIRS_HELD_OUT)),
        ),
    ),
    failing=(
        Example(
            "test also holds a single target, in six rows",
            specimen="guide_split",
            edits=(
                SetManifest("/claims", [PAIRS]),
                SetParts({**_PAIRS_HELD_OUT, **dict.fromkeys((2, 3, 18, 19, 34, 35), "test")}),
            ),
            expect=(Expect("manifest:/claims/0", 6),),
        ),
    ),
)
