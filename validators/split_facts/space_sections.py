"""Find sections of tissue that lie next to one another and are in two parts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.joint_keys import joint_codes
from aivc.storage.keys.label_index import number_of
from aivc.validators.split_facts.space_facts import AdjacentSections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, ScaleLink, ScaleUnitSet, SplitManifest
    from aivc.splits.observations import Observations, Partitioning
    from aivc.validators.split_facts.model import Pair

_NEIGHBOURS = 1.0
"""Positions are those in the series that was cut: the next section is one further."""


@dataclass(frozen=True, slots=True)
class FoundSections:
    """Neighbouring sections in two parts, and why positions could not be judged, if so."""

    adjacent: tuple[AdjacentSections, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    """One section: where it lies, and for each part whether it has rows there."""

    name: str
    series: str
    position: float
    is_in: NDArray[np.bool_]


def adjacent_sections(
    observations: Observations,
    partitioning: Partitioning,
    pairs: Sequence[Pair],
    manifest: SplitManifest,
    card: DatasetCard | None,
) -> FoundSections:
    """Find neighbouring sections in two parts, by their positions and by links of the card.

    A section that is in both parts itself is not named: what it shares is told as its own.
    """
    found: list[AdjacentSections] = []
    column = _position_column(manifest, card)
    problem = ""
    if column is not None:
        sections, problem = _sections(observations, partitioning, column)
        found.extend(_across(_neighbours(sections), pairs, "section_position"))
    for link in card.links if card is not None else ():
        if link.link_type == "serial_section" or link.pairing == "adjacent_section":
            ends = _ends(link, observations, partitioning, card)
            if ends is not None:
                found.extend(_across([ends], pairs, link.pointer))
    return FoundSections(tuple(found), problem)


def _position_column(manifest: SplitManifest, card: DatasetCard | None) -> str | None:
    """Return the column that is bound to ``section_position``, by the manifest before the card."""
    for binding in (manifest.binding, card.binding if card is not None else None):
        for key in binding.keys if binding is not None else ():
            if key.role == "section_position" and len(key.columns) == 1:
                return key.columns[0]
    return None


def _sections(
    observations: Observations, partitioning: Partitioning, column: str
) -> tuple[list[_Section], str]:
    read = observations.column(column)
    if read is None:
        return [], ""
    codes, labels = read
    numbers = [number_of(label) for label in labels]
    used = np.unique(codes[codes >= 0]).tolist()
    if any(numbers[k] is None or not float(numbers[k] or 0).is_integer() for k in used):
        return [], "not_whole"
    axis = observations.axes.get("section")
    section = codes if axis is None else axis.codes
    names = tuple(f"position {label}" for label in labels) if axis is None else axis.levels
    series, series_names = _series(observations, section)
    if series is None and _several_share_a_position(section, codes):
        return [], "no_series"
    keys = [section, codes, np.zeros(len(codes), np.int8) if series is None else series]
    joint = joint_codes([*keys, partitioning.codes])
    found: dict[tuple[int, int, int], NDArray[np.bool_]] = {}
    for place, position, group, part in joint.combinations.tolist():
        if min(place, position, group, part) >= 0:
            is_in = found.setdefault(
                (place, position, group), np.zeros(len(partitioning.names), bool)
            )
            is_in[part] = True
    return [
        _Section(names[place], series_names[group], float(numbers[position] or 0), is_in)
        for (place, position, group), is_in in found.items()
    ], ""


def _series(
    observations: Observations, section: NDArray[Any]
) -> tuple[NDArray[Any] | None, tuple[str, ...]]:
    """Return what sections were cut from: the finest axis of which a value has several."""
    for name in ("sample", "donor"):
        axis = observations.axes.get(name)
        if axis is not None and _has_several(axis.codes, section):
            return axis.codes, axis.levels
    donor = observations.axes.get("donor")
    if donor is not None:
        return donor.codes, donor.levels
    return None, ("",)


def _has_several(groups: NDArray[Any], section: NDArray[Any]) -> bool:
    held = [g for g, s in joint_codes([groups, section]).combinations.tolist() if min(g, s) >= 0]
    return len(held) > len(set(held))


def _several_share_a_position(section: NDArray[Any], position: NDArray[Any]) -> bool:
    return _has_several(position, section)


def _neighbours(sections: Sequence[_Section]) -> Iterator[tuple[_Section, _Section]]:
    by_series: dict[str, dict[float, list[_Section]]] = {}
    for section in sections:
        by_series.setdefault(section.series, {}).setdefault(section.position, []).append(section)
    for _, by_position in sorted(by_series.items()):
        for here, there in pairwise(sorted(by_position)):
            if there - here <= _NEIGHBOURS:
                for one in by_position[here]:
                    yield from ((one, other) for other in by_position[there])


def _across(
    neighbours: Iterator[tuple[_Section, _Section]] | list[tuple[_Section, _Section]],
    pairs: Sequence[Pair],
    told_by: str,
) -> Iterator[AdjacentSections]:
    for one, other in neighbours:
        for pair in pairs:
            for mine, theirs in ((one, other), (other, one)):
                is_across = mine.is_in[pair.evaluated] and theirs.is_in[pair.reference]
                if is_across and not _straddles(mine, pair) and not _straddles(theirs, pair):
                    yield AdjacentSections(pair, mine.name, theirs.name, mine.series, told_by)


def _straddles(section: _Section, pair: Pair) -> bool:
    return bool(section.is_in[pair.evaluated] and section.is_in[pair.reference])


def _ends(
    link: ScaleLink,
    observations: Observations,
    partitioning: Partitioning,
    card: DatasetCard | None,
) -> tuple[_Section, _Section] | None:
    sets = {found.unit_set_id: found for found in (card.unit_sets if card is not None else ())}
    ends = []
    for name in (link.source_set, link.target_set):
        units = sets.get(name)
        rows = None if units is None else _rows_of(units, observations)
        if rows is None or name is None:
            return None
        present = np.unique(partitioning.codes[rows])
        is_in = np.zeros(len(partitioning.names), bool)
        is_in[present[present >= 0]] = True
        ends.append(_Section(name, "", 0.0, is_in))
    return ends[0], ends[1]


def _rows_of(units: ScaleUnitSet, observations: Observations) -> NDArray[np.bool_] | None:
    """Return the rows of a set of units, None where nothing says which they are."""
    wanted = [(match.column, match.column_value) for match in units.matches]
    if units.region_column and units.element:
        wanted.append((units.region_column, units.element.rsplit("/", 1)[-1]))
    rows = np.ones(observations.n_rows, bool)
    for column, value in wanted:
        read = observations.column(column) if column is not None else None
        if read is None:
            return None
        codes, labels = read
        means = [k for k, label in enumerate(labels) if _is_meant(label, value)]
        rows &= np.isin(codes, means)
    return rows if wanted else None


def _is_meant(label: str, value: object) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_of(label) == float(value)
    return label == str(value)
