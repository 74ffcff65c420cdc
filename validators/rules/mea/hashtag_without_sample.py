"""Rule MEA030: a hashtag marks a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary.tag_names import is_hashtag_name
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.hashtags import tag_operators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, ModalityTable
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each panel with hashtags of which nothing says whose cells they mark."""
    del facts
    for operator in tag_operators(card):
        tables = [table for table in card.tables if table.measured_by == operator.operator_id]
        hashed = [table for table in tables if _holds_hashtags(table)]
        # A panel that also measures may hold both; then names tell hashtags from the others.
        is_hashing = bool(hashed) and len(hashed) == len(tables)
        tags = [a for a in operator.antibodies if is_hashing or is_hashtag_name(a.tag_name or "")]
        unmarked = [antibody for antibody in tags if not antibody.marks_sample]
        if hashed and not operator.antibodies:
            yield Evidence(
                Location("card", pointer=operator.pointer),
                observed="measures hashtags and lists none of them",
            )
        elif unmarked:
            names = ", ".join(repr(antibody.tag_name) for antibody in unmarked[:5])
            yield Evidence(
                Location("card", pointer=f"{operator.pointer}/antibodies"),
                observed=f"has hashtags that mark no sample ({names})",
                count=len(unmarked),
                total=len(operator.antibodies),
            )


def _holds_hashtags(table: ModalityTable) -> bool:
    space = table.feature_space
    return space is not None and space.feature_type == "hashtag"


RULE = Rule(
    code="MEA030",
    name="hashtag-without-sample",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A hashtag marks a sample.",
    message="{where} {observed}.",
    fix="Give each hashtag an antibody with its `tag_name`, and its sample in `marks_sample`.",
    why=(
        "Cells of pooled samples are told apart by hashtags alone: without them nobody can check "
        "which donor a cell is of, or that no donor is on both sides of a split."
    ),
    check=check,
    needs_card=True,
    operators=("SurfaceProtein",),
    passing=(
        Example(
            "a hashtag that marks a sample, in a panel with others that measure",
            specimen="cite",
            edits=(
                SetCard(
                    "/operators/1/antibodies/-",
                    {"tag_name": "HTO_1", "marks_sample": "D1_blood"},
                ),
            ),
        ),
        Example(
            "a name that merely ends like one",
            specimen="cite",
            edits=(SetCard("/operators/1/antibodies/0/tag_name", "CD3_photo"),),
        ),
    ),
    failing=(
        Example(
            "hashtags by name that mark nothing",
            specimen="cite",
            edits=(
                SetCard("/operators/1/antibodies/-", {"tag_name": "HTO_1"}),
                SetCard("/operators/1/antibodies/-", {"tag_name": "CMO302"}),
            ),
            expect=(Expect("card:/operators/1/antibodies", 2),),
        ),
        Example(
            "a table of hashtags, and a panel without any",
            specimen="cite",
            edits=(
                SetCard("/tables/1/feature_space/feature_type", "hashtag"),
                SetCard("/operators/1/antibodies", []),
            ),
            expect=(Expect("card:/operators/1"),),
        ),
    ),
    slots=("Antibody.marks_sample",),
    references=("doi:10.1186/s13059-018-1603-1",),
)
