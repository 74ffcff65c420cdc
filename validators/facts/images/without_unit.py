"""Rows of a table that annotate no unit, one that another row annotates, or an absent element."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.images.model import AnnotatingFacts
from aivc.validators.facts.row_names import row_names
from aivc.validators.facts.scale.model import NONE_AFFECTED, Affected
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Table
    from aivc.validators.facts.images.placed import Annotated, PlacedRows


def annotating_facts(
    table: Table, annotated: Annotated, places: Sequence[PlacedRows]
) -> AnnotatingFacts:
    """Count the rows of a table that are joined to no unit, or to that of another row.

    Parameters
    ----------
    table
        A table that annotates elements.
    annotated
        What its rows say that they annotate.
    places
        Its rows that have a place, as ``placed_rows`` returns them.

    Notes
    -----
    Rows of an element whose units could not be placed are not called rows without a unit.
    """
    is_placed = np.zeros(table.n_obs, bool)
    for place in places:
        is_placed[place.rows] = True
    is_absent = _is_of(annotated, annotated.absent)
    is_gone = ~is_placed & ~_is_of(annotated, tuple(annotated.problems))
    named = table.attributes.get("region")
    regions = tuple(str(name) for name in (named if isinstance(named, list) else [named]))
    return AnnotatingFacts(
        table.name,
        str(table.attributes.get("instance_key")),
        tuple(name for name in regions if name not in annotated.problems),
        table.n_obs,
        _affected(table, is_gone),
        str(table.attributes.get("region_key")),
        annotated.absent,
        _affected(table, is_absent),
        _repeated(annotated, ~is_gone),
    )


def _is_of(annotated: Annotated, names: Sequence[str]) -> NDArray[np.bool_]:
    named = [label in names for label in annotated.region.categories]
    is_named: NDArray[np.bool_] = np.array([*named, False])[annotated.region.codes]
    return is_named


def _affected(table: Table, is_affected: NDArray[np.bool_]) -> Affected:
    rows = np.flatnonzero(is_affected)
    some = rows[:MAX_EXAMPLES]
    return Affected(len(rows), tuple(row_names(table.obs, some).of(some)))


def _repeated(annotated: Annotated, is_asked: NDArray[np.bool_]) -> Affected:
    """Count units that several rows of an element annotate."""
    ids, region = annotated.ids, annotated.region
    rows = np.flatnonzero(is_asked & (ids.codes >= 0) & (region.codes >= 0))
    keys = region.codes[rows].astype(np.int64) * len(ids.categories) + ids.codes[rows]
    units, n_rows = np.unique(keys, return_counts=True)
    several = units[n_rows > 1]
    if not len(several):
        return NONE_AFFECTED
    some = several[:MAX_EXAMPLES] % len(ids.categories)
    return Affected(len(several), tuple(str(ids.categories[code]) for code in some.tolist()))
