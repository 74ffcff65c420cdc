"""Rule MEA008: isotype controls are marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Antibody, DatasetCard
    from aivc.validators.facts.model import Facts

# IgG1, IgG2a, IgG2b: subclasses of the mouse and the rat that controls are made of. Human IgG, IgM
# and IgD are proteins that antibodies of a panel do bind.
ISOTYPE = re.compile(
    r"isotype|(?<![a-z])(mouse|rat|m|r)?[\s_-]*igg[12][abc](?![a-z])", re.IGNORECASE
)
SUBCLASS = re.compile(r"(?<![a-z])igg1(?![a-z0-9])", re.IGNORECASE)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each panel with antibodies that are isotype controls by name and not marked as such."""
    del facts
    for operator in card.operators:
        antibodies: tuple[Antibody, ...] = getattr(operator, "antibodies", ())
        unmarked = [a for a in antibodies if _is_isotype(a) and not a.is_isotype_control]
        if unmarked:
            yield Evidence(
                Location("card", pointer=f"{operator.pointer}/antibodies"),
                count=len(unmarked),
                total=len(antibodies),
                examples=tuple(repr(antibody.tag_name) for antibody in unmarked),
            )


def _is_isotype(antibody: Antibody) -> bool:
    # An antibody that binds a protein is none, whatever it is called.
    name = antibody.tag_name or ""
    return not antibody.target_protein and bool(ISOTYPE.search(name) or SUBCLASS.search(name))


RULE = Rule(
    code="MEA008",
    name="isotype-control-not-marked",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Antibodies that bind nothing on purpose are marked as isotype controls.",
    message=(
        "{count:,} of {total:,} antibodies at {where} are isotype controls by name and not marked: "
        "{examples}."
    ),
    fix="Add `is_isotype_control: true` to each of them.",
    why="The background of a protein assay is estimated from them; unmarked, they are predicted.",
    check=check,
    needs_card=True,
    operators=("SurfaceProtein", "BulkProteomics"),
    passing=(
        Example(
            "an antibody against human IgM is no control",
            specimen="cite",
            edits=(
                SetCard(
                    "/operators/1/antibodies/-",
                    {"tag_name": "IgM", "target_protein": "uniprot:P01871"},
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "an isotype control that is not marked",
            specimen="cite",
            edits=(
                SetCard("/operators/1/antibodies/10/is_isotype_control", value=False),
                SetCard("/operators/1/antibodies/-", {"tag_name": "mIgG2b_control"}),
            ),
            expect=(Expect("card:/operators/1/antibodies", 2),),
        ),
    ),
    slots=("Antibody.is_isotype_control",),
)
