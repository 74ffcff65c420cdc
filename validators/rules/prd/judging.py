"""What rules about predictions have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.findings import Evidence, Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.validators.facts.model import Facts
    from aivc.validators.facts.predictions.model import PredictionFacts, ValueFacts

ENTRY = "aivc_predictions"
"""Entry of uns with what a file says of itself."""


def answers(facts: Facts) -> Iterator[PredictionFacts]:
    """Yield the facts about predictions, where the input is a file of predictions."""
    if facts.predictions is not None:
        yield facts.predictions


def told(facts: Facts) -> Iterator[PredictionFacts]:
    """Yield the facts about predictions whose file says what it is."""
    yield from (found for found in answers(facts) if found.raw is not None)


def about(slot: str = "") -> Location:
    """Return the place of what a file says of itself, or of one slot of it."""
    return Location("uns", column=f"{ENTRY}/{slot}" if slot else ENTRY)


def names(location: Location, found: Sequence[str], total: int) -> Iterator[Evidence]:
    """Yield one piece of evidence where there are such names."""
    if found:
        yield Evidence(location, count=len(found), total=total, examples=tuple(found))


def values(location: Location, found: ValueFacts | None) -> Iterator[Evidence]:
    """Yield one piece of evidence where there are such values."""
    if found is not None and found.n_values:
        yield Evidence(
            location,
            count=found.n_values,
            total=found.n_looked_at,
            examples=found.units,
            values={"n_units": len(found.units)},
        )


def differing(slot: str, said: str | None, expected: str) -> Iterator[Evidence]:
    """Yield one piece of evidence where a slot is there and says something else than expected."""
    if said is not None and said != expected:
        yield Evidence(about(slot), observed=said, expected=expected)
