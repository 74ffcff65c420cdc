"""Find sections of tissue that lie next to one another and are in two parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.components import connected
from aivc.storage.keys.joint_keys import joint_codes
from aivc.validators.split_facts.section_layout import neighbouring_sections
from aivc.validators.split_facts.space_facts import AdjacentSections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.splits.observations import Observations, Partitioning
    from aivc.validators.split_facts.model import Pair
    from aivc.validators.split_facts.section_layout import NeighbouringSections


@dataclass(frozen=True, slots=True)
class FoundSections:
    """Neighbouring sections in two parts, and why positions could not be judged, if so."""

    adjacent: tuple[AdjacentSections, ...] = ()
    problem: str = ""


def adjacent_sections(
    observations: Observations,
    partitioning: Partitioning,
    pairs: Sequence[Pair],
    manifest: SplitManifest,
    card: DatasetCard | None,
) -> FoundSections:
    """Find neighbouring sections in two parts, by their positions and by links of the card.

    A section that is in both parts itself is not named: what it shares is told as its own. Only
    where blocks are held out it is: a block of the section next to it shows the same tissue.
    """
    told, problem = neighbouring_sections(observations, manifest, card)
    by_blocks = manifest.unit_of_split == "spatial_block"
    found: dict[tuple[Pair, str, str], AdjacentSections] = {}
    for sections in told:
        for each in _across(sections, partitioning, pairs):
            if by_blocks or not each[1]:
                one = each[0]
                found.setdefault((one.pair, one.evaluated, one.reference), one)
    return FoundSections(tuple(found.values()), problem)


def series_of_sections(
    observations: Observations, manifest: SplitManifest, card: DatasetCard | None
) -> NDArray[np.int64]:
    """Return one code for all rows of sections that were cut one after the other, else -1."""
    told, _ = neighbouring_sections(observations, manifest, card)
    starts = np.cumsum([0, *(len(sections.names) for sections in told)]).tolist()
    edges = [
        (start + one, start + other)
        for start, sections in zip(starts, told, strict=False)
        for one, other in sections.pairs
    ]
    node = np.full(observations.n_rows, -1, np.int64)
    if not edges:
        return node
    for start, sections in zip(starts, told, strict=False):
        mine = np.where(sections.codes >= 0, sections.codes + start, -1)
        both = joint_codes([node, mine]).combinations.tolist()
        edges += [(one, other) for one, other in both if min(one, other) >= 0]
        node = np.where(node >= 0, node, mine)
    ends = np.array(edges, np.int64)
    label = connected(starts[-1], ends[:, 0], ends[:, 1])
    has_neighbours = np.zeros(starts[-1], bool)
    has_neighbours[label[ends.ravel()]] = True
    return np.append(np.where(has_neighbours[label], label, -1), -1)[node]


def _across(
    sections: NeighbouringSections, partitioning: Partitioning, pairs: Sequence[Pair]
) -> Iterator[tuple[AdjacentSections, bool]]:
    """Yield neighbours in two parts, and whether one of them is in both parts itself."""
    n_parts = len(partitioning.names)
    is_in = np.zeros((len(sections.names), n_parts + 1), bool)
    known = sections.codes >= 0
    is_in[sections.codes[known], partitioning.codes[known]] = True
    for ends in sections.pairs:
        for pair in pairs:
            for mine, theirs in (ends, ends[::-1]):
                if is_in[mine, pair.evaluated] and is_in[theirs, pair.reference]:
                    both = list(ends)
                    straddles = is_in[both, pair.evaluated] & is_in[both, pair.reference]
                    names = sections.names[mine], sections.names[theirs], sections.series[mine]
                    yield AdjacentSections(pair, *names, sections.told_by), bool(straddles.any())
