"""What rows are called on every axis."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.validators.split_facts.observe_binding import GROUPING, ROLE_OF_AXIS
from aivc.validators.split_facts.observe_labelled import (
    Labelled,
    of_columns,
    of_member_columns,
    of_wells,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.validators.facts.aligned_columns import AlignedColumns
    from aivc.validators.split_facts.observe_binding import Bindings
    from aivc.validators.split_facts.observe_card import CardTellings

NEVER = frozenset({"observation", "combination"})
"""Axes that follow from others."""

DERIVED = frozenset({"spatial_block", "compound_cluster"})
"""Axes that no role stands for; columns that define the groups of a split may tell them."""

HAS_MEMBERS = frozenset({"agent", "target", "guide"})
"""Axes of which several columns hold a member each."""

POSITION = re.compile(r"[A-P]{1,2}0*\d{1,2}", re.IGNORECASE)
"""Name of a well within its plate, up to 1536 wells."""


@dataclass(frozen=True, slots=True)
class AxisLabels:
    """Labels by axis, and axes that are there and cannot be used, with the reason."""

    labelled: Mapping[str, Labelled]
    absent: Mapping[str, str]


def label_axes(columns: AlignedColumns, bindings: Bindings, tellings: CardTellings) -> AxisLabels:
    """Find what rows are called on every axis that somebody tells."""
    labelled: dict[str, Labelled] = {}
    absent: dict[str, str] = {}
    for axis in AXES:
        role = ROLE_OF_AXIS.get(axis, axis)
        if axis in NEVER or (axis in DERIVED and role not in bindings.roles):
            continue
        if role in bindings.absent:
            absent[axis] = bindings.absent[role]
            continue
        found = _labelled(axis, role, columns, bindings, tellings)
        if found is not None:
            labelled[axis] = found
    if "well" in labelled:
        _place_wells(labelled, absent)
    return AxisLabels(labelled, absent)


def _labelled(
    axis: str,
    role: str,
    columns: AlignedColumns,
    bindings: Bindings,
    tellings: CardTellings,
) -> Labelled | None:
    bound = bindings.roles.get(role)
    if bound is None or bound.source in {"guessed", GROUPING}:
        told = tellings.labelled(axis)
        if told is not None or bound is None:
            return told
    if bound.source == GROUPING:
        bound = replace(bound, source="bound")
    read = of_member_columns if axis in HAS_MEMBERS else of_columns
    return read(bound, columns)


def _place_wells(labelled: dict[str, Labelled], absent: dict[str, str]) -> None:
    """Name wells by plate and position; positions without a plate name no well."""
    wells, plates = labelled["well"], labelled.get("plate")
    if plates is not None:
        if set(plates.columns) - set(wells.columns) or not plates.columns:
            labelled["well"] = of_wells(wells, plates)
    elif wells.labels and all(POSITION.fullmatch(label.strip()) for label in wells.labels):
        absent["well"] = (
            f"{', '.join(wells.columns)} holds positions such as {wells.labels[0]} and no plate is "
            "known, so that wells of one position on two plates look alike; bind the role plate"
        )
        del labelled["well"]
