"""Rule CRD013: all cards of a dataset say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import EmbedCard, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report cards whose content differs."""
    # Who names a card means it in place of the others.
    sources = [source for source in facts.card.sources if source.origin != "explicit"]
    if len(sources) == len(facts.card.sources) and len({source.digest for source in sources}) > 1:
        yield Evidence(
            Location("card"),
            observed=" and ".join(source.origin for source in sources),
            values={"used": sources[0].origin},
        )


RULE = Rule(
    code="CRD013",
    name="differing-cards",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="All cards of a dataset say the same.",
    message="The {observed} cards differ; this report follows the {used} one.",
    fix="Decide which one is right, and delete or replace the other.",
    why="Two readers of one file would learn two different things from it.",
    check=check,
    passing=(Example("sidecar and embedded card agree", edits=(EmbedCard({}),)),),
    failing=(
        Example(
            "the embedded card has another title",
            edits=(EmbedCard({"/title": "An earlier title"}),),
            expect=(Expect("card:/"),),
        ),
    ),
)
