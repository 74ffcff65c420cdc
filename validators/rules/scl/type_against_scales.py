"""Rule SCL002: the type of a link fits the scales of its sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.measured import scales_of, sets_by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

_FINE = ("molecule", "subcellular")
_IMAGES = ("field", "section", "sample", "well")

SIDES: dict[str, tuple[tuple[str, ...], ...]] = {
    "transcript_to_cell": (_FINE, ("cell",)),
    "cell_to_image_object": (("cell",), ("cell", "subcellular")),
    "cell_to_spot": (("cell",), ("spot",)),
    "bin_to_cell": (("spot", "subcellular"), ("cell",)),
    "spot_to_image_region": (("spot",), ("spot", "niche", "field", "section")),
    "cell_to_image_region": (("cell",), ("cell", "niche", "field", "section")),
    "image_to_image": (_IMAGES, _IMAGES),
    "serial_section": (("section",), ("section",)),
    "cell_to_well": (("cell",), ("well",)),
    "cell_to_niche": (("cell",), ("niche",)),
    "cell_to_sample": (("cell",), ("sample",)),
    "well_to_plate": (("well",), ("plate",)),
    "sample_to_donor": (("sample",), ("organism",)),
    "sample_to_outcome": (("sample", "organism"),),
    "guide_to_cell": (_FINE, ("cell",)),
    "hashtag_to_sample": (("sample",),),
    "same_cell_multiome": (("cell",), ("cell",)),
    "clone_to_cell": (("cell",),),
    "matched_bulk": (("sample", "organ", "organism"),),
}
"""Scales of the two sides of a type of link, in either order; one entry where only one is fixed.

A pseudobulk may sum anything to anything coarser, which its direction tells.
"""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report links of a type that sets of these scales cannot have."""
    sets = sets_by_id(card)
    for link in card.links:
        scales = scales_of(link, sets)
        sides = SIDES.get(link.link_type or "")
        if scales is None or sides is None or _fits(scales, sides):
            continue
        yield Evidence(
            Location("card", pointer=f"{link.pointer}/link_type"),
            observed=link.link_type or "",
            expected=" and ".join(" or ".join(side) for side in sides),
            values={"link": link.link_id or "", "scales": " and ".join(scales)},
        )


def _fits(scales: tuple[str, str], sides: tuple[tuple[str, ...], ...]) -> bool:
    one, other = scales
    if len(sides) == 1:
        return one in sides[0] or other in sides[0]
    first, second = sides
    return (one in first and other in second) or (other in first and one in second)


RULE = Rule(
    code="SCL002",
    name="link-type-against-scales",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="What a link is said to link is what its sets hold.",
    message="Link `{link}` is of type {observed}, which links {expected}; its sets are at {scales}.",
    fix="Correct `link_type`, or the `scale` of the sets that it links.",
    why="The type says what a link may be used for; spots that are called cells are counted as cells ever after.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.link_type", "ScaleUnitSet.scale"),
    passing=(Example("cells of samples"),),
    failing=(
        Example(
            "cells of samples that are called transcripts of cells",
            edits=(SetCard("/links/0/link_type", "transcript_to_cell"),),
            expect=(Expect("card:/links/0/link_type"),),
        ),
    ),
)
