"""Rule MEA007: every tag in the file is in the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.panels import panels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table with tags that the panel lacks; misspelt antibodies are MEA006's."""
    for panel in panels(card, facts):
        unlisted = panel.unlisted
        # A tag for each antibody that lacks one is a matter of spelling.
        if len(unlisted) > len(panel.absent) and not panel.has_nothing_in_common:
            yield Evidence(
                panel.location,
                count=len(unlisted),
                total=len(panel.tags),
                examples=tuple(map(repr, unlisted[:5])),
                values={"operator": panel.operator.operator_id},
            )


RULE = Rule(
    code="MEA007",
    name="tag-not-in-panel",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Every tag in the file is in the panel of its operator.",
    message=(
        "{count:,} of {total:,} tags in {where} are not among the antibodies of `{operator}`: "
        "{examples}."
    ),
    fix=(
        "Add an antibody for each (`tag_name`, `target_protein`, `clone`); move hashtags to a table "
        "of their own with `feature_type: hashtag`."
    ),
    why="A tag without its antibody cannot be matched to a protein or to the tag of another panel.",
    check=check,
    needs_card=True,
    operators=("SurfaceProtein", "BulkProteomics"),
    passing=(
        Example(
            "a panel that is not given at all says nothing",
            specimen="cite",
            edits=(DropCard("/operators/1/antibodies"),),
        ),
    ),
    failing=(
        Example(
            "two antibodies left out of the card",
            specimen="cite",
            edits=(
                DropCard("/operators/1/antibodies/11"),
                DropCard("/operators/1/antibodies/0"),
            ),
            expect=(Expect("mod/prot/var", 2),),
        ),
    ),
    slots=("SurfaceProtein.antibodies",),
)
