"""Turn what rows are called into what they are: labels into canonical values of an axis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.axes import AXES, AxisKind
from aivc.splits.identity.controls import Controls
from aivc.splits.identity.model import Doubt, Resolution
from aivc.splits.identity.resolve import resolve_axis
from aivc.splits.identity.spelling import is_missing
from aivc.splits.observations import AxisKeys
from aivc.storage.keys.joint_keys import chunks, small_codes
from aivc.validators.split_facts.observe_quantities import HOURS, amounts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.identity.context import IdentityContext
    from aivc.validators.split_facts.observe_binding import Bindings
    from aivc.validators.split_facts.observe_labelled import Labelled

MOST_RESOLVED = 200_000
"""Labels beyond which an axis names rows; its labels are then taken as they are."""

MOST_SHOWN = 5

JOIN = "+"


def amounts_keys(axis: str, labelled: Labelled, bindings: Bindings) -> AxisKeys:
    """Resolve doses or times: labels of one amount are one value."""
    is_time = axis == "time"
    found = amounts_of(
        labelled.labels,
        bare_unit=bindings.time_unit if is_time else bindings.dose_unit,
        # What a card says is UCUM; a binding says how the columns are written.
        dialect="ucum" if labelled.source == "card" else bindings.dialect,
        preferred=HOURS if is_time else bindings.dose_unit,
    )
    keys = keys_of(axis, labelled, found.resolution)
    return replace(keys, numbers=found.numbers, unit=found.unit)


def resolved_keys(axis: str, labelled: Labelled, context: IdentityContext) -> AxisKeys:
    """Resolve the labels of any other axis."""
    if len(labelled.labels) > MOST_RESOLVED:
        return keys_of(axis, labelled, _as_written(axis, labelled.labels, context))
    if labelled.members is not None:
        resolution = _of_members(axis, labelled.members, context)
    else:
        resolution = resolve_axis(axis, labelled.labels, context)
    return keys_of(axis, labelled, resolution)


def without(keys: AxisKeys, rows: NDArray[np.bool_]) -> AxisKeys:
    """Take their value from some rows."""
    codes = keys.codes.copy()
    for part in chunks(len(codes)):
        codes[part][rows[part]] = -1
    return replace(keys, codes=codes)


def keys_of(axis: str, labelled: Labelled, resolution: Resolution) -> AxisKeys:
    """Give each row the level that its label was resolved to."""
    return AxisKeys(
        axis,
        placed(labelled.codes, resolution.place, len(resolution.names)),
        resolution.names,
        labelled.columns,
        labelled.source,
        members=resolution.members if AXES[axis].kind is AxisKind.INTERVENTION else (),
        resolution=resolution,
    )


def placed(
    codes: NDArray[np.signedinteger[Any]], place: Sequence[int], n_levels: int
) -> NDArray[np.signedinteger[Any]]:
    """Replace codes of labels by codes of levels."""
    table = np.append(np.asarray(place, np.int64), -1)
    if np.array_equal(table[:-1], np.arange(len(place))):
        return codes
    table = small_codes(table, n_levels)
    found = np.empty(len(codes), table.dtype)
    for part in chunks(len(codes)):
        # A negative code, whatever its reason, is the last place.
        found[part] = table[np.maximum(codes[part], -1)]
    return found


def _as_written(axis: str, labels: Sequence[str], context: IdentityContext) -> Resolution:
    """Take labels as they are written: so many name rows, or groups of rows, by number."""
    is_control = Controls.of(context.control_labels)
    has_controls = AXES[axis].kind is AxisKind.INTERVENTION
    controls = [label for label in labels if has_controls and is_control(label)]
    left_out = set(controls)
    places: dict[str, int] = {}
    place = tuple(
        -1 if label in left_out or is_missing(label) else places.setdefault(label, len(places))
        for label in labels
    )
    doubt = Doubt(
        "unresolved",
        tuple(labels[:MOST_SHOWN]),
        f"there are more than {MOST_RESOLVED:,} labels; they are compared as they are written",
        len(labels),
    )
    return Resolution(tuple(places), place, controls=tuple(sorted(left_out)), doubts=(doubt,))


def _of_members(
    axis: str, members: Sequence[tuple[str, ...]], context: IdentityContext
) -> Resolution:
    """Resolve labels whose members are known, member by member."""
    labels = tuple(sorted({member for each in members for member in each}))
    single = resolve_axis(axis, labels, context)
    parts = {
        label: single.members[place] if place >= 0 else ()
        for label, place in zip(labels, single.place, strict=True)
    }
    sets = [tuple(sorted({name for member in each for name in parts[member]})) for each in members]
    names = {JOIN.join(each): each for each in sets if each}
    places = {name: k for k, name in enumerate(sorted(names))}
    return Resolution(
        names=tuple(places),
        place=tuple(places[JOIN.join(each)] if each else -1 for each in sets),
        members=tuple(names[name] for name in places),
        controls=single.controls,
        separator=single.separator,
        separator_source=single.separator_source,
        merges=single.merges,
        doubts=single.doubts,
    )
