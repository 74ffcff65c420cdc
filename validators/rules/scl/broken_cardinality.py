"""Rule SCL026: units have as many partners as the card says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import OWN_SAMPLE, weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report units with more partners than the cardinality allows."""
    for link, found in measured_links(card, facts):
        cardinality = link.cardinality
        sides = []
        if cardinality in {"one_to_one", "many_to_one"}:
            sides.append((found.several_targets, link.source_set, found.n_source_linked))
        if cardinality in {"one_to_one", "one_to_many"}:
            sides.append((found.several_sources, link.target_set, found.n_target_linked))
        for several, name, total in sides:
            if several:
                yield Evidence(
                    Location("card", pointer=f"{link.pointer}/cardinality"),
                    expected=(cardinality or "").replace("_", " "),
                    count=several.count,
                    total=total,
                    examples=several.examples,
                    values={"link": found.link_id, "set": name or ""},
                )


RULE = Rule(
    code="SCL026",
    name="cardinality-broken",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No unit has several partners where the card says that it has one.",
    message="Link `{link}` is declared {expected}, and {count:,} of {total:,} linked units of `{set}` have several partners: {examples}.",
    fix="Correct `cardinality`, or keep one partner of each unit and say in `coverage.ambiguous_fraction` how many were in doubt.",
    why="A unit with two partners is counted in both; a project then counts more than there is.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.cardinality",),
    passing=(
        Example("many cells to one sample"),
        Example(
            "weights that say so for a cell of two samples",
            edits=(
                *weighted((*OWN_SAMPLE, ("c00", "D3_P2", 1)), "abundance"),
                SetCard("/links/0/cardinality", "many_to_many"),
            ),
        ),
    ),
    failing=(
        Example(
            "one cell of two samples",
            edits=weighted((*OWN_SAMPLE, ("c00", "D3_P2", 1)), "abundance"),
            expect=(Expect("card:/links/0/cardinality"),),
        ),
        Example(
            "samples of eight cells each, called one to one",
            edits=(SetCard("/links/0/cardinality", "one_to_one"),),
            expect=(Expect("card:/links/0/cardinality", 6),),
        ),
    ),
)
