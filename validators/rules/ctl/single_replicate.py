"""Rule CTL013: a treatment was done more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.design.nesting import levels_per_left
from aivc.validators.design.role_tables import by_condition
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import DesignFacts, Facts

UNIT_ROLES = ("sample", "donor", "replicate", "well")
"""What a repetition shows in, and what its absence shows in."""

BLOCK_ROLES = ("plate", "batch")
"""Two of them are a repetition; one may hold many. Lanes are left out: one pool is often run on
several."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report treated conditions that were realised in one unit only."""
    design = facts.design
    if design is None:
        return
    roles = [role for role in UNIT_ROLES if by_condition(design, (role,)) is not None]
    most = _most_units(design) if roles else {}
    contrasts = contrasts_of(card)
    single = []
    for name, condition in contrasts.treated.items():
        declared, seen = condition.n_replicates, most.get(name, 0)
        if (declared is None and seen == 1) or (declared == 1 and seen < 2):
            single.append(condition)
    if single:
        yield Evidence(
            place_of(single),
            observed=f"one {', '.join(roles) if roles else 'replicate'}",
            expected="at least two",
            count=len(single),
            total=len(contrasts.treated),
            examples=tuple(condition.condition_id or "" for condition in single),
        )


def _most_units(design: DesignFacts) -> dict[str, int]:
    """Return the largest number of units of one kind that each condition has."""
    most: dict[str, int] = {}
    for role in (*UNIT_ROLES, *BLOCK_ROLES):
        table = by_condition(design, (role,))
        if table is None:
            continue
        for name, number in zip(table.left_names, levels_per_left(table).tolist(), strict=True):
            most[name] = max(most.get(name, 0), number)
    return most


RULE = Rule(
    code="CTL013",
    name="single-replicate",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A treatment was done more than once.",
    message="{count} of {total} treated conditions were done once ({observed}), where {expected} repetitions are needed: {examples}.",
    fix="If there were replicates, put them into the file as `sample_id` or `donor_id`, or state `n_replicates` of the condition. If there were none, say so in `data_limitations` and do not report p values across cells.",
    why="Cells of one culture share what happened to it. Without a second one nobody can tell the treatment from the day, and tests across cells find thousands of false effects.",
    check=check,
    needs_card=True,
    slots=("Condition.n_replicates", "Condition.condition_sample"),
    references=("doi:10.1038/s41467-021-25960-2",),
    passing=(
        Example("each treatment in three donors"),
        Example(
            "a treatment in one donor, in two samples of it",
            edits=(
                SetCard("/conditions/0/n_replicates", 2),
                SetColumn(
                    "obs",
                    "condition_id",
                    {16: "dex_high", 24: "dex_high", 32: "dex_high", 40: "dex_high"},
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a treatment in one well",
            edits=(
                SetCard("/conditions/0/n_replicates", 1),
                SetColumn(
                    "obs",
                    "condition_id",
                    {8: "dex_high", 16: "dex_high", 24: "dex_high", 32: "dex_high", 40: "dex_high"},
                ),
            ),
            expect=(Expect("card:/conditions/0"),),
        ),
    ),
)
