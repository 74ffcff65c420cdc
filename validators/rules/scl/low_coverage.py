"""Rule SCL031: most units are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import OWN_SAMPLE, weighted
from aivc.validators.rules.scl.measured import measured_links, sets_by_id
from aivc.validators.rules.scl.spot_area import share_under_spots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.examples.example import Edit
    from aivc.validators.facts.model import Facts

ENOUGH = 0.5


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report links that leave more than half of the units of a side out.

    Cells in the gaps of an array are under no spot; of them that many are not missed.
    """
    sets = sets_by_id(card)
    for link, found in measured_links(card, facts):
        sides = (
            (found.source_coverage, link.source_set, found.n_source_linked, found.n_source),
            (found.target_coverage, link.target_set, found.n_target_linked, found.n_target),
        )
        share, name, n_linked, n_units = min(sides, key=lambda side: side[0])
        is_of_cells = name in sets and sets[name].scale == "cell"
        reachable = share_under_spots(link, card) if is_of_cells else 1.0
        if share < ENOUGH * reachable:
            yield Evidence(
                Location("card", pointer=f"{link.pointer}/coverage"),
                observed=f"{share:.0%}",
                count=n_linked,
                total=n_units,
                values={"link": found.link_id, "set": name or "", "how": found.how},
            )


def _under_spots(every: int) -> tuple[Edit, ...]:
    """Let some of the cells lie under spots of 55 micrometres at a distance of 100."""
    spots = {"unit_set_id": "spots", "scale": "spot", "unit_id_column": "sample_id"}
    array = {
        "operator_id": "array",
        "operator_type": "SpotSpatial",
        "assay_ontology_term_id": "EFO:0010961",
        "scale": "spot",
        "array_geometry": "hexagonal",
        "spot_diameter": {"value": 55, "unit": "um"},
        "spot_pitch": {"value": 100, "unit": "um"},
    }
    return (
        *weighted(OWN_SAMPLE[::every]),
        SetCard("/unit_sets/-", spots),
        SetCard("/operators/-", array),
        SetCard("/tables/0/measured_by", "array"),
        SetCard("/tables/0/unit_set", "spots"),
        SetCard("/links/0/target_set", "spots"),
        SetCard("/links/0/link_type", "cell_to_spot"),
        SetCard("/links/0/coverage", None),
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
        Example("a third of the cells, for spots that cover a quarter", edits=_under_spots(3)),
    ),
    failing=(
        Example(
            "a twelfth of the cells, for spots that cover a quarter",
            edits=_under_spots(12),
            expect=(Expect("card:/links/0/coverage", 4),),
        ),
        Example(
            "a third of the cells",
            edits=weighted(OWN_SAMPLE[::3]),
            expect=(Expect("card:/links/0/coverage", 16),),
        ),
    ),
)
