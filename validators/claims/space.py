"""Claims on blocks in space, which no column names: what counts is how near the parts come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.distances import distance_in_words
from aivc.validators.claims.model import CounterExample, Judgement, Obstacle, Verdict
from aivc.validators.claims.sides import cannot
from aivc.validators.claims.wording import rows

if TYPE_CHECKING:
    from aivc.validators.claims.sides import Sides
    from aivc.validators.split_facts.model import SplitFacts
    from aivc.validators.split_facts.space_facts import Nearness

BLOCK = "spatial_block"


def is_measured_in_space(facts: SplitFacts, axes: tuple[str, ...]) -> bool:
    """Tell whether a claim is on blocks that are known by their places alone."""
    space = facts.space
    return (
        axes == (BLOCK,) and BLOCK not in facts.axes and space is not None and space.has_coordinates
    )


def judge_places(facts: SplitFacts, sides: Sides) -> Judgement:
    """Judge whether no row of the evaluated part has one of the reference near it."""
    space = facts.space
    near = [
        found
        for found in (space.nearness if space is not None else ())
        if found.pair.evaluated == sides.evaluated and found.pair.reference in sides.references
    ]
    if space is None or len(near) != len(sides.references):
        return cannot(Obstacle.NO_PLACES, "the distance between the parts could not be judged")
    n_placed = max(found.n_evaluated for found in near)
    if not n_placed:
        return cannot(Obstacle.NOT_KNOWN, f"no row of {sides.evaluated_name} has a place")
    distance = distance_in_words(space.radius, space.unit)
    told = _without_place(near, sides)
    near_rows = {row for found in near for row in found.rows.tolist()}
    if near_rows:
        return Judgement(
            Verdict.REFUTED,
            f"{len(near_rows):,} of {rows(n_placed)} of {sides.evaluated_name} lie nearer than "
            f"{distance} to a row of {sides.reference_name}",
            n_counter_rows=len(near_rows),
            n_rows=n_placed,
            counter_examples=tuple(
                CounterExample(f"{one.evaluated} beside {one.reference}", 1, 1)
                for found in near
                for one in found.examples
            )[:5],
            qualifiers=told,
        )
    if not space.radius_is_buffer:
        told = (*told, f"no buffer is declared; {distance} was taken from the spacing of rows")
    elif space.radius < space.spacing:
        spacing = distance_in_words(space.spacing, space.unit, ".3g")
        too_small = (
            f"the buffer of {distance} is below the distance to the next row ({spacing}, median), "
            "so neighbours can be on both sides"
        )
        told = (*told, too_small)
    return Judgement(
        Verdict.SUPPORTED,
        f"no row of {sides.evaluated_name} lies nearer than {distance} to a row of "
        f"{sides.reference_name} in the same section",
        n_rows=n_placed,
        qualifiers=told,
    )


def _without_place(near: list[Nearness], sides: Sides) -> tuple[str, ...]:
    n_without = max(found.n_without_place for found in near)
    return (f"{rows(n_without)} of {sides.evaluated_name} have no place",) if n_without else ()
