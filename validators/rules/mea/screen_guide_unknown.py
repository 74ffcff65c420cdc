"""Rule MEA049: the guides of a pooled screen are those of its agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.example_screen import screen
from aivc.validators.rules.mea.panels import named_features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table of guides that the card lists some of, and not all."""
    from aivc.schema.generated.views import PooledScreen

    known = {
        guide.guide_id
        for agent in card.agents
        for guide in getattr(agent, "guides", ())
        if guide.guide_id
    }
    for measured in measured_tables(card, facts):
        named = named_features(measured)
        is_screen = isinstance(measured.operator, PooledScreen) and measured.feature_type == "guide"
        # A card that lists no guide has its library named, and nothing to compare with.
        if not is_screen or named is None or not known:
            continue
        location, names = named
        unknown = [name for name in names if name not in known]
        if unknown:
            yield Evidence(
                location,
                count=len(unknown),
                total=len(names),
                examples=tuple(map(repr, unknown[:5])),
                values={"n_known": len(known)},
            )


RULE = Rule(
    code="MEA049",
    name="screen-guide-unknown",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Guides that were counted are guides of an agent.",
    message=(
        "{count:,} of {total:,} guides in {where} are none of the {n_known:,} that agents of the "
        "card list: {examples}."
    ),
    fix="List them under the agent that they make, with `guide_role: control` where they hit nothing.",
    why="What a guide hits, and which of them are controls, is known from its agent alone.",
    check=check,
    needs_card=True,
    operators=("PooledScreen",),
    passing=(Example("all guides of the library", specimen="bulk", edits=screen(400)),),
    failing=(
        Example(
            "six guides that no agent has",
            specimen="bulk",
            edits=screen(400, n_known=24),
            expect=(Expect("var", 6),),
        ),
    ),
    slots=("GeneticPerturbation.guides",),
)
