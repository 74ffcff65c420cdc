"""Rule SCL033: what a link links can be recounted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.measured import read_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report links whose pairs nothing tells, though their units are known."""
    counted = (
        {s.unit_set_id for s in facts.scale.unit_sets if not s.problem} if facts.scale else set()
    )
    for link, found in read_links(card, facts):
        is_reported_elsewhere = found.file is not None and found.file.problem
        are_read = {link.source_set, link.target_set} <= counted
        if found.problem and are_read and not is_reported_elsewhere:
            yield Evidence(
                Location("card", pointer=f"{link.pointer}/coverage"),
                observed=found.problem,
                values={"link": found.link_id},
            )


RULE = Rule(
    code="SCL033",
    name="coverage-not-recounted",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="The data say which units each link links.",
    message="Which units link `{link}` links could not be recounted: {observed}.",
    fix="Name the column that holds the partners in `partner_column`, a matrix of the container in `pairs_table`, or a table of source, target and weight in `weights`.",
    why="Coverage that nobody can recount is a claim; a claim of a split cannot rest on it.",
    check=check,
    needs_card=True,
    slots=(
        "ScaleLink.coverage",
        "ScaleLink.pairs_table",
        "ScaleLink.partner_column",
        "ScaleLink.weights",
    ),
    passing=(Example("a column says of which sample each cell is"),),
    failing=(
        Example(
            "two sets that no column links",
            edits=(
                SetColumn("obs", "cell", [f"c{row}" for row in range(48)]),
                SetCard(
                    "/unit_sets/-",
                    {"unit_set_id": "same", "scale": "cell", "unit_id_column": "cell"},
                ),
                SetCard("/links/0/partner_column", "nowhere"),
            ),
            expect=(Expect("card:/links/0/coverage"),),
        ),
    ),
)
