"""Sum a quantity on both sides of a link that is said to conserve it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.validators.facts.scale.model import ConservationFacts
from aivc.validators.facts.scale.recount_weights import named_sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, ScaleLink
    from aivc.validators.facts.model import TableFacts
    from aivc.validators.facts.scale.read_sets import ReadSet
    from aivc.validators.facts.scale.recount import Recount

TOLERANCE = 0.01
"""Relative difference up to which two sums are one quantity."""


class NotSummableError(AivcError, LookupError):
    """A quantity that is said to be conserved is not in the file on both sides."""


def conservation(
    link: ScaleLink,
    counted: Recount,
    source: ReadSet,
    target: ReadSet,
    card: DatasetCard,
    tables: Mapping[str, TableFacts],
) -> ConservationFacts | None:
    """Sum what is conserved over linked units.

    Returns
    -------
    ConservationFacts or None
        None where one side has no amounts of its own, so that there is nothing to compare.

    Raises
    ------
    NotSummableError
        The quantity is none that a file holds, or no matrix of counts was read.
    """
    if link.conserved_quantity == "cells":
        return _cells(counted, source, target)
    if link.conserved_quantity != "counts":
        msg = f"what {link.conserved_quantity} a unit has is not in the file"
        raise NotSummableError(msg)
    if not (_has_amounts(source) and _has_amounts(target)):
        return None
    given = _amounts(source, card, tables)
    received = _amounts(target, card, tables)
    if link.direction == "lift":
        return _compared("counts", _flipped(counted), received, given, source, reverse=True)
    return _compared("counts", counted, given, received, target)


def _cells(counted: Recount, source: ReadSet, target: ReadSet) -> ConservationFacts:
    """Each linked cell must be counted once, whatever it was linked to."""
    scales = source.unit_set.scale, target.unit_set.scale
    if "cell" not in scales:
        msg = "neither side has cells"
        raise NotSummableError(msg)
    fine, at = (source, counted.source) if scales[0] == "cell" else (target, counted.target)
    sums = np.bincount(at, counted.weights, fine.units.n_units).astype(np.float64)
    is_linked = np.bincount(at, minlength=fine.units.n_units) > 0
    is_off = is_linked & (np.abs(sums - 1) > TOLERANCE)
    n_linked = float(is_linked.sum())
    totals = (n_linked, float(sums.sum())) if fine is source else (float(sums.sum()), n_linked)
    return ConservationFacts("cells", *totals, named_sums(fine.units, is_off, sums), int(n_linked))


def _compared(
    what: str,
    counted: Recount,
    given: NDArray[np.float64],
    received: NDArray[np.float64],
    target: ReadSet,
    *,
    reverse: bool = False,
) -> ConservationFacts:
    """Compare what each coarse unit has with the weighted sum over its fine ones."""
    n = target.units.n_units
    expected = np.bincount(counted.target, counted.weights * given[counted.source], n)
    is_linked = (np.bincount(counted.target, minlength=n) > 0) & np.isfinite(expected + received)
    bound = TOLERANCE * np.maximum(np.abs(received), np.abs(expected)) + 0.5
    is_off = is_linked & (np.abs(expected - received) > bound)
    totals = float(expected[is_linked].sum()), float(received[is_linked].sum())
    of_source, of_target = totals[::-1] if reverse else totals
    return ConservationFacts(
        what,
        of_source,
        of_target,
        named_sums(target.units, is_off, received),
        int(is_linked.sum()),
    )


def _flipped(counted: Recount) -> Recount:
    return replace(counted, source=counted.target, target=counted.source)


def _has_amounts(units: ReadSet) -> bool:
    """Tell whether each unit is a row of a table, or one molecule."""
    return units.annotating is not None or _is_molecules(units)


def _is_molecules(units: ReadSet) -> bool:
    return units.unit_set.scale == "molecule" and units.is_row_each


def _amounts(
    units: ReadSet, card: DatasetCard, tables: Mapping[str, TableFacts]
) -> NDArray[np.float64]:
    """Return the counts of each unit: of a molecule one, else the sum of its row.

    They are NaN for a unit that has no row, such as a cell that was filtered out.
    """
    if units.annotating is None:
        return np.broadcast_to(1.0, units.units.n_units)
    table = tables.get(units.annotating.place.table or "")
    for declared in card.tables:
        if declared.value_type != "raw_counts" or table is None:
            continue
        for name, scan in table.scans.items():
            if table.path_of(name) == declared.path_in_file and len(scan.row_sums):
                return np.append(scan.row_sums, np.nan)[units.annotating.rows]
    msg = f"no matrix of counts of {units.unit_set.unit_set_id} was read"
    raise NotSummableError(msg)
