"""Ways between scales: declared links, keys that every row carries, and the search for a way."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aivc.validators.grammar.composition import KEYS
from aivc.validators.grammar.scales import PROJECT, operator_between, rank_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard

ROLE_OF_SCALE = {
    "sample": "sample",
    "organism": "donor",
    "well": "well",
    "plate": "plate",
    "section": "section",
}
"""Scales whose units the rows name by a key; rows are summed up to them without a link."""

INTO_IMAGES = frozenset({"spot_to_image_region", "cell_to_image_region", "cell_to_image_object"})
"""Links that name the part of an image that each unit is."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One step between scales.

    Attributes
    ----------
    name
        Identifier of the link, or the key that links; empty where nothing was declared.
    operator
        ``project``, ``lift`` or ``same_scale``.
    source, target
        Scales.
    has_coverage
        Whether the card says how many units are linked; of a key the rows say it.
    """

    name: str
    operator: str
    source: str
    target: str
    has_coverage: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class _Edge:
    anchor: Anchor
    source_set: str
    target_set: str
    link_type: str = ""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What links the scales of a dataset.

    Attributes
    ----------
    scale_of_set
        Scale by identifier of the unit set.
    keys
        Key by the scale whose units it names.
    """

    edges: tuple[_Edge, ...]
    scale_of_set: Mapping[str, str]
    keys: Mapping[str, str]

    def out_of_images(self) -> Anchors:
        """Return the same with links into images taken backwards too.

        The part of an image that a unit is can be cut out of the image; what was summed up into a
        row of a table cannot be cut out of it.
        """
        backwards = [
            _Edge(_turned(edge.anchor), edge.target_set, edge.source_set, edge.link_type)
            for edge in self.edges
            if edge.link_type in INTO_IMAGES
        ]
        return replace(self, edges=(*self.edges, *backwards))

    def way(
        self, start: str, target: str, start_set: str | None = None
    ) -> tuple[Anchor, ...] | None:
        """Return the shortest way from one scale to another.

        Parameters
        ----------
        start, target
            Scales.
        start_set
            Unit set to start from; any set of the start scale where it is None or not declared.

        Returns
        -------
        tuple of Anchor or None
            In the order in which the operators are applied; empty where the scales are equal;
            None where there is no way. A way of which all coverage is known comes before others.
        """
        known = self._way(start, target, start_set, only_known=True)
        return known if known is not None else self._way(start, target, start_set, only_known=False)

    def _way(
        self, start: str, target: str, start_set: str | None, *, only_known: bool
    ) -> tuple[Anchor, ...] | None:
        first = start_set if self.scale_of_set.get(start_set or "") == start else None
        taken: tuple[Anchor, ...] = ()
        waiting = deque([(start, first, taken)])
        seen = {(start, first)}
        while waiting:
            scale, unit_set, taken = waiting.popleft()
            if scale == target:
                return taken
            for anchor, reached in self._onwards(scale, unit_set, target):
                if only_known and not anchor.has_coverage:
                    continue
                place = (anchor.target, reached)
                if place not in seen:
                    seen.add(place)
                    waiting.append((*place, (*taken, anchor)))
        return None

    def _onwards(
        self, scale: str, unit_set: str | None, end: str
    ) -> Iterator[tuple[Anchor, str | None]]:
        for edge in self.edges:
            is_source = edge.source_set == unit_set
            if is_source or (unit_set is None and edge.anchor.source == scale):
                yield edge.anchor, edge.target_set
        for target, key in self.keys.items():
            # Summing up beyond what is asked for and lifting back again is nothing that rows do
            # by themselves; who means it declares it.
            is_beyond = operator_between(end, target) == PROJECT
            if operator_between(scale, target) == PROJECT and not is_beyond:
                yield Anchor(key, PROJECT, scale, target), None


def anchors_of(card: DatasetCard, obs_columns: frozenset[str] = frozenset()) -> Anchors:
    """Return what links the scales of a card.

    Samples and donors of the card, bound roles, and the standard's own key columns link every row
    to its sample, donor, well or section; the row's coverage is counted where these are assigned.

    Parameters
    ----------
    card
        The card.
    obs_columns
        Names of the columns of obs, of all tables.
    """
    scale_of_set = {
        unit_set.unit_set_id: unit_set.scale
        for unit_set in card.unit_sets
        if unit_set.unit_set_id is not None and unit_set.scale is not None
    }
    edges = tuple(_edges(card, scale_of_set))
    return Anchors(edges, scale_of_set, dict(_keys(card, obs_columns)))


def _edges(card: DatasetCard, scale_of_set: Mapping[str, str]) -> Iterator[_Edge]:
    for link in card.links:
        source, target = link.source_set or "", link.target_set or ""
        if source in scale_of_set and target in scale_of_set:
            scales = scale_of_set[source], scale_of_set[target]
            operator = operator_between(*scales)
            if operator is not None:
                is_known = link.coverage is not None
                anchor = Anchor(link.link_id or "", operator, *scales, has_coverage=is_known)
                yield _Edge(anchor, source, target, link.link_type or "")


def _turned(anchor: Anchor) -> Anchor:
    source, target = anchor.target, anchor.source
    operator = operator_between(source, target) or anchor.operator
    return replace(anchor, operator=operator, source=source, target=target)


def _keys(card: DatasetCard, obs_columns: frozenset[str]) -> Iterator[tuple[str, str]]:
    bound = {key.role: key.columns for key in (card.binding.keys if card.binding else ())}
    listed = {"sample": card.samples, "organism": card.donors}
    for scale, role in ROLE_OF_SCALE.items():
        if bound.get(role):
            yield scale, "+".join(bound[role])
        elif KEYS[scale] in obs_columns or listed.get(scale):
            yield scale, KEYS[scale]
    # A dataset is of the individuals that it holds.
    yield "cohort", "all observations"


def is_finer(scale: str | None, other: str | None) -> bool:
    """Tell whether a scale is finer than another; False where either is unknown."""
    one, two = rank_of(scale), rank_of(other)
    return one is not None and two is not None and one < two
