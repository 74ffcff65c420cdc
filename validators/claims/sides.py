"""The part that a claim is about, the parts it is compared with, and their rows on an axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.claims.model import Judgement, Obstacle, Verdict
from aivc.validators.claims.wording import label_of, listed, rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import Claim
    from aivc.validators.split_facts.model import AxisFacts, SplitFacts

TOLERANT = frozenset({"train_only", "shared_all"})
"""Policies under which a control that is seen in training breaks no claim."""


def tolerates_controls(facts: SplitFacts) -> bool:
    """Tell whether controls of what is held out may be on both sides."""
    return facts.manifest.control_policy in TOLERANT


@dataclass(frozen=True, slots=True)
class Sides:
    """Positions and names of the parts that are compared."""

    evaluated: int
    references: tuple[int, ...]
    evaluated_name: str
    reference_name: str

    def split(self, counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the counts of the evaluated part and of all references together."""
        return counts[:, self.evaluated], counts[:, list(self.references)].sum(axis=1)

    def totals(self, by_part: NDArray[np.int64]) -> tuple[int, int]:
        """Return what is counted by part, for either side."""
        return int(by_part[self.evaluated]), int(by_part[list(self.references)].sum())


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of each value on either side; ``levels`` lists positions in the facts of the axis.

    ``n_unlisted`` values with ``n_unlisted_rows`` rows are only in the evaluated part, and not
    listed.
    """

    evaluated: NDArray[np.int64]
    reference: NDArray[np.int64]
    n_unlisted: int
    n_unlisted_rows: int
    n_unlisted_reference: int

    @property
    def n_levels(self) -> int:
        """Values of the evaluated part."""
        return int((self.evaluated > 0).sum()) + self.n_unlisted

    @property
    def n_rows(self) -> int:
        """Rows of the evaluated part with a value."""
        return int(self.evaluated.sum()) + self.n_unlisted_rows

    @property
    def n_all_levels(self) -> int:
        """Values on either side."""
        listed_levels = int(((self.evaluated > 0) | (self.reference > 0)).sum())
        return listed_levels + self.n_unlisted + self.n_unlisted_reference


def rows_of(axis: AxisFacts, sides: Sides, *, with_controls: bool) -> Rows:
    """Return the rows of each value on either side."""
    counts = axis.rows if with_controls else axis.treated
    evaluated, reference = sides.split(counts)
    levels = (0, 0) if axis.unlisted_levels is None else sides.totals(axis.unlisted_levels)
    n_rows = (0, 0) if axis.unlisted_rows is None else sides.totals(axis.unlisted_rows)
    return Rows(evaluated, reference, levels[0], n_rows[0], levels[1])


def sides_of(facts: SplitFacts, claim: Claim) -> Sides | Judgement:
    """Return the parts that a claim is about, or why it cannot be checked."""
    if not facts.is_divided:
        return cannot(Obstacle.NOT_DIVIDED, "the rows could not be assigned to parts")
    evaluated = facts.part_named(claim.partition or "")
    if evaluated is None:
        return cannot(Obstacle.NO_PART, f"the manifest has no part called {claim.partition!r}")
    if claim.against_partition and facts.part_named(claim.against_partition) is None:
        reason = f"the manifest has no part called {claim.against_partition!r}"
        return cannot(Obstacle.NO_PART, reason)
    references = _references(facts, claim, evaluated)
    if not references and facts.parts[evaluated].role == "training":
        return cannot(Obstacle.ITSELF, f"{claim.partition} is what it is compared with")
    if not references and claim.against_partition:
        return cannot(Obstacle.ITSELF, f"it compares {claim.partition} with itself")
    if not references:
        return cannot(Obstacle.NO_REFERENCE, "the manifest has no part for training")
    return between(facts, evaluated, references)


def between(facts: SplitFacts, evaluated: int, references: tuple[int, ...]) -> Sides | Judgement:
    """Return two sides, or why there is nothing to compare."""
    names = listed([facts.parts[k].name for k in references])
    sides = Sides(evaluated, references, facts.parts[evaluated].name, names)
    for name, positions in ((sides.evaluated_name, (evaluated,)), (names, references)):
        if not any(facts.parts[k].n_rows for k in positions):
            return cannot(Obstacle.EMPTY_PART, f"{name} has no rows")
    return sides


def _references(facts: SplitFacts, claim: Claim, evaluated: int) -> tuple[int, ...]:
    if claim.against_partition:
        named = facts.part_named(claim.against_partition)
        return () if named is None or named == evaluated else (named,)
    return tuple(
        k for k, part in enumerate(facts.parts) if part.role == "training" and k != evaluated
    )


def cannot(obstacle: Obstacle, reason: str) -> Judgement:
    """Return the judgement on a claim that could not be checked."""
    return Judgement(Verdict.NOT_CHECKED, reason, obstacle=obstacle)


def axis_of(facts: SplitFacts, axes: tuple[str, ...]) -> AxisFacts | Judgement:
    """Return what was counted on an axis or several together, or why there is nothing."""
    for axis in axes:
        if axis not in facts.axes:
            told = facts.absent.get(axis)
            reason = told or f"the data say nothing about the {label_of(axis)} of a row"
            return cannot(Obstacle.NO_AXIS, reason)
    counted = facts.joint(*axes)
    if counted is None:
        reason = f"{listed([label_of(axis) for axis in axes])} were not counted together"
        return cannot(Obstacle.NO_AXIS, reason)
    return counted


def unknown_rows(axis: AxisFacts, sides: Sides) -> Judgement | tuple[str, ...]:
    """Return why too few rows have a value, or what must be said of the rows without one.

    A reference of controls, or of single treatments, has no value on an axis of agents or
    combinations without lacking any: then everything is new to it.
    """
    what = listed([label_of(name) for name in axis.axes])
    said = []
    known_by_side = _known(axis, sides)
    for name, known, missing in zip(
        (sides.evaluated_name, sides.reference_name),
        known_by_side,
        sides.totals(axis.n_missing),
        strict=True,
    ):
        if not known and (missing or name == sides.evaluated_name):
            why = f"no row of {name} has a known {what}" if missing else _none(name, what)
            return cannot(Obstacle.NOT_KNOWN, why)
        if not known:
            said.append(_none(name, what))
        # A verdict must speak for most of the rows that it is about.
        if missing > known:
            reason = f"the {what} of {missing:,} of {rows(known + missing)} of {name} is not known"
            return cannot(Obstacle.NOT_KNOWN, reason)
        if missing:
            said.append(
                f"for {missing:,} of {rows(known + missing)} of {name} the {what} is unknown"
            )
    return tuple(said)


def _known(axis: AxisFacts, sides: Sides) -> tuple[int, int]:
    evaluated, reference = sides.totals(axis.rows.sum(axis=0))
    if axis.unlisted_rows is None:
        return evaluated, reference
    more = sides.totals(axis.unlisted_rows)
    return evaluated + more[0], reference + more[1]


def _none(part: str, what: str) -> str:
    return f"{part} holds no row that has a {what}"
