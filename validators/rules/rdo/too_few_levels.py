"""Find readouts of a kind where most agents have too few doses or times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.findings import MAX_EXAMPLES, Evidence, Location
from aivc.validators.rules.rdo.levels import Levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

FEWEST = 3
MOST_LACKING = 0.5
"""A drug that is a control is often given once; one in two is no longer that."""

NOTHING_TOLD = Levels({"any agent": 0}, "neither conditions nor bound columns tell")


def too_few_levels(
    card: DatasetCard,
    facts: Facts,
    readout_type: str,
    levels_of: Callable[[DatasetCard, Facts], Levels | None],
) -> Iterator[Evidence]:
    """Yield readouts of a type where most agents have fewer than three levels."""
    for readout in card.readouts:
        if readout.readout_type != readout_type:
            continue
        levels = levels_of(card, facts) or NOTHING_TOLD
        lacking = levels.below(FEWEST)
        if len(lacking) > MOST_LACKING * len(levels.by_agent):
            yield Evidence(
                Location("card", pointer=f"{readout.pointer}/readout_type"),
                observed=levels.source,
                expected=str(FEWEST),
                count=len(lacking),
                total=len(levels.by_agent),
                examples=tuple(lacking[:MAX_EXAMPLES]),
                values={"readout": readout.readout_id},
            )
