"""Which sections of tissue were cut one next to the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.joint_keys import joint_codes
from aivc.storage.keys.label_index import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, ScaleLink, ScaleUnitSet, SplitManifest
    from aivc.splits.observations import Observations

_NEIGHBOURS = 1.0
"""Positions are those in the series that was cut: the next section is one further."""


@dataclass(frozen=True, slots=True, eq=False)
class NeighbouringSections:
    """Sections, and which of them are neighbours.

    Attributes
    ----------
    codes
        Position in ``names`` of the section of each row, -1 where it has none.
    names, series
        What each section is called, and what it was cut from; empty where nobody says that.
    pairs
        Neighbours, as positions in ``names``.
    told_by
        ``section_position``, or the pointer of a link of the card.
    """

    codes: NDArray[np.int64]
    names: tuple[str, ...]
    series: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]
    told_by: str


def neighbouring_sections(
    observations: Observations, manifest: SplitManifest, card: DatasetCard | None
) -> tuple[list[NeighbouringSections], str]:
    """Find neighbouring sections by their positions, and by links of the card.

    Returns
    -------
    found
        One for each way in which neighbours are told.
    problem
        Why positions could not be judged, empty where they could or nobody gives any.
    """
    column = _position_column(manifest, card)
    laid, problem = (None, "") if column is None else _by_position(observations, column)
    found = [] if laid is None else [laid]
    for link in card.links if card is not None else ():
        if link.link_type == "serial_section" or link.pairing == "adjacent_section":
            told = _by_link(link, observations, card)
            found += [] if told is None else [told]
    return found, problem


def _position_column(manifest: SplitManifest, card: DatasetCard | None) -> str | None:
    """Return the column that is bound to ``section_position``, by the manifest before the card."""
    for binding in (manifest.binding, card.binding if card is not None else None):
        for key in binding.keys if binding is not None else ():
            if key.role == "section_position" and len(key.columns) == 1:
                return key.columns[0]
    return None


def _by_position(
    observations: Observations, column: str
) -> tuple[NeighbouringSections | None, str]:
    read = observations.column(column)
    if read is None:
        return None, ""
    codes, labels = read
    numbers = [number_of(label) for label in labels]
    used = np.unique(codes[codes >= 0]).tolist()
    if any(numbers[k] is None or not float(numbers[k] or 0).is_integer() for k in used):
        return None, "not_whole"
    axis = observations.axes.get("section")
    section = codes if axis is None else axis.codes
    names = tuple(f"position {label}" for label in labels) if axis is None else axis.levels
    series, series_names = _series(observations, section)
    if series is None and _several_share_a_position(section, codes):
        return None, "no_series"
    joint = joint_codes(
        [section, codes, np.zeros(len(codes), np.int8) if series is None else series]
    )
    is_known = joint.combinations.min(axis=1) >= 0
    number = np.where(is_known, np.cumsum(is_known) - 1, -1)
    sections = [
        (names[place], series_names[group], float(numbers[position] or 0))
        for place, position, group in joint.combinations[is_known].tolist()
    ]
    return NeighbouringSections(
        number[joint.codes].astype(np.int64),
        tuple(name for name, _, _ in sections),
        tuple(group for _, group, _ in sections),
        tuple(_next_to_one_another(sections)),
        "section_position",
    ), ""


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


def _next_to_one_another(
    sections: Sequence[tuple[str, str, float]],
) -> Iterator[tuple[int, int]]:
    by_series: dict[str, dict[float, list[int]]] = {}
    for number, (_, series, position) in enumerate(sections):
        by_series.setdefault(series, {}).setdefault(position, []).append(number)
    for _, by_position in sorted(by_series.items()):
        for here, there in pairwise(sorted(by_position)):
            if there - here <= _NEIGHBOURS:
                yield from (
                    (one, other) for one in by_position[here] for other in by_position[there]
                )


def _by_link(
    link: ScaleLink, observations: Observations, card: DatasetCard | None
) -> NeighbouringSections | None:
    """Return what a link between two sections tells, or one between all sections of a column."""
    sets = {found.unit_set_id: found for found in (card.unit_sets if card is not None else ())}
    source, target = sets.get(link.source_set), sets.get(link.target_set)
    if source is None or target is None:
        return None
    if source is target:
        return _by_partner(link, source, observations)
    ends = _rows_of(source, observations), _rows_of(target, observations)
    if ends[0] is None or ends[1] is None:
        return None
    codes = np.where(ends[0], np.int64(0), np.where(ends[1], np.int64(1), np.int64(-1)))
    names = (link.source_set or "", link.target_set or "")
    return NeighbouringSections(codes, names, ("", ""), ((0, 1),), link.pointer)


def _by_partner(
    link: ScaleLink, units: ScaleUnitSet, observations: Observations
) -> NeighbouringSections | None:
    """Return what a column tells that names for each row the section next to its own."""
    own = None if units.unit_id_column is None else observations.column(units.unit_id_column)
    partner = None if link.partner_column is None else observations.column(link.partner_column)
    if own is None or partner is None:
        return None
    codes, names = own
    place = {name: number for number, name in enumerate(names)}
    next_to = np.array([*(place.get(label, -1) for label in partner[1]), -1], np.int64)
    pairs = joint_codes([codes, next_to[partner[0]]]).combinations
    known = {(min(a, b), max(a, b)) for a, b in pairs.tolist() if min(a, b) >= 0 and a != b}
    return NeighbouringSections(
        codes.astype(np.int64), tuple(names), ("",) * len(names), tuple(sorted(known)), link.pointer
    )


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
