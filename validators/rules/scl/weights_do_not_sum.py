"""Rule SCL024: shares sum to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import OWN_SAMPLE, replaced, weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.facts.scale.model import Affected


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report fractions that sum to one on neither side, and probabilities above one."""
    for link, found in measured_links(card, facts):
        weights, semantics = found.weights, link.weight_semantics
        if weights is None:
            continue
        by_source = (weights.off_by_source, link.source_set, found.n_source_linked)
        by_target = (weights.off_by_target, link.target_set, found.n_target_linked)
        if semantics == "fraction":
            # Which side is shared out is told by where the sums hold best.
            off, name, total = min(by_target, by_source, key=_share)
            expected = "1"
        elif semantics == "probability":
            off, name, total = weights.above_by_source, link.source_set, found.n_source_linked
            expected = "1 at most"
        else:
            continue
        if off:
            yield Evidence(
                Location("card", pointer=f"{link.pointer}/weights"),
                observed=f"{semantics} weights",
                expected=expected,
                count=off.count,
                total=total,
                examples=off.examples,
                values={"link": found.link_id, "set": name or ""},
            )


def _share(side: tuple[Affected, str | None, int]) -> float:
    off, _, total = side
    return off.count / max(1, total)


RULE = Rule(
    code="SCL024",
    name="weights-do-not-sum",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Fractions sum to one for each unit of one side; probabilities of a unit's partners sum to one at most.",
    message="Weights of link `{link}` are {observed}, and those of {count:,} of {total:,} linked units of `{set}` do not sum to {expected}: {examples}.",
    fix="Divide the weights of each unit by their sum; or, where they are amounts, write `weight_semantics: abundance`.",
    why="What is projected or lifted by shares that do not sum to one is made up or lost on the way.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.weights", "ScaleLink.weight_semantics"),
    passing=(
        Example("each cell is of one sample", edits=weighted(OWN_SAMPLE, "fraction")),
        Example(
            "each sample is made of eight equal parts",
            edits=weighted(((cell, sample, 0.125) for cell, sample, _ in OWN_SAMPLE), "fraction"),
        ),
    ),
    failing=(
        Example(
            "a cell of which a part is missing",
            edits=weighted(replaced({0: ("c00", "D1_P1", 0.7)}), "fraction"),
            expect=(Expect("card:/links/0/weights"),),
        ),
        Example(
            "a cell that is surely of two samples",
            edits=weighted((*OWN_SAMPLE, ("c00", "D3_P2", 1)), "probability"),
            expect=(Expect("card:/links/0/weights"),),
        ),
    ),
)
