"""Sections that were cut one after the other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.observations import Partitioning
from aivc.validators.split_facts.model import Pair
from aivc.validators.split_facts.space_sections import adjacent_sections

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.splits.observations import Observations

MOST_SECTIONS = 150
"""Sections of which each is compared with each; of more, all of a donor count as one series."""


def series_of_sections(
    rows: Observations, card: DatasetCard, manifest: SplitManifest
) -> NDArray[np.int64]:
    """Return for each section the first one of its series.

    Sections are of one series if the audit of a split would call them neighbours, or each of them
    is the neighbour of a third one: each section is asked for as a part of its own.

    Parameters
    ----------
    rows
        The rows, with the axis ``section``.
    card, manifest
        What they say of positions and of serial sections.

    Returns
    -------
    ndarray
        Shape (n_sections,): number of a section, itself where it is alone.
    """
    section = rows.axes["section"]
    n = len(section.levels)
    first = np.arange(n)
    if n < 2:
        return first
    if n > MOST_SECTIONS:
        return _of_donors(rows)
    parts = Partitioning(section.levels, ("test",) * n, section.codes.astype(np.int16))
    pairs = [Pair(one, other) for one, other in combinations(range(n), 2)]
    for found in adjacent_sections(rows, parts, pairs, manifest, card).adjacent:
        ends = first[[found.pair.evaluated, found.pair.reference]]
        first[np.isin(first, ends)] = ends.min()
    return first


def _of_donors(rows: Observations) -> NDArray[np.int64]:
    section = rows.axes["section"]
    first = np.arange(len(section.levels))
    donor = rows.axes.get("donor")
    if donor is None:
        return first
    known = (section.codes >= 0) & (donor.codes >= 0)
    donor_of = np.full(len(first), -1, np.int64)
    donor_of[section.codes[known]] = donor.codes[known]
    for one in np.unique(donor_of[donor_of >= 0]).tolist():
        first[donor_of == one] = np.flatnonzero(donor_of == one)[0]
    return first
