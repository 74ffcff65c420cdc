"""Whether test lies along an ordered axis as the manifest says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.claims.judge import judge_claim
from aivc.validators.claims.model import Verdict
from aivc.validators.split_facts.kept_whole import claims_about
from aivc.validators.split_facts.overlap_ranges import ordered_overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.split_facts.model import Pair, SplitFacts
    from aivc.validators.split_facts.overlap_ranges import OrderedOverlap, Position

IN_WORDS = {
    "training_before_test": "everything in training comes before everything in test",
    "test_within_training": "test lies between values of training",
    "test_beyond_training": "test lies outside the values of training",
}

ALLOWED = {
    "training_before_test": frozenset({"above"}),
    "test_within_training": frozenset({"inside"}),
    "test_beyond_training": frozenset({"below", "above"}),
}
"""Where values of test may lie against those of training."""

OVER_ALL_ROWS = frozenset({"training_before_test"})
"""Rules that compare all rows; others compare the values of one agent with its own."""

TESTED = frozenset({"test", "external_test"})
MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class BrokenOrder:
    """Values of one test that lie otherwise than the manifest says."""

    pointer: str
    rule: str
    axis: str
    evaluated: str
    reference: str
    unit: str
    n_values: int
    positions: tuple[Position, ...]
    low: float
    high: float

    def in_words(self) -> Iterator[str]:
        """Yield the first few values with their rows."""
        for position in self.positions[:MOST_EXAMPLES]:
            of_group = f" of {position.group}" if position.group else ""
            value = f"{position.value:g} {self.unit}".strip()
            yield f"{value}{of_group} ({position.n_rows:,} observations)"

    def range_in_words(self) -> str:
        """Return the range of training."""
        return f"{self.low:g} to {self.high:g} {self.unit}".strip()


def broken_orders(split: SplitFacts) -> Iterator[BrokenOrder]:
    """Yield the orders that a test breaks against training."""
    for ordered in split.manifest.ordered_axes:
        axis, rule = ordered.claim_axis, ordered.order_rule
        if axis is None or rule not in ALLOWED:
            continue
        for pair in split.pairs():
            evaluated, reference = split.parts[pair.evaluated], split.parts[pair.reference]
            if evaluated.role not in TESTED or reference.role != "training":
                continue
            found = ordered_overlap(split, pair, axis, is_grouped=rule not in OVER_ALL_ROWS)
            positions = () if found is None else _misplaced(found, rule)
            if positions and _is_refuted_claim(split, pair, axis):
                continue
            if found is not None and positions:
                yield BrokenOrder(
                    pointer=ordered.pointer,
                    rule=IN_WORDS[rule],
                    axis=axis,
                    evaluated=evaluated.name,
                    reference=reference.name,
                    unit=found.unit,
                    n_values=len(found.positions),
                    positions=positions,
                    low=found.reference_low,
                    high=found.reference_high,
                )


def _is_refuted_claim(split: SplitFacts, pair: Pair, axis: str) -> bool:
    """Tell whether a claim about the place of these values is reported as wrong already."""
    return any(
        judge_claim(split, claim).verdict is Verdict.REFUTED
        for claim in claims_about(split, pair)
        if claim.claim_axis == axis and claim.novelty in {"interpolation", "extrapolation"}
    )


def _misplaced(found: OrderedOverlap, rule: str) -> tuple[Position, ...]:
    # A value of an agent that training does not know has nothing that it could lie against.
    return tuple(p for p in found.positions if p.where not in ALLOWED[rule] | {"alone"})
