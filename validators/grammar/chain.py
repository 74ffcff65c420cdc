"""The chain of operators behind every table, image and readout of a card.

For each table or image and family of conditions::

    observation = Measure[modality, scale] ∘ (Project | Lift)[anchor]* ∘ Intervene[events]* (state)

and for each readout and table or image that it is computed from::

    readout = Readout[method, scale] ∘ (Project | Lift)[anchor]* (observation)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.generated.views import ModalityImage
from aivc.validators.grammar.anchors import Anchor, Anchors, anchors_of, is_finer
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.composing import Gap
from aivc.validators.grammar.families import Family, families_of
from aivc.validators.grammar.observed import (
    inputs_of,
    observed_by_path,
    observed_in,
    path_of,
)
from aivc.validators.grammar.operators import (
    UNKNOWN,
    Intervene,
    Measure,
    Observation,
    Operator,
    ReadOut,
    Rescale,
    State,
)
from aivc.validators.grammar.reach import scale_of_table, way_to_readout, way_to_table
from aivc.validators.grammar.scales import LIFT, operator_between

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard, MeasurementOperator, Readout
    from aivc.validators.facts.model import Facts
    from aivc.validators.grammar.observed import Observed


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain.

    Attributes
    ----------
    result
        Path of the table or image, or identifier of the readout.
    conditions
        Identifiers of the conditions of the family; empty for a readout, and where the card has
        no conditions.
    harvest
        Times of harvest of the family in words, such as ``2, 8, 24 h``; empty where unknown.
    operators
        Outermost first, as they are written: the last one is applied first.
    start
        What the last operator is applied to.
    """

    result: str
    conditions: tuple[str, ...]
    harvest: str
    operators: tuple[Operator, ...]
    start: State | Observation


def chains_of(card: DatasetCard, facts: Facts | None = None) -> tuple[Chain, ...]:
    """Return the chains of tables and images, by family of conditions, then those of readouts.

    Parameters
    ----------
    card
        The card.
    facts
        Where given, key columns of obs count as links to samples, donors, wells and sections.
    """
    anchors = anchors_of(card, obs_columns_of(facts))
    operators = operators_by_id(card)
    families = families_of(card, applications_of(card)) or (Family((), (), "", None, ""),)
    observed = [
        _observation(one, operators.get(one.measured_by or ""), family, anchors)
        for one in observed_in(card)
        for family in families
    ]
    by_path = observed_by_path(card)
    read = [
        _readout(readout, one, operators, anchors)
        for readout in card.readouts
        # A readout whose inputs the card does not have still has a chain, of one unknown.
        for one in tuple(one for _, one in inputs_of(readout, by_path)) or (None,)
    ]
    return (*observed, *read)


def operators_by_id(card: DatasetCard) -> dict[str, MeasurementOperator]:
    """Return the measurement operators of a card by id; where one is repeated, the first."""
    found: dict[str, MeasurementOperator] = {}
    for operator in card.operators:
        if operator.operator_id is not None:
            found.setdefault(operator.operator_id, operator)
    return found


def obs_columns_of(facts: Facts | None) -> frozenset[str]:
    """Return the names of the columns of obs, of all tables and of the one that they share."""
    if facts is None:
        return frozenset()
    names = {column.name for table in facts.tables.values() for column in table.obs_columns}
    return frozenset(names | set(facts.shared_obs.columns if facts.shared_obs else ()))


def _observation(
    observed: Observed, operator: MeasurementOperator | None, family: Family, anchors: Anchors
) -> Chain:
    measured_at = operator.scale if operator is not None else None
    after = way_to_table(observed, operator, anchors) if operator is not None else ()
    state_at = family.acts_at if is_finer(family.acts_at, measured_at) else measured_at
    before = _before_measuring(state_at, measured_at, anchors)
    modality = (operator.operator_type if operator is not None else None) or UNKNOWN
    operators: list[Operator] = [
        *reversed(_rescales(after)),
        Measure(modality, measured_at or UNKNOWN),
        *reversed(_rescales(before)),
    ]
    if family.events:
        operators.append(Intervene(family.events, family.acts_at or UNKNOWN))
    return Chain(
        path_of(observed) or UNKNOWN,
        family.conditions,
        family.harvest,
        tuple(operators),
        State(family.context, state_at or UNKNOWN),
    )


def _before_measuring(
    state_at: str | None, measured_at: str | None, anchors: Anchors
) -> tuple[Anchor, ...] | Gap:
    if state_at is None or measured_at is None or state_at == measured_at:
        return ()
    way = anchors.way(state_at, measured_at)
    operator = operator_between(state_at, measured_at)
    return way if way is not None else Gap(operator or "", state_at, measured_at)


def _readout(
    readout: Readout,
    observed: Observed | None,
    operators: dict[str, MeasurementOperator],
    anchors: Anchors,
) -> Chain:
    scale: str | None = None
    way: tuple[Anchor, ...] | Gap = ()
    if observed is not None:
        scale = scale_of_table(observed, operators.get(observed.measured_by or ""), anchors)
    if observed is not None and scale is not None:
        way = way_to_readout(readout, scale, observed, anchors)
    kind = readout.readout_type or UNKNOWN
    method = readout.readout_method or kind
    path = path_of(observed) if observed is not None else None
    return Chain(
        readout.readout_id or UNKNOWN,
        (),
        "",
        (ReadOut(method, readout.output_scale or UNKNOWN, kind), *reversed(_rescales(way))),
        Observation(
            path or UNKNOWN,
            scale or UNKNOWN,
            "image" if isinstance(observed, ModalityImage) else "table",
        ),
    )


def _rescales(way: tuple[Anchor, ...] | Gap) -> list[Rescale]:
    if isinstance(way, Gap):
        return [Rescale(_operator_name(way.operator), UNKNOWN, way.source, way.target)]
    return [
        Rescale(
            _operator_name(anchor.operator),
            anchor.name,
            anchor.source,
            anchor.target,
            anchor.has_coverage,
        )
        for anchor in way
    ]


def _operator_name(operator: str) -> str:
    # A link between sets of one scale changes units, not scale; it is written as a project.
    return "Lift" if operator == LIFT else "Project"
