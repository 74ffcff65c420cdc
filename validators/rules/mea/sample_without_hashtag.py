"""Rule MEA031: where samples are marked by hashtags, all of them are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.hashtags import marking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.examples.example import Edit
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield the samples that no hashtag marks, where hashtags mark others."""
    del facts
    marked = marking(card)
    samples = [sample.sample_id for sample in card.samples if sample.sample_id]
    pools = _pools(card)
    unmarked = [name for name in samples if name not in marked and name not in pools]
    # A sample that no tag marks, and tags of samples that are not there, is CRD's to say.
    if unmarked and len(unmarked) < len(samples):
        yield Evidence(
            Location("card", pointer="/samples"),
            count=len(unmarked),
            total=len(samples),
            examples=tuple(unmarked[:5]),
        )


def _pools(card: DatasetCard) -> set[str]:
    """Name the samples that others were put together in, and those that others were taken from.

    Doublets, and droplets without a call, are of the pool; a tag marks what went into it.
    """
    poured = {s.sample_id for s in card.samples if len(s.derived_from) > 1 and s.sample_id}
    return poured | {source for sample in card.samples for source in sample.derived_from}


def _marked(*, pool: tuple[str, ...] = ()) -> tuple[Edit, ...]:
    """Let a tag mark each of three samples; put them together in a fourth, where there is one."""
    marks = tuple(
        SetCard(f"/operators/1/antibodies/{k}/marks_sample", f"D{k + 1}_blood") for k in range(3)
    )
    pooled = {"sample_id": "pool", "derived_from": list(pool)}
    return (*marks, *([SetCard("/samples/-", pooled)] if pool else []))


RULE = Rule(
    code="MEA031",
    name="sample-without-hashtag",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Where samples are marked by hashtags, all of them are.",
    message="{count:,} of {total:,} samples at {where} have no hashtag: {examples}.",
    fix=(
        "Add the antibody that marks each of them; if they were not pooled with the others, list "
        "the code in a suppression and say so there."
    ),
    why="Cells of a sample without a tag end up among those without a call, or with another donor.",
    check=check,
    needs_card=True,
    operators=("SurfaceProtein",),
    passing=(
        Example(
            "two tags for one sample",
            specimen="cite",
            edits=tuple(
                SetCard(f"/operators/1/antibodies/{k}/marks_sample", f"D{k % 3 + 1}_blood")
                for k in range(4)
            ),
        ),
        Example(
            "doublets belong to the pool",
            specimen="cite",
            edits=_marked(pool=("D1_blood", "D2_blood", "D3_blood")),
        ),
    ),
    failing=(
        Example(
            "one of three samples was forgotten",
            specimen="cite",
            edits=(
                SetCard("/operators/1/antibodies/0/marks_sample", "D1_blood"),
                SetCard("/operators/1/antibodies/1/marks_sample", "D2_blood"),
            ),
            expect=(Expect("card:/samples", 1),),
        ),
    ),
    slots=("Antibody.marks_sample",),
)
