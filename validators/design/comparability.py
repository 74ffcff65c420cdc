"""Whether treated conditions and their controls share blocks, so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.design.connectedness import connected_components
from aivc.validators.design.nesting import levels_per_left, nesting
from aivc.validators.design.role_tables import by_condition, by_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

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
    component = connected_components(table).left
    position = {name: index for index, name in enumerate(table.left_names)}
    sides: dict[tuple[str, ...], tuple[frozenset[int], int]] = {}
    blocks = levels_per_left(table)
    found = []
    for name in contrasts.treated:
        here = position.get(name, -1)
        if here < 0 or component[here] < 0:
            continue
        links = contrasts.links[name]
        if links not in sides:
            controls = [position[c] for c in contrasts.reference_conditions(name) if c in position]
            sides[links] = _control_side(controls, component, table)
        reachable, n_control_blocks = sides[links]
        if reachable and int(component[here]) not in reachable:
            found.append(Separation(name, int(blocks[here]), n_control_blocks))
    return tuple(found)


def _control_side(
    controls: Sequence[int], component: NDArray[np.int64], table: Contingency
) -> tuple[frozenset[int], int]:
    import numpy as np

    reachable = frozenset(
        int(component[control]) for control in controls if component[control] >= 0
    )
    theirs = np.isin(table.left, np.array(controls, dtype=np.int64)) & (table.counts > 0)
    return reachable, len(np.unique(table.right[theirs]))


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


def is_confounded(table: Contingency) -> bool:
    """Tell whether the keys of a table are two names for one partition of at least two parts.

    Each treatment has one block and each block one treatment: the effect of the treatment and
    that of the block are one number.
    """
    import numpy as np

    found = nesting(table)
    n_levels = len(np.unique(table.left[table.counts > 0]))
    return found.is_same_partition and n_levels > 1


def tables_by_role(design: DesignFacts, roles: Iterable[str]) -> dict[str, Contingency]:
    """Return rows by condition and block for each role that has at least two levels."""
    found = {}
    for role in roles:
        table = by_condition(design, (role,))
        if table is not None and len(table.right_names) > 1:
            found[role] = table
    return found
