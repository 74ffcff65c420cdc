"""How new combinations are: how many of their members the reference has seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from aivc.validators.split_facts.model import AxisFacts, Pair, SplitFacts

MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class CombinationNovelty:
    """Combinations and single treatments of an evaluated part against a reference.

    A member counts as seen *anywhere* where the reference holds it alone or in any combination, as
    ``combo_seen`` of GEARS has it (doi:10.1038/s41587-023-01905-6); as seen *alone* only where the
    reference holds it by itself.

    Attributes
    ----------
    pair
        The parts.
    axis
        The axis that tells members: ``agent``, ``target``, ``guide`` or ``condition``.
    combinations, rows
        Combinations of the evaluated part, and their rows, by the number of members seen anywhere:
        position 0 for none, 1 for one, ...
    combinations_alone, rows_alone
        The same by the number of members seen alone.
    n_same
        Combinations that the reference holds themselves.
    examples
        A few combinations for each number of members seen anywhere.
    seen
        For each combination, its name, its number of members, those of them seen anywhere, and
        alone.
    n_singles, n_unseen_singles
        Single treatments of the evaluated part, and those that the reference holds neither alone
        nor in a combination.
    unseen_singles
        A few of them.
    """

    pair: Pair
    axis: str
    combinations: tuple[int, ...]
    rows: tuple[int, ...]
    combinations_alone: tuple[int, ...]
    rows_alone: tuple[int, ...]
    n_same: int
    examples: tuple[tuple[str, ...], ...]
    seen: tuple[SeenMembers, ...]
    n_singles: int
    n_unseen_singles: int
    unseen_singles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenMembers:
    """One combination of the evaluated part."""

    name: str
    n_members: int
    n_rows: int
    n_seen: int
    n_seen_alone: int
    is_same_in_reference: bool


def members_axis(split: SplitFacts) -> AxisFacts | None:
    """Return the axis whose values have members, None where there is no combination."""
    for name in ("agent", "target", "guide", "condition"):
        facts = split.axes.get(name)
        if facts is not None and any(len(each) > 1 for each in facts.members):
            return facts
    return None


def combination_novelty(split: SplitFacts, pair: Pair) -> CombinationNovelty | None:
    """Count the combinations of the evaluated part by the members that the reference has seen.

    Returns None where the dataset has no combinations.
    """
    facts = members_axis(split)
    if facts is None:
        return None
    in_reference = np.flatnonzero(facts.treated[:, pair.reference] > 0).tolist()
    alone = {facts.members[k][0] for k in in_reference if len(facts.members[k]) == 1}
    anywhere = {member for k in in_reference for member in facts.members[k]}
    seen: list[SeenMembers] = []
    singles: list[str] = []
    for level in np.flatnonzero(facts.treated[:, pair.evaluated] > 0).tolist():
        members = facts.members[level]
        if len(members) == 1:
            singles.append(members[0])
            continue
        seen.append(
            SeenMembers(
                name=facts.name_of(level),
                n_members=len(members),
                n_rows=int(facts.treated[level, pair.evaluated]),
                n_seen=sum(member in anywhere for member in members),
                n_seen_alone=sum(member in alone for member in members),
                is_same_in_reference=bool(facts.treated[level, pair.reference] > 0),
            )
        )
    unseen = sorted(set(singles) - anywhere)
    most = max((each.n_members for each in seen), default=0)
    numbers = range(most + 1)
    return CombinationNovelty(
        pair=pair,
        axis=facts.axes[0],
        combinations=tuple(sum(each.n_seen == n for each in seen) for n in numbers),
        rows=tuple(sum(each.n_rows for each in seen if each.n_seen == n) for n in numbers),
        combinations_alone=tuple(sum(each.n_seen_alone == n for each in seen) for n in numbers),
        rows_alone=tuple(
            sum(each.n_rows for each in seen if each.n_seen_alone == n) for n in numbers
        ),
        n_same=sum(each.is_same_in_reference for each in seen),
        examples=tuple(
            tuple(each.name for each in seen if each.n_seen == n)[:MOST_EXAMPLES] for n in numbers
        ),
        seen=tuple(seen),
        n_singles=len(set(singles)),
        n_unseen_singles=len(unseen),
        unseen_singles=tuple(unseen[:MOST_EXAMPLES]),
    )
