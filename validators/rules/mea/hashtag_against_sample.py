"""Rule MEA032: the cells of a sample carry its hashtag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetValues
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.panels import named_features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.examples.example import Edit
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mea.declared import MeasuredTable

FEWEST = 5
"""Cells of a sample whose mean says something."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table in which a tag is highest in the cells of a sample that it does not mark."""
    groups = facts.measured.groups if facts.measured is not None else {}
    for measured in measured_tables(card, facts):
        summed = groups.get(measured.declared.path_in_file or "")
        named = named_features(measured)
        if summed is None or summed.role != "sample" or named is None:
            continue
        location, names = named
        column_of = {name: k for k, name in enumerate(names)}
        means, large = summed.means(), summed.n_rows >= FEWEST
        tags, crossed = _marks(measured), []
        for tag, sample in tags:
            column = column_of.get(tag)
            if column is None or sample not in summed.groups or not large.sum() > 1:
                continue
            own = summed.groups.index(sample)
            best = int((means[:, column] * large).argmax())
            if large[own] and means[best, column] > means[own, column]:
                crossed.append(
                    f"{tag} marks {sample} ({means[own, column]:.3g} on average) and is highest in "
                    f"{summed.groups[best]} ({means[best, column]:.3g})"
                )
        if crossed:
            yield Evidence(
                location, count=len(crossed), total=len(tags), examples=tuple(crossed[:5])
            )


def _marks(measured: MeasuredTable) -> list[tuple[str, str]]:
    """Return tag and sample of each hashtag, tags of several samples left out."""
    return [
        (antibody.tag_name, antibody.marks_sample)
        for antibody in getattr(measured.operator, "antibodies", ())
        if antibody.tag_name and antibody.marks_sample
    ]


def _pooled(*order: int) -> tuple[Edit, ...]:
    """Let three tags mark the three donors, and be high in the cells of donors in this order."""
    values = {
        (16 * donor + k, 5 + tag): 400.0 + k for tag, donor in enumerate(order) for k in range(16)
    }
    marks = (
        SetCard(f"/operators/1/antibodies/{5 + tag}/marks_sample", f"D{tag + 1}_blood")
        for tag in range(3)
    )
    return (*marks, SetValues("X", values, table="mod/prot"))


RULE = Rule(
    code="MEA032",
    name="hashtag-against-sample",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="A hashtag is highest in the cells of the sample that it marks.",
    message="{count:,} of {total:,} hashtags in {where} are highest in another sample: {examples}.",
    fix=(
        "Compare `marks_sample` with the sheet of the pool: two tags were swapped there, or cells "
        "were given to samples under another order of tags."
    ),
    why=(
        "Every cell of a swapped sample has the donor and the treatment of another one; effects of "
        "both are then wrong, and nothing else shows it."
    ),
    check=check,
    needs_card=True,
    operators=("SurfaceProtein",),
    passing=(Example("tags of three donors", specimen="cite", edits=_pooled(0, 1, 2)),),
    failing=(
        Example(
            "two tags were swapped",
            specimen="cite",
            edits=_pooled(1, 0, 2),
            expect=(Expect("mod/prot/var", 2),),
        ),
    ),
    slots=("Antibody.marks_sample",),
    references=("doi:10.1186/s13059-018-1603-1",),
)
