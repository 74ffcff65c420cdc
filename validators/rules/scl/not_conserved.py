"""Rule SCL040: what a link conserves is the same on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import OWN_SAMPLE, replaced, weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report units whose quantity is not that of their partners."""
    for link, found in measured_links(card, facts):
        summed = found.conservation
        if summed is None or not summed.off:
            continue
        yield Evidence(
            Location("card", pointer=f"{link.pointer}/conserved_quantity"),
            observed=f"{summed.source_total:,.6g} on the side of `{link.source_set}`, "
            f"{summed.target_total:,.6g} on that of `{link.target_set}`",
            count=summed.off.count,
            total=summed.n_compared,
            examples=summed.off.examples,
            values={"link": found.link_id, "what": summed.what},
        )


RULE = Rule(
    code="SCL040",
    name="quantity-not-conserved",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="What the card calls conserved is the same in sum on both sides of a link.",
    message="Link `{link}` is said to conserve {what}, but {count:,} of {total:,} linked units do not have what their partners sum to ({observed}): {examples}.",
    fix="Correct the weights or the matrix; or write `conserved_quantity: none` if some are lost on purpose.",
    why="Molecules that appear or vanish between scales are an artefact of the link, and a model learns it.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.conserved_quantity",),
    passing=(
        Example(
            "each cell is counted once",
            edits=(*weighted(OWN_SAMPLE), SetCard("/links/0/conserved_quantity", "cells")),
        ),
    ),
    failing=(
        Example(
            "half of a cell is lost",
            edits=(
                *weighted(replaced({0: ("c00", "D1_P1", 0.5)})),
                SetCard("/links/0/conserved_quantity", "cells"),
            ),
            expect=(Expect("card:/links/0/conserved_quantity"),),
        ),
    ),
)
