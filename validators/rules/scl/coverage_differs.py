"""Rule SCL030: coverage is what the data say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.facts.scale.model import GroupCoverageFacts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import OWN_SAMPLE, weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, GroupCoverage
    from aivc.validators.facts.model import Facts
    from aivc.validators.facts.scale.model import LinkFacts

TOLERANCE = 0.005
"""Share of units by which a count may be off: a cell or two that a later filter took away."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report declared counts that differ from those that were recounted."""
    for link, found in measured_links(card, facts):
        declared = link.coverage
        if declared is None:
            continue
        pairs = [
            (name, said, counted)
            for name, said, counted in (
                ("n_source", declared.n_source, found.n_source),
                ("n_source_linked", declared.n_source_linked, found.n_source_linked),
                ("n_target", declared.n_target, found.n_target),
                ("n_target_linked", declared.n_target_linked, found.n_target_linked),
            )
            if said is not None and _differ(said, counted, counted)
        ]
        if pairs:
            yield Evidence(
                Location("card", pointer=declared.pointer),
                observed=", ".join(f"{name} {counted:,}" for name, _, counted in pairs),
                expected=", ".join(f"{name} {said:,}" for name, said, _ in pairs),
                values={"link": found.link_id, "how": found.how},
            )
            # Groups then differ for the same cause.
            continue
        for group in declared.by_group:
            counts = _counted(group, found)
            if counts and not any(_agrees(group, one) for one in counts):
                nearest = counts[0]
                name = f"{group.role} {group.column_value}"
                yield Evidence(
                    Location("card", pointer=group.pointer),
                    observed=f"{nearest.n_linked:,} of {nearest.n_units:,}",
                    expected=f"{group.n_linked or 0:,} of {group.n_units or 0:,} of {name} are linked",
                    values={"link": found.link_id, "how": found.how},
                )


def _differ(said: int, counted: int, total: int) -> bool:
    return abs(said - counted) > TOLERANCE * max(said, total)


def _counted(group: GroupCoverage, found: LinkFacts) -> list[GroupCoverageFacts]:
    """Return what was counted of a group; nothing where rows do not have its role."""
    of_role = [one for one in found.groups if one.role == group.role]
    same = [one for one in of_role if one.level == str(group.column_value)]
    if same or not of_role:
        return same
    first = of_role[0]
    return [GroupCoverageFacts(first.role, str(group.column_value), first.side, 0, 0)]


def _agrees(group: GroupCoverage, counted: GroupCoverageFacts) -> bool:
    n_units, n_linked = group.n_units, group.n_linked
    return not (
        (n_units is not None and _differ(n_units, counted.n_units, counted.n_units))
        or (n_linked is not None and _differ(n_linked, counted.n_linked, counted.n_units))
    )


RULE = Rule(
    code="SCL030",
    name="coverage-differs",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="As many units are linked as the card says, in all and in each group.",
    message="The card says of link `{link}`: {expected}; recounted from {how}: {observed}.",
    fix="Write what was counted at {where}; or look for units that lost their link since.",
    why="What a model learns through a link holds for linked units only; declared coverage that is not there hides how few they are.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.coverage", "CoverageReport.n_source_linked", "CoverageReport.by_group"),
    passing=(
        Example("all cells are of a sample"),
        Example(
            "weights of all cells",
            edits=weighted(),
        ),
    ),
    failing=(
        Example(
            "nine tenths are declared, and six tenths linked",
            edits=(*weighted(OWN_SAMPLE[:30]), SetCard("/links/0/coverage/n_source_linked", 43)),
            expect=(Expect("card:/links/0/coverage"),),
        ),
        Example(
            "the cells of a donor are not linked, and the card says that all are",
            edits=(
                SetColumn(
                    "obs",
                    "lies_in",
                    [*["D1_P1", "D1_P2", "D2_P1", "D2_P2"] * 8, *[None] * 14, "D3_P1", "D3_P2"],
                ),
                SetCard("/links/0/partner_column", "lies_in"),
                SetCard("/links/0/coverage/n_source_linked", 34),
            ),
            expect=(Expect("card:/links/0/coverage/by_group/2"),),
        ),
    ),
)
