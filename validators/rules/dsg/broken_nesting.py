"""Rule DSG005: rows belong together as the card says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.role_tables import by_condition, by_roles, first_column, table_of
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Contingency, DesignFacts, Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report entities whose rows lie outside what the card gives them."""
    design = facts.design
    if design is None:
        return
    donors = {s.sample_id or "": frozenset(s.from_donors) for s in card.samples if s.from_donors}
    samples = {
        c.condition_id or "": frozenset(c.condition_sample)
        for c in card.conditions
        if c.condition_sample
    }
    sites = {b.batch_id or "": frozenset((b.batch_site,)) for b in card.batches if b.batch_site}
    if _is_observed(design, "donor") and _is_observed(design, "sample"):
        table = by_roles(design, "sample", "donor")
        yield from _outside(design, table, donors, inner="sample", outer="donor")
    if _is_observed(design, "sample"):
        table = by_condition(design, ("sample",))
        known = {sample.sample_id for sample in card.samples}
        yield from _outside(design, table, samples, inner="condition", outer="sample", known=known)
    if _is_observed(design, "site"):
        table = by_roles(design, "batch", "site")
        yield from _outside(design, table, sites, inner="batch", outer="site")


def _is_observed(design: DesignFacts, role: str) -> bool:
    """Tell whether rows say the role themselves, so that they can contradict the card."""
    return role in design.roles and not design.roles[role].derived_from


def _outside(
    design: DesignFacts,
    table: Contingency | None,
    declared: Mapping[str, frozenset[str | None]],
    *,
    inner: str,
    outer: str,
    known: set[str | None] | None = None,
) -> Iterator[Evidence]:
    """Yield what is wrong between two roles; labels that the card does not know are not judged."""
    if table is None:
        return
    allowed = known or {name for names in declared.values() for name in names}
    wrong: dict[str, list[str]] = {}
    for left, right, count in zip(
        table.left.tolist(), table.right.tolist(), table.counts.tolist(), strict=True
    ):
        name, found = table.left_names[left], table.right_names[right]
        if count and name in declared and found in allowed and found not in declared[name]:
            wrong.setdefault(name, []).append(f"{found} ({count} rows)")
    if wrong:
        yield Evidence(
            Location("obs", table=table_of(design, outer), column=first_column(design, outer)),
            observed=f"rows in another {outer}",
            expected=f"the {outer} that the card gives",
            count=len(wrong),
            total=len(declared),
            examples=tuple(f"{name} in {', '.join(found[:2])}" for name, found in wrong.items()),
            values={"inner": inner, "outer": outer},
        )


RULE = Rule(
    code="DSG005",
    name="broken-nesting",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Rows belong together as the card says.",
    message="{count} of {total} entries of `{inner}` have rows in a {outer} that the card does not give them: {examples}.",
    fix="Correct the labels of these rows, or what the card says: `from_donors` of samples, `condition_sample` of conditions, `batch_site` of batches.",
    why="A sample that seems to come from two people, or a condition in a sample where it was not done, is a swap of labels; splits by donor or sample then leak.",
    check=check,
    needs_card=True,
    slots=("Sample.from_donors", "Condition.condition_sample", "Batch.batch_site"),
    passing=(
        Example(
            "a pool of two donors",
            edits=(
                SetCard("/samples/0/from_donors", ["D1", "D2"]),
                SetColumn("obs", "donor_id", {0: "D2", 1: "D2"}),
            ),
        ),
    ),
    failing=(
        Example(
            "two cells of a sample are labelled with another donor",
            edits=(SetColumn("obs", "donor_id", {0: "D2", 1: "D2"}),),
            expect=(Expect("obs/donor_id"),),
        ),
        Example(
            "a condition in a sample that the card does not name for it",
            edits=(SetCard("/conditions/0/condition_sample", ["D1_P1", "D1_P2"]),),
            expect=(Expect("obs/sample_id"),),
        ),
    ),
)
