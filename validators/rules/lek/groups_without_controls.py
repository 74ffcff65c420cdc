"""Treated groups of evaluated parts that have no controls there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.validators.rules.lek.misplaced_controls import misplaced_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.split_facts.model import SplitFacts

OTHERWISE = frozenset({"train_only", "shared_all"})
"""Policies under which a test needs no controls of its own, or another rule speaks."""


@dataclass(frozen=True, slots=True)
class Without:
    """The groups of one part that have no controls, on the axis with most of them."""

    part: str
    groups: str
    n_groups: int
    n_without: int
    n_rows: int
    examples: tuple[str, ...]


def groups_without_controls(split: SplitFacts) -> Iterator[Without]:
    """Yield evaluated parts with groups whose controls are elsewhere.

    Groups that have no control in any part are a matter of the dataset. Where controls were torn
    from their groups, that is the cause and is told instead.
    """
    controls = split.controls
    if controls is None or not controls.n_rows or controls.policy in OTHERWISE:
        return
    torn = {found.pair.evaluated for found in misplaced_controls(split) if found.pair is not None}
    for position, part in enumerate(split.parts):
        treated = part.n_rows - part.n_controls
        if not part.is_compared or part.role == "training" or not treated or position in torn:
            continue
        found = [
            group
            for group in controls.groups
            if group.part == position and group.n_without > group.n_nowhere
        ]
        if found:
            most = max(found, key=lambda group: group.n_without - group.n_nowhere)
            yield Without(
                part.name,
                f"values of {AXES[most.axis].label}",
                most.n_groups,
                most.n_without - most.n_nowhere,
                most.rows_without,
                tuple(f"{name} ({rows:,} treated)" for name, rows in most.without),
            )
        elif not part.n_controls and not controls.match_axes:
            yield Without(part.name, "parts", 1, 1, treated, (part.name,))
