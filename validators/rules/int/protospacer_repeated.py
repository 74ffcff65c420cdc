"""Rule INT010: two guides have two protospacers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule
from aivc.validators.rules.int.guides import guides_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report protospacers that guides of different names share."""
    by_sequence: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for _, guide in guides_of(card):
        if guide.protospacer_sequence and guide.guide_id:
            place = Place(f"{guide.pointer}/protospacer_sequence", guide.guide_id)
            by_sequence[guide.protospacer_sequence].setdefault(guide.guide_id, place)
    shared = {s: tuple(places) for s, places in by_sequence.items() if len(places) > 1}
    if shared:
        # The second guide of each sequence is the one that repeats it.
        places = [
            Place(list(by_sequence[sequence].values())[1].pointer, " = ".join(names))
            for sequence, names in shared.items()
        ]
        yield evidence_at(places, total=len(by_sequence))


RULE = Rule(
    code="INT010",
    name="protospacer-repeated",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Two guides have two protospacers.",
    message="{count} of {total} protospacers stand under more than one guide id ({examples}).",
    fix="Give one guide one id everywhere, or correct the sequence that was copied into the wrong row.",
    why="Cells of one guide under two names end up in training and in test, and a claim of unseen guides is false.",
    check=check,
    needs_card=True,
    slots=("GuideRNA.protospacer_sequence", "GuideRNA.guide_id"),
    passing=(Example("every guide has its own sequence", specimen="guides"),),
    failing=(
        Example(
            "a sequence pasted into the next row",
            specimen="guides",
            edits=(SetCard("/agents/0/guides/1/protospacer_sequence", "GCGTGGAAGCCACCTAACCG"),),
            expect=(Expect("card:/agents/0/guides/1/protospacer_sequence"),),
        ),
    ),
)
