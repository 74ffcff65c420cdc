"""Rule SCL001: the direction of a link is that of its scales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.grammar.scales import operator_between
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.measured import scales_of, sets_by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report links whose direction is not that from the scale of one set to the other's."""
    sets = sets_by_id(card)
    for link in card.links:
        scales = scales_of(link, sets)
        expected = operator_between(*scales) if scales is not None else None
        if scales is None or expected is None or link.direction in {None, expected}:
            continue
        yield Evidence(
            Location("card", pointer=f"{link.pointer}/direction"),
            observed=link.direction or "",
            expected=expected,
            values={"link": link.link_id or "", "source": scales[0], "target": scales[1]},
        )


RULE = Rule(
    code="SCL001",
    name="direction-against-scales",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A project leads from fine to coarse, a lift from coarse to fine.",
    message="Link `{link}` leads from {source} to {target}, which is a {expected}; the card calls it a {observed}.",
    fix="Write `direction: {expected}`, or swap `source_set` and `target_set`.",
    why="A project only loses information, and a lift needs an assumption that must be stated; mixed up, a guess passes for a measurement.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.direction", "ScaleUnitSet.scale"),
    passing=(Example("cells are projected to samples"),),
    failing=(
        Example(
            "cells are lifted to samples",
            edits=(SetCard("/links/0/direction", "lift"),),
            expect=(Expect("card:/links/0/direction"),),
        ),
        Example(
            "a project between sets of one scale",
            edits=(SetCard("/links/0/direction", "project"),),
            expect=(Expect("card:/links/0/direction"),),
            specimen="cite",
        ),
    ),
)
