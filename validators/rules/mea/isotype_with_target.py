"""Rule MEA033: an isotype control is no measurement of a protein."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Antibody, DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each panel in which an isotype control is said to bind a protein."""
    del facts
    for operator in card.operators:
        antibodies: tuple[Antibody, ...] = getattr(operator, "antibodies", ())
        counted = [a for a in antibodies if a.target_protein and _is_control(a)]
        if counted:
            yield Evidence(
                Location("card", pointer=f"{operator.pointer}/antibodies"),
                count=len(counted),
                total=len(antibodies),
                examples=tuple(f"{a.tag_name!r} ({a.target_protein})" for a in counted),
            )


def _is_control(antibody: Antibody) -> bool:
    # IgG2a in a name may be the subclass of an antibody that binds; `isotype` says what it is for.
    return bool(antibody.is_isotype_control) or "isotype" in (antibody.tag_name or "").casefold()


RULE = Rule(
    code="MEA033",
    name="isotype-control-with-target",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="An isotype control binds no protein.",
    message=(
        "{count:,} of {total:,} antibodies at {where} are isotype controls and are given a target: "
        "{examples}."
    ),
    fix="Remove `target_protein`, or `is_isotype_control` from an antibody that does bind.",
    why=(
        "The control measures the background of all others; counted as a protein it is predicted, "
        "scored and compared with its gene, and its background is taken from nothing."
    ),
    check=check,
    needs_card=True,
    operators=("SurfaceProtein", "BulkProteomics"),
    passing=(
        Example(
            "an antibody of the subclass IgG2a that binds",
            specimen="cite",
            edits=(
                SetCard(
                    "/operators/1/antibodies/-",
                    {"tag_name": "CD45_IgG2a", "target_protein": "uniprot:P08575"},
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a control that is counted as the heavy chain that it is made of",
            specimen="cite",
            edits=(SetCard("/operators/1/antibodies/10/target_protein", "uniprot:P01857"),),
            expect=(Expect("card:/operators/1/antibodies", 1),),
        ),
    ),
    slots=("Antibody.is_isotype_control", "Antibody.target_protein"),
)
