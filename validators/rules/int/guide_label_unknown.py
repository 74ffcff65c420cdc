"""Rule INT027: the guides that the file names are in the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.grammar.labels import LabelReader, is_joined, perturbing_members
from aivc.validators.rule import Rule
from aivc.validators.rules.int.guides import guides_of
from aivc.validators.rules.int.labelled_conditions import column_of, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

NO_CALL = frozenset(
    {"negative", "doublet", "multiplet", "unassigned", "none", "no guide", "multi-guide", "ambient"}
)
"""What guide calling writes for a cell without one guide, case aside."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report labels of the guide column that are no guide of the card."""
    role = role_of(facts, "guide")
    known = {guide.guide_id for _, guide in guides_of(card) if guide.guide_id}
    if role is None or not known:
        return
    # A control may be called by its own name in place of a guide's.
    known |= {name for c in card.controls for name in (c.control_id, c.label) if name}
    separator = card.binding.combination_separator if card.binding is not None else None
    reader = LabelReader.of(separator, known)
    named = {
        member
        for level in role.levels
        for member in perturbing_members(reader.members(" | ".join(level)), known)
        if member.casefold() not in NO_CALL
    }
    # Two guides joined by a sign that is not declared are INT033's.
    may_be_joined = separator is None and any(i.combination for i in card.interventions)
    unknown = sorted(
        name for name in named - known if not (may_be_joined and is_joined(name, known))
    )
    if unknown:
        yield Evidence(
            Location("obs", table=role.table, column=column_of(role)),
            count=len(unknown),
            total=len(named),
            examples=tuple(unknown[:MAX_EXAMPLES]),
            values={"n_known": len(known)},
        )


RULE = Rule(
    code="INT027",
    name="guide-label-unknown",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="The guides that the file names are in the card.",
    message="{count} of {total} guides that {where} names are not among the guides of the card ({examples}).",
    fix="Add them to `guides` of their agent, or correct the spelling so that both sides use one id. If one label holds two guides, state `binding: {{combination_separator: ...}}`.",
    why="A guide that the card does not know has no target and no role, so its cells can neither be split by gene nor counted as controls.",
    check=check,
    needs_card=True,
    slots=("GuideRNA.guide_id", "Binding.combination_separator"),
    passing=(
        Example("pairs joined by the declared separator", specimen="guides"),
        Example(
            "pairs joined by a sign that is not declared, which has a rule of its own",
            specimen="guides",
            edits=(DropCard("/binding/combination_separator"),),
        ),
        Example(
            "a cell in which no guide was found",
            specimen="guides",
            edits=(SetColumn("obs", "guide_id", {0: "unassigned"}),),
        ),
    ),
    failing=(
        Example(
            "a third guide that the card does not list",
            specimen="guides",
            edits=(SetColumn("obs", "guide_id", {0: "GATA1_3", 16: "GATA1_3"}),),
            expect=(Expect("obs/guide_id"),),
        ),
    ),
)
