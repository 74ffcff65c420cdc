"""The same views and queries under other names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.evaluation.units import Intervention
from aivc.reference_models.conformance.settings.rows import with_own_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import Inputs, Queries, TrainingView


def other_names(names: Iterable[str], prefix: str) -> dict[str, str]:
    """Give each name another, so that what came first in the alphabet comes last.

    Examples
    --------
    >>> other_names(["alder", "cedar"], "agent")
    {'alder': 'agent_001', 'cedar': 'agent_000'}
    """
    ordered = sorted(set(names))
    last = len(ordered) - 1
    return {name: f"{prefix}_{last - place:03d}" for place, name in enumerate(ordered)}


def with_other_units(view: TrainingView, queries: Queries) -> tuple[TrainingView, Queries]:
    """Rename units, in inputs and in references to controls too."""
    inputs = () if view.inputs is None else view.inputs.unit_ids
    known = (unit.unit_id for unit in (*view.units, *queries.units))
    names = other_names((*known, *inputs), "unit")

    def renamed(unit: Unit) -> Unit:
        return replace(
            unit, unit_id=names[unit.unit_id], control=names.get(unit.control, unit.control)
        )

    def inputs_of(inputs: Inputs | None) -> Inputs | None:
        if inputs is None:
            return None
        return replace(inputs, unit_ids=tuple(names[name] for name in inputs.unit_ids))

    other = replace(
        view,
        units=tuple(map(renamed, view.units)),
        inputs=inputs_of(view.inputs),
        clusters=tuple(names.get(name, name) for name in view.clusters),
    )
    asked = replace(
        queries, units=tuple(map(renamed, queries.units)), inputs=inputs_of(queries.inputs)
    )
    return with_own_digest(other), asked


def with_other_labels(view: TrainingView, queries: Queries) -> tuple[TrainingView, Queries]:
    """Rename agents, and the values on every axis of context.

    Where agents are features, such as genes, features are renamed with them.
    """
    units = (*view.units, *queries.units)
    axes = sorted({axis for unit in units for axis in unit.context})
    values = {
        axis: other_names((unit.context[axis] for unit in units if axis in unit.context), axis)
        for axis in axes
    }

    def elsewhere(unit: Unit) -> Unit:
        context = {axis: values[axis][value] for axis, value in unit.context.items()}
        return replace(unit, context=context)

    agents = {agent for unit in units for agent in unit.intervention.agents}
    shared = agents.intersection(view.features)
    if shared:
        view, queries = with_other_features(view, queries)
    others = other_names(agents - shared, "agent")
    clusters = other_names(view.clusters, "cluster")
    other = replace(
        view,
        units=tuple(elsewhere(_with_agents(unit, others)) for unit in view.units),
        clusters=tuple(clusters[name] for name in view.clusters),
    )
    asked = tuple(elsewhere(_with_agents(unit, others)) for unit in queries.units)
    return with_own_digest(other), replace(queries, units=asked)


def with_other_features(view: TrainingView, queries: Queries) -> tuple[TrainingView, Queries]:
    """Rename features of states and of inputs, and agents that are features.

    Those of an endpoint keep their names, because they have a meaning.
    """
    inputs = () if view.inputs is None else view.inputs.features
    names = other_names((*view.features, *inputs), "feature")
    is_endpoint = view.features != queries.features

    def inputs_of(inputs: Inputs | None) -> Inputs | None:
        return None if inputs is None else replace(inputs, features=_of(inputs.features, names))

    other = replace(
        view,
        units=tuple(_with_agents(unit, names) for unit in view.units),
        features=view.features if is_endpoint else _of(view.features, names),
        inputs=inputs_of(view.inputs),
    )
    asked = replace(
        queries,
        units=tuple(_with_agents(unit, names) for unit in queries.units),
        features=queries.features if is_endpoint else _of(queries.features, names),
        inputs=inputs_of(queries.inputs),
    )
    return with_own_digest(other), asked


def _with_agents(unit: Unit, names: Mapping[str, str]) -> Unit:
    steps = (
        replace(step, agent=names.get(step.agent, step.agent)) for step in unit.intervention.steps
    )
    return replace(unit, intervention=Intervention(tuple(steps)))


def _of(features: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[feature] for feature in features)
