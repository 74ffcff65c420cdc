"""Controls that lie where the control policy of the manifest does not allow them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES, AxisKind
from aivc.validators.split_facts.kept_whole import is_kept_whole
from aivc.validators.split_facts.overlap import MOST_EXAMPLES
from aivc.validators.split_facts.overlap_causes import shared_by_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.split_facts.model import Pair, SplitFacts

GROUPS = frozenset({AxisKind.CONTEXT, AxisKind.TECHNICAL})


@dataclass(frozen=True, slots=True)
class Misplaced:
    """One way in which controls lie otherwise than declared."""

    observed: str
    expected: str
    repair: str
    count: int
    total: int
    examples: tuple[str, ...] = ()
    pair: Pair | None = None


def misplaced_controls(split: SplitFacts) -> tuple[Misplaced, ...]:
    """Compare where controls are with the policy; nothing where there are no controls."""
    if split.controls is None or not split.controls.n_rows:
        return ()
    if split.controls.policy == "train_only":
        return tuple(_outside_training(split))
    if split.controls.policy == "shared_all":
        return tuple(_not_shared(split))
    return tuple(_torn_from_groups(split))


def _outside_training(split: SplitFacts) -> Iterator[Misplaced]:
    for part in split.parts:
        if part.is_compared and part.role != "training" and part.n_controls:
            yield Misplaced(
                f"The policy is `train_only`, and {part.n_controls:,} of {part.n_rows:,} "
                f"observations of '{part.name}' are controls",
                "no controls outside training",
                f"Move the controls of '{part.name}' to training, or write `control_policy: "
                "split_with_group` or `split_random`, whichever was done.",
                part.n_controls,
                part.n_rows,
            )


def _not_shared(split: SplitFacts) -> Iterator[Misplaced]:
    controls = split.controls
    compared = [part for part in split.parts if part.is_compared]
    if controls is None or controls.shared or len(compared) < 2:
        return
    count = sum(part.n_controls for part in compared)
    told = ", ".join(f"{part.n_controls:,} in '{part.name}'" for part in compared)
    if count:
        yield Misplaced(
            f"The policy is `shared_all`, and no control is in two parts ({told})",
            "the same controls in all parts",
            "Assign each control to all parts, or write the policy that was followed.",
            count,
            count,
        )


def _torn_from_groups(split: SplitFacts) -> Iterator[Misplaced]:
    """Yield groups that are kept whole but for their controls, once for each pair of parts."""
    for pair in split.pairs():
        torn = [
            (name, shared)
            for name, facts in split.axes.items()
            if AXES[name].kind in GROUPS
            and is_kept_whole(split, pair, name)
            and (shared := shared_by_controls(split, pair, facts).nonzero()[0].tolist())
        ]
        if torn:
            yield _torn(split, pair, torn)


def _torn(split: SplitFacts, pair: Pair, torn: list[tuple[str, list[int]]]) -> Misplaced:
    axis, levels = torn[0]
    facts = split.axes[axis]
    evaluated, reference = split.parts[pair.evaluated].name, split.parts[pair.reference].name
    sides = [pair.evaluated, pair.reference]
    examples = [
        f"{facts.name_of(level)} ({facts.controls[level, sides].sum():,} controls)"
        for level in levels[:MOST_EXAMPLES]
    ]
    policy = split.manifest.control_policy
    said = f"The policy is `{policy}`" if policy else "No `control_policy` is declared"
    n_whole = int((facts.rows[:, sides].sum(axis=1) > 0).sum())
    others = "".join(f", and {len(more)} of {name}" for name, more in torn[1:])
    return Misplaced(
        f"{said}, and '{evaluated}' and '{reference}' share {len(levels):,} of {n_whole:,} values "
        f"of {AXES[axis].label}{others}, because of controls alone: {', '.join(examples)}",
        f"controls in the part of their {AXES[axis].label}",
        f"Move these controls to the part of their {AXES[axis].label}, or write `control_policy: "
        "train_only` if baselines may be known.",
        len(levels),
        n_whole,
        tuple(examples),
        pair,
    )
