"""Rule SCL032: no group is left out of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddFile, Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import OWN_SAMPLE, weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aivc.schema.generated.views import DatasetCard, ScaleLink
    from aivc.validators.examples.example import Edit
    from aivc.validators.facts.model import Facts
    from aivc.validators.facts.scale.model import GroupCoverageFacts, LinkFacts
    from aivc.validators.rules.scl.example_edits import Pair

ENOUGH = 0.5
"""Below this coverage of all units it is the link that is poor."""

HARDLY = 0.2
"""A group is left out if its coverage is below this share of that of all units."""

FEW = 8
"""Of fewer units, none may be linked by chance."""

ORDER = ("donor", "family", "cell_line", "condition", "batch", "site", "plate", "section", "sample")
"""Roles in the order in which they are looked at; others follow by name."""


Key = tuple[str, str, str, str, str]
"""Kind of a link, its side, the set on it, and a level of a role."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report groups that are hardly linked while others are, by no link of their kind."""
    links = tuple(measured_links(card, facts))
    linked = {key for link, found in links for key in _well_linked(link, found)}
    for link, found in links:
        for side, name, share in (
            ("source", link.source_set, found.source_coverage),
            ("target", link.target_set, found.target_coverage),
        ):
            # Each section of a store has a link of its own to cells that stand in one table.
            missing = _first_missing(
                [
                    g
                    for g in found.groups
                    if g.side == side
                    and not (_is_missing(g, share) and _key(link, name, g) in linked)
                ],
                share,
            )
            if missing:
                yield Evidence(
                    Location("card", pointer=f"{link.pointer}/coverage"),
                    observed=f"{share:.0%}",
                    count=len(missing),
                    examples=tuple(
                        f"{g.level} ({g.n_linked:,} of {g.n_units:,})" for g in missing[:5]
                    ),
                    values={
                        "link": found.link_id,
                        "set": name or "",
                        "role": missing[0].role.replace("_", " "),
                        "how": found.how,
                    },
                )


def _well_linked(link: ScaleLink, found: LinkFacts) -> Iterator[Key]:
    """Yield the groups of either side of which a link reaches half, if it reached any."""
    for group in found.groups:
        name = link.source_set if group.side == "source" else link.target_set
        if group.n_units and group.n_linked >= ENOUGH * group.n_units:
            yield _key(link, name, group)


def _key(link: ScaleLink, name: str | None, group: GroupCoverageFacts) -> Key:
    return (link.link_type or "", group.side, name or "", group.role, group.level)


def _first_missing(groups: list[GroupCoverageFacts], share: float) -> list[GroupCoverageFacts]:
    """Return the groups of the first role of which some are left out.

    Samples of a donor that is left out are left out too; that is one cause.
    """
    if share < ENOUGH:
        return []
    roles = sorted({group.role for group in groups}, key=_rank)
    for role in roles:
        of_role = [group for group in groups if group.role == role]
        missing = [g for g in of_role if _is_missing(g, share)]
        if missing and len(missing) < len(of_role):
            return missing
    return []


def _is_missing(group: GroupCoverageFacts, share: float) -> bool:
    return group.n_units >= FEW and group.n_linked / group.n_units < HARDLY * share


def _rank(role: str) -> tuple[int, str]:
    return (ORDER.index(role) if role in ORDER else len(ORDER), role)


def _second(pairs: Iterable[Pair]) -> tuple[Edit, ...]:
    """Link further cells to samples by another link."""
    rows = "".join(f"{source}\t{target}\t{weight:g}\n" for source, target, weight in pairs)
    link = {
        "link_id": "further_cells",
        "source_set": "cells",
        "target_set": "samples",
        "direction": "project",
        "link_type": "cell_to_sample",
        "aggregation_function": "mean",
        "weights": {"path": "further.tsv"},
        "weight_semantics": "probability",
    }
    return (AddFile("further.tsv", f"source\ttarget\tweight\n{rows}"), SetCard("/links/-", link))


RULE = Rule(
    code="SCL032",
    name="group-not-covered",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A link that covers the units in all covers those of each donor, condition and batch.",
    message="Link `{link}` links {observed} of the units of `{set}`, but next to none of {count:,} {role} groups, recounted from {how}: {examples}.",
    fix="Link these groups too; or leave them out of what is judged through this link, and say so in `coverage.by_group` and `data_limitations`.",
    why="What is missing for one donor is not missing at random: a mean over linked units says nothing of that donor, and a split by donor tests on nobody.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.coverage", "CoverageReport.by_group"),
    passing=(
        Example("all groups are linked"),
        Example(
            "a third is missing in each donor alike",
            edits=weighted(pair for row, pair in enumerate(OWN_SAMPLE) if row % 3),
        ),
        Example(
            "what one link leaves out another one reaches",
            edits=(*weighted(OWN_SAMPLE[:32]), *_second(OWN_SAMPLE[32:])),
        ),
    ),
    failing=(
        Example(
            "no cell of a donor is linked",
            edits=weighted(OWN_SAMPLE[:32]),
            expect=(Expect("card:/links/0/coverage"),),
        ),
        Example(
            "a column that is empty for two samples of different donors",
            edits=(
                SetColumn(
                    "obs", "lies_in", [None if row // 8 in {1, 5} else "D1_P1" for row in range(48)]
                ),
                SetColumn("obs", "donor_id", "D1"),
                SetCard("/links/0/partner_column", "lies_in"),
                SetCard("/binding", {"keys": [{"role": "replicate", "columns": ["sample_id"]}]}),
            ),
            expect=(Expect("card:/links/0/coverage", 2),),
        ),
    ),
)
