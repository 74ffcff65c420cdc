"""Treated conditions that no chain of shared blocks connects with their control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.comparability import coarsest, separations
from aivc.validators.design.role_tables import by_condition

if TYPE_CHECKING:
    from collections.abc import Collection

    from aivc.validators.design.comparability import Separation
    from aivc.validators.design.contrasts import Contrasts
    from aivc.validators.design.layout import Layout
    from aivc.validators.facts.model import DesignFacts


def separated_conditions(
    layout: Layout, confounded: Collection[str]
) -> dict[str, tuple[Separation, ...]]:
    """Return the separated conditions by role.

    Each is said once. Left out are ``confounded`` roles, which are the treatment altogether (DSG002),
    conditions whose control is matched on the role, for which CTL004 names the contexts, and roles that lie
    within another role with the same conditions.
    """
    contrasts, design = layout.contrasts, layout.design
    found: dict[str, tuple[Separation, ...]] = {}
    for role in layout.block_roles:
        table = layout.conditions_by_block(role)
        if table is None or role in confounded:
            continue
        apart = tuple(
            separation
            for separation in separations(contrasts, table)
            if not _is_matched(contrasts, design, separation.condition, role)
        )
        if apart:
            found[role] = apart
    return _said_once(design, found, confounded)


def _is_matched(contrasts: Contrasts, design: DesignFacts, condition: str, role: str) -> bool:
    return any(
        role in control.matched_on and by_condition(design, control.matched_on) is not None
        for control in contrasts.references(condition)
    )


def _said_once(
    design: DesignFacts, found: dict[str, tuple[Separation, ...]], confounded: Collection[str]
) -> dict[str, tuple[Separation, ...]]:
    """Keep the coarsest of roles that separate the same conditions for the same reason."""
    kept = {}
    for role, apart in found.items():
        same = [
            other
            for other, theirs in found.items()
            if {s.condition for s in theirs} == {s.condition for s in apart}
        ]
        if role in coarsest(design, [*confounded, *same]):
            kept[role] = apart
    return kept
