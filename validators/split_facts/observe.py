"""See the rows of a dataset as a split sees them: a code on each axis."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.axes import AXES, AxisKind
from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.joint_keys import small_codes
from aivc.storage.model import ContainerKind
from aivc.validators.facts.row_names import row_names
from aivc.validators.split_facts.observe_axes import AxisLabels, label_axes
from aivc.validators.split_facts.observe_binding import (
    CONTROL,
    STRUCTURE,
    find_bindings,
    names_wanted,
    table_wanted,
)
from aivc.validators.split_facts.observe_card import CardTellings
from aivc.validators.split_facts.observe_chemistry import computed_axes, structures_by_name
from aivc.validators.split_facts.observe_context import identity_context
from aivc.validators.split_facts.observe_controls import ControlFinder, ControlRows
from aivc.validators.split_facts.observe_coordinates import find_coordinates
from aivc.validators.split_facts.observe_guides import targets_of_rows
from aivc.validators.split_facts.observe_identity import amounts_keys, resolved_keys, without
from aivc.validators.split_facts.observe_labelled import of_columns
from aivc.validators.split_facts.observe_libraries import sections_of_libraries
from aivc.validators.split_facts.observe_names import SeenRows
from aivc.validators.split_facts.observe_rows import is_asked, rows_as_axis
from aivc.validators.split_facts.observe_tables import (
    StackedColumns,
    annotating_tables,
    observed_columns,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.splits.identity.context import IdentityContext
    from aivc.splits.observations import AxisKeys, Observations
    from aivc.storage.model import Dataset, Frame
    from aivc.validators.facts.aligned_columns import AlignedColumns
    from aivc.validators.split_facts.observe_binding import Bindings

MARKS = (CONTROL, STRUCTURE)
"""Roles that tell no axis; where they are bound and cannot be used, that is said all the same."""

AMOUNTS = frozenset({"dose", "time"})
HAS_MEMBERS = ("agent", "target", "guide", "condition")
"""Axes that may tell combinations, the first that does is taken."""

NO_ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def observe(
    dataset: Dataset,
    card: DatasetCard,
    manifest: SplitManifest | None = None,
    guessed_roles: Mapping[str, tuple[str, ...]] | None = None,
    tables: Sequence[str] = (),
) -> Observations:
    """Find the value of every row on every axis that the dataset says something about.

    What the manifest binds goes before what the card binds, that before columns of the standard,
    these before what entities of the card tell, and that before guesses.

    Parameters
    ----------
    dataset
        The container; obs is read column by column, and no matrix but places.
    card
        The card, as far as it can be read; an empty one where there is none.
    manifest
        The header of a manifest.
    guessed_roles
        Columns by role, as guessed from their names.
    tables
        Tables of a spatial store whose rows are divided, as assignments name them; what the
        binding of the manifest names goes before.

    Raises
    ------
    UnreadableInputError
        The container has no obs.
    """
    guessed = guessed_roles or NO_ROLES
    bound = table_wanted(manifest)
    columns = observed_columns(
        dataset,
        names_wanted(card, manifest, guessed),
        (bound,) if bound else _spatial(dataset, tables),
    )
    if columns is None:
        msg = f"{dataset.path} has no obs, so there is nothing to divide"
        raise UnreadableInputError(msg)
    bindings = find_bindings(card, manifest, guessed, columns)
    tellings = CardTellings(card, columns, bindings)
    named = label_axes(columns, bindings, tellings)
    context = identity_context(card, manifest, bindings, named, columns, dataset)
    keys = _resolve(named, bindings, context)
    structures, not_computed = _compute(keys, named, context, manifest)
    controls = _controls(card, manifest, columns, bindings, tellings, named, keys)
    keys |= _combinations(keys)
    keys = _without_controls(keys, controls)
    frame = columns.base.frame
    if is_asked(manifest) and "observation" not in {*keys, *named.absent}:
        keys |= {"observation": rows_as_axis(columns.n_rows, partial(_names, frame))}
    if "section" not in {*keys, *named.absent}:
        libraries = sections_of_libraries(dataset, columns)
        keys |= {} if libraries is None else {"section": libraries}
    places = find_coordinates(dataset, card, columns, manifest, keys)
    if places.sections is not None and "section" not in named.absent:
        keys.setdefault("section", places.sections)
    absent = {**named.absent, **not_computed, **_without_values(keys)}
    absent |= {role: bindings.absent[role] for role in MARKS if role in bindings.absent}
    if places.problem:
        absent["coordinates"] = places.problem
    return SeenRows(
        frame,
        n_rows=columns.n_rows,
        axes=MappingProxyType(
            {axis: keys[axis] for axis in AXES if axis in keys and keys[axis].levels}
        ),
        is_control=controls.rows,
        names_of=partial(_names, frame),
        column=partial(_column, columns),
        coordinates=places.coordinates,
        table=columns.base.table,
        segments=columns.segments if isinstance(columns, StackedColumns) else (),
        names_table=len(annotating_tables(dataset)) > 1,
        control_sources=controls.sources,
        absent=MappingProxyType(absent),
        structures=MappingProxyType(structures),
    )


def _spatial(dataset: Dataset, tables: Sequence[str]) -> Sequence[str]:
    """Modalities share their rows, whichever of them assignments are about."""
    return tables if dataset.kind is ContainerKind.SPATIALDATA else ()


def _resolve(
    named: AxisLabels, bindings: Bindings, context: IdentityContext
) -> dict[str, AxisKeys]:
    return {
        axis: amounts_keys(axis, labelled, bindings)
        if axis in AMOUNTS
        else resolved_keys(axis, labelled, context)
        for axis, labelled in named.labelled.items()
    }


def _compute(
    keys: dict[str, AxisKeys],
    named: AxisLabels,
    context: IdentityContext,
    manifest: SplitManifest | None,
) -> tuple[dict[str, str], dict[str, str]]:
    """Add axes that follow from others; return structures, and what could not be computed."""
    if "target" not in keys and "guide" in keys and "target" not in named.absent:
        target = targets_of_rows(named.labelled["guide"], keys["guide"], context)
        if target is not None:
            keys["target"] = target
    if "agent" not in keys:
        return {}, {}
    structures = structures_by_name(keys["agent"], context)
    axes, absent = computed_axes(keys["agent"], structures, manifest)
    for axis, computed in axes.items():
        if axis not in named.absent:
            keys.setdefault(axis, computed)
    return structures, {axis: why for axis, why in absent.items() if axis not in keys}


def _controls(
    card: DatasetCard,
    manifest: SplitManifest | None,
    columns: AlignedColumns,
    bindings: Bindings,
    tellings: CardTellings,
    named: AxisLabels,
    keys: Mapping[str, AxisKeys],
) -> ControlRows:
    finder = ControlFinder(columns.n_rows)
    interventions = {
        axis: labelled
        for axis, labelled in named.labelled.items()
        if AXES[axis].kind is AxisKind.INTERVENTION
    }
    if manifest is not None:
        finder.by_declared(interventions, manifest.control_labels)
    finder.by_conditions(card, tellings.owners("condition"))
    if CONTROL in bindings.roles:
        finder.by_mark(of_columns(bindings.roles[CONTROL], columns))
    finder.by_labels(keys, interventions)
    if "dose" in keys:
        finder.by_zero_dose(keys["dose"])
    return finder.result()


def _combinations(keys: Mapping[str, AxisKeys]) -> dict[str, AxisKeys]:
    """Return the axis of combinations: rows with two members or more."""
    for axis in HAS_MEMBERS:
        if axis not in keys:
            continue
        base = keys[axis]
        several = [k for k, members in enumerate(base.members) if len(members) > 1]
        if several:
            place = np.full(len(base.levels) + 1, -1, np.int64)
            place[several] = np.arange(len(several))
            place = small_codes(place, len(several))
            found = replace(
                base,
                axis="combination",
                codes=place[np.maximum(base.codes, -1)],
                levels=tuple(base.levels[k] for k in several),
                members=tuple(base.members[k] for k in several),
            )
            return {"combination": found}
    return {}


def _without_values(keys: Mapping[str, AxisKeys]) -> dict[str, str]:
    return {
        axis: f"{', '.join(each.columns) or 'the card'} tells no value of any row"
        for axis, each in keys.items()
        if not each.levels
    }


def _without_controls(keys: Mapping[str, AxisKeys], controls: ControlRows) -> dict[str, AxisKeys]:
    if not controls.rows.any():
        return dict(keys)
    return {
        axis: without(each, controls.rows) if AXES[axis].kind is AxisKind.INTERVENTION else each
        for axis, each in keys.items()
    }


def _names(frame: Frame, positions: Sequence[int]) -> tuple[str, ...]:
    return row_names(frame, positions).of(positions)


def _column(columns: AlignedColumns, name: str) -> tuple[NDArray[Any], tuple[str, ...]] | None:
    table = columns.table_with((name,))
    if table is None:
        return None
    column = columns.column(name, table)
    return column.codes, column.categories
