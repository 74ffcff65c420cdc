"""Rows of a table that annotate a unit which their element does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.images.model import AnnotatingFacts
from aivc.validators.facts.row_names import row_names
from aivc.validators.facts.scale.model import Affected
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.storage.model import Table
    from aivc.validators.facts.images.placed import PlacedRows


def rows_without_unit(table: Table, places: Sequence[PlacedRows]) -> AnnotatingFacts:
    """Count the rows that no element of the table placed.

    Parameters
    ----------
    table
        A table that annotates elements.
    places
        Its rows that have a place, as ``placed_rows`` returns them.
    """
    is_placed = np.zeros(table.n_obs, bool)
    for place in places:
        is_placed[place.rows] = True
    gone = np.flatnonzero(~is_placed)
    some = gone[:MAX_EXAMPLES]
    named = table.attributes.get("region")
    regions = named if isinstance(named, list) else [named]
    return AnnotatingFacts(
        table.name,
        str(table.attributes.get("instance_key")),
        tuple(str(name) for name in regions),
        table.n_obs,
        Affected(len(gone), tuple(row_names(table.obs, some).of(some))),
    )
