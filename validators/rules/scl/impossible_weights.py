"""Rule SCL023: weights are what the card says that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import replaced, weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

_SHARES = frozenset({"fraction", "probability"})
_WORDS = {
    "fraction": "a fraction",
    "probability": "a probability",
    "count": "a count",
    "indicator": "an indicator",
    "abundance": "an abundance",
}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report weights that are broken, negative, above one or no whole numbers."""
    for link, found in measured_links(card, facts):
        weights, semantics = found.weights, link.weight_semantics or "a weight"
        if weights is None:
            continue
        seen = [("no numbers", weights.not_finite), ("negative", weights.negative)]
        if semantics in _SHARES:
            seen.append(("above 1", weights.above_one))
        if semantics == "count":
            seen.append(("no whole numbers", weights.fractional))
        if semantics == "indicator":
            seen += [("neither 0 nor 1", weights.fractional), ("above 1", weights.above_one)]
        for what, affected in seen:
            if affected:
                yield Evidence(
                    Location("card", pointer=f"{link.pointer}/weights"),
                    observed=what,
                    expected=_WORDS.get(semantics, semantics),
                    count=affected.count,
                    examples=affected.examples,
                    values={"link": found.link_id, "path": found.how},
                )


RULE = Rule(
    code="SCL023",
    name="impossible-weight",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No weight is negative, broken, or beyond what its meaning allows.",
    message="{count:,} weights of link `{link}` are {observed}, which {expected} cannot be: {examples}.",
    fix="Correct {path}, or `weight_semantics`.",
    why="A sum over such weights is no sum of parts.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.weights", "ScaleLink.weight_semantics"),
    passing=(Example("probabilities", edits=weighted()),),
    failing=(
        Example(
            "a negative share",
            edits=weighted(replaced({0: ("c00", "D1_P1", -0.5)}), "fraction"),
            expect=(Expect("card:/links/0/weights"),),
        ),
        Example(
            "half a molecule",
            edits=weighted(replaced({0: ("c00", "D1_P1", 0.5), 1: ("c01", "D1_P1", 2)}), "count"),
            expect=(Expect("card:/links/0/weights"),),
        ),
    ),
)
