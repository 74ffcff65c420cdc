"""How much of a section the spots of an array cover: what lies in the gaps is under none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aivc.schema.generated.views import SpotSpatial
from aivc.validators.rules.scl.lengths import micrometres

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard, ScaleLink

WHOLE = 1.0


def share_under_spots(link: ScaleLink, card: DatasetCard) -> float:
    """Return the share of the area that spots cover, for a link of cells and spots; else 1.

    Discs of diameter d at a distance p from centre to centre cover pi d**2 / (2 sqrt(3) p**2) of a
    hexagonal array, squares of side d cover (d / p)**2 of a square one.
    """
    if link.link_type != "cell_to_spot":
        return WHOLE
    ends = {link.source_set, link.target_set}
    measured = {table.measured_by for table in card.tables if table.unit_set in ends}
    shares = [
        _share(operator)
        for operator in card.operators
        if isinstance(operator, SpotSpatial) and operator.operator_id in measured
    ]
    return min(shares, default=WHOLE)


def _share(operator: SpotSpatial) -> float:
    diameter, pitch = micrometres(operator.spot_diameter), micrometres(operator.spot_pitch)
    if not diameter or not pitch:
        return WHOLE
    filled = {"hexagonal": math.pi / (2 * math.sqrt(3)), "square": 1.0}
    share = filled.get(operator.array_geometry or "", math.inf) * (diameter / pitch) ** 2
    return min(WHOLE, share)
