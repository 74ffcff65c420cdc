"""Whether treated conditions and their controls share blocks, so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.design.connectedness import connected_components
from aivc.validators.design.left_index import LeftIndex
from aivc.validators.design.nesting import nesting
from aivc.validators.design.role_tables import by_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aivc.validators.design.contrasts import Contrasts
    from aivc.validators.facts.model import Contingency, DesignFacts


@dataclass(frozen=True, slots=True)
class Separation:
    """A treated condition that no chain of shared blocks connects with its control.

    Parameters
    ----------
    condition
        The treated condition.
    n_blocks, n_control_blocks
        Blocks that hold rows of it, and blocks that hold rows of its controls.
    """

    condition: str
    n_blocks: int
    n_control_blocks: int

    @property
    def is_replicated(self) -> bool:
        """Whether both sides have several blocks, whose spread can be told from the effect."""
        return self.n_blocks > 1 and self.n_control_blocks > 1


def separations(contrasts: Contrasts, table: Contingency) -> tuple[Separation, ...]:
    """Find the treated conditions whose effect cannot be estimated within blocks.

    Parameters
    ----------
    contrasts
        What is compared with what.
    table
        Rows by condition (left) and block (right).

    Returns
    -------
    tuple of Separation
        In the order of the card. Conditions without rows, and those whose controls have no row,
        are not judged.
    """
    component = connected_components(table).left.tolist()
    position = {name: index for index, name in enumerate(table.left_names)}
    reachable: dict[tuple[str, ...], frozenset[int]] = {}
    apart = []
    for name in contrasts.treated:
        links = contrasts.links[name]
        if links not in reachable:
            controls = (position[c] for c in contrasts.reference_conditions(name) if c in position)
            reachable[links] = frozenset(component[c] for c in controls if component[c] >= 0)
        here = component[position[name]] if name in position else -1
        if here >= 0 and reachable[links] and here not in reachable[links]:
            apart.append(name)
    blocks = LeftIndex(table)
    return tuple(
        Separation(
            name,
            len(blocks.right_levels([name])),
            len(blocks.right_levels(contrasts.reference_conditions(name))),
        )
        for name in apart
    )


def coarsest(design: DesignFacts, roles: Iterable[str]) -> tuple[str, ...]:
    """Leave out roles whose levels lie within those of another one of the roles.

    Where plates lie within batches, what holds of batches holds of plates, and is said once. Of
    two names for the same partition the first is kept.
    """
    kept: list[str] = []
    ordered = list(roles)
    for role in ordered:
        others = [other for other in ordered if other != role]
        if not any(_is_covered(design, role, other, role_first=ordered) for other in others):
            kept.append(role)
    return tuple(kept)


def _is_covered(design: DesignFacts, role: str, other: str, *, role_first: Sequence[str]) -> bool:
    table = by_roles(design, role, other)
    if table is None:
        return False
    found = nesting(table)
    if found.is_same_partition:
        return role_first.index(other) < role_first.index(role)
    return found.left_in_right
