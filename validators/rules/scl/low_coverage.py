"""Rule SCL031: most units are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import OWN_SAMPLE, weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

ENOUGH = 0.5


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report links that leave more than half of the units of a side out."""
    for link, found in measured_links(card, facts):
        sides = (
            (found.source_coverage, link.source_set, found.n_source_linked, found.n_source),
            (found.target_coverage, link.target_set, found.n_target_linked, found.n_target),
        )
        share, name, n_linked, n_units = min(sides, key=lambda side: side[0])
        if share < ENOUGH:
            yield Evidence(
                Location("card", pointer=f"{link.pointer}/coverage"),
                observed=f"{share:.0%}",
                count=n_linked,
                total=n_units,
                values={"link": found.link_id, "set": name or "", "how": found.how},
            )


RULE = Rule(
    code="SCL031",
    name="coverage-low",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="At least half of the units of each side of a link are linked.",
    message="Link `{link}` links {count:,} of {total:,} units of `{set}` ({observed}), recounted from {how}.",
    fix="Look for ids in another spelling (a suffix, a prefix of the sample); if so few are linked indeed, judge by linked units only and say so in `data_limitations`.",
    why="Whether linked units are like the others cannot be told when most are missing.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.coverage",),
    passing=(
        Example("all are linked"),
        Example("most are linked", edits=weighted(OWN_SAMPLE[:40])),
    ),
    failing=(
        Example(
            "a third of the cells",
            edits=weighted(OWN_SAMPLE[::3]),
            expect=(Expect("card:/links/0/coverage", 16),),
        ),
    ),
)
