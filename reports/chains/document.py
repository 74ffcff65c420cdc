"""Chains as instances of ``OperatorChain``, the class of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.validators.grammar.scales import SCALES

if TYPE_CHECKING:
    from aivc.reports.chains.model import Coverage, DrawnChain, DrawnChains, FamilyLine, Step


def chain_documents(drawn: DrawnChains) -> dict[str, Any]:
    """Return the slots of a ``ValidationReport`` that hold chains; none where there are none."""
    return _filled(
        operator_chains=[_chain(chain) for chain in drawn.chains],
        n_chains_left_out=drawn.n_left_out,
    )


def _chain(chain: DrawnChain) -> dict[str, Any]:
    return _filled(
        chain_result=chain.result,
        chain_notation=chain.notation,
        chain_steps=[_step(step) for step in chain.steps],
        chain_fault=chain.fault,
        condition_families=[_family(family) for family in chain.families],
        n_families_left_out=chain.n_families_left_out,
    )


def _step(step: Step) -> dict[str, Any]:
    return _filled(
        step_kind=step.kind,
        step_name=step.name,
        # A card may call a scale anything; here it is one or is not said.
        from_scale=step.source if step.source in SCALES else "",
        to_scale=step.target if step.target in SCALES else "",
        step_details=list(step.details),
        declared_coverage=_coverage(step.declared),
        counted_coverage=_coverage(step.counted),
        step_fault=step.fault,
    )


def _coverage(coverage: Coverage | None) -> dict[str, int] | None:
    if coverage is None:
        return None
    return {
        "n_source": coverage.n_source,
        "n_source_linked": coverage.n_source_linked,
        "n_target": coverage.n_target,
        "n_target_linked": coverage.n_target_linked,
    }


def _family(family: FamilyLine) -> dict[str, Any]:
    return _filled(
        family_conditions=list(family.conditions),
        n_conditions=family.n_conditions,
        family_events=list(family.events),
        family_harvest=family.harvest,
        family_context=family.context,
    )


def _filled(**slots: Any) -> dict[str, Any]:
    return {name: value for name, value in slots.items() if value not in ("", None, [], 0)}
