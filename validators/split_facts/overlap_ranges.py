"""Where evaluated doses and times lie: equal to, within, or beyond those of the reference."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING

from aivc.validators.split_facts.overlap import counted_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.split_facts.model import AxisFacts, Pair, SplitFacts

MOST_EXAMPLES = 5

GROUPING = ("agent", "target")
"""Doses of one agent are compared with doses of the same agent, the first that is known."""


@dataclass(frozen=True, slots=True)
class Position:
    """One evaluated value of an ordered axis."""

    group: str
    """The agent or target; empty where none is known."""
    value: float
    where: str
    """``equal``, ``inside``, ``below``, ``above`` or ``alone``, where the reference has nothing of
    the group."""
    low: float
    high: float
    n_rows: int


@dataclass(frozen=True, slots=True)
class OrderedOverlap:
    """Evaluated doses or times against the range of the reference, group by group.

    Attributes
    ----------
    pair
        The parts.
    axis
        ``dose`` or ``time``.
    grouped_by
        ``agent``, ``target``, or empty where values are compared over all rows.
    unit
        UCUM unit of the values, empty where none is known.
    positions
        Every evaluated value with a number, by group and value.
    n_equal, n_inside, n_outside, n_alone
        Values that the reference has; that lie strictly between two of its values; that lie beyond
        its range; and of groups that the reference does not have.
    rows_equal, rows_inside, rows_outside, rows_alone
        Their rows.
    n_without_number
        Evaluated rows whose value is no number, or in a unit that cannot be converted.
    reference_low, reference_high
        Range of the reference over all groups; NaN where it has no numbers.
    """

    pair: Pair
    axis: str
    grouped_by: str
    unit: str
    positions: tuple[Position, ...]
    n_equal: int
    n_inside: int
    n_outside: int
    n_alone: int
    rows_equal: int
    rows_inside: int
    rows_outside: int
    rows_alone: int
    n_without_number: int
    reference_low: float
    reference_high: float


def ordered_overlap(
    split: SplitFacts, pair: Pair, axis: str, *, is_grouped: bool = True
) -> OrderedOverlap | None:
    """Compare the doses or times of two parts.

    Parameters
    ----------
    split
        The facts of the split.
    pair
        The parts.
    axis
        ``dose``, ``time``, or another axis with numbers.
    is_grouped
        Whether values are compared within an agent, or a target where no agent is known.

    Returns
    -------
    OrderedOverlap or None
        None where the axis is not there or has no numbers.
    """
    single = split.axes.get(axis)
    if single is None or single.numbers is None or all(map(isnan, single.numbers.tolist())):
        return None
    grouped_by = ""
    facts = single
    for group in GROUPING if is_grouped else ():
        joint = split.joint(group, axis)
        if joint is not None:
            grouped_by, facts = group, joint
            break
    groups, numbers = _groups_and_numbers(facts, single, axis, grouped_by)
    rows = counted_rows(split, facts)
    positions = tuple(_positions(groups, numbers, rows[:, [pair.evaluated, pair.reference]]))
    in_reference = counted_rows(split, single)[:, pair.reference] > 0
    known = [number for number in single.numbers[in_reference].tolist() if not isnan(number)]
    tally = {
        "equal": [p for p in positions if p.where == "equal"],
        "inside": [p for p in positions if p.where == "inside"],
        "outside": [p for p in positions if p.where in {"below", "above"}],
        "alone": [p for p in positions if p.where == "alone"],
    }
    evaluated = rows[:, pair.evaluated]
    return OrderedOverlap(
        pair=pair,
        axis=axis,
        grouped_by=grouped_by,
        unit=single.unit,
        positions=positions,
        **{f"n_{where}": len(found) for where, found in tally.items()},
        **{f"rows_{where}": sum(p.n_rows for p in found) for where, found in tally.items()},
        n_without_number=sum(
            n for n, number in zip(evaluated.tolist(), numbers, strict=True) if isnan(number)
        ),
        reference_low=min(known, default=nan),
        reference_high=max(known, default=nan),
    )


def _groups_and_numbers(
    facts: AxisFacts, single: AxisFacts, axis: str, grouped_by: str
) -> tuple[list[str], list[float]]:
    """Return the group and the number of each value of a joint, or of the axis alone."""
    of_name = dict(zip(single.names[0], single.numbers.tolist(), strict=True))  # type: ignore[union-attr]
    column = facts.axes.index(axis)
    numbers = [of_name.get(facts.names[column][k], nan) for k in facts.levels[:, column].tolist()]
    if not grouped_by:
        return [""] * len(numbers), numbers
    other = facts.axes.index(grouped_by)
    return [facts.names[other][k] for k in facts.levels[:, other].tolist()], numbers


def _positions(groups: list[str], numbers: list[float], rows: NDArray[np.int64]) -> list[Position]:
    known: dict[str, list[float]] = {}
    for group, number, n_rows in zip(groups, numbers, rows[:, 1].tolist(), strict=True):
        if n_rows and not isnan(number):
            known.setdefault(group, []).append(number)
    found = []
    for group, number, n_rows in zip(groups, numbers, rows[:, 0].tolist(), strict=True):
        if n_rows and not isnan(number):
            found.append(_position(group, number, n_rows, known.get(group, [])))
    return sorted(found, key=lambda position: (position.group, position.value))


def _position(group: str, value: float, n_rows: int, reference: list[float]) -> Position:
    if not reference:
        return Position(group, value, "alone", nan, nan, n_rows)
    low, high = min(reference), max(reference)
    if value in reference:
        where = "equal"
    elif value < low:
        where = "below"
    else:
        where = "above" if value > high else "inside"
    return Position(group, value, where, low, high, n_rows)
