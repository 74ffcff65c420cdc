"""Rule VOC031: the ChEBI term of an agent is the substance that its label names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import find_by_label, lookup
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.substances import chemicals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report agents whose label is the name of another ChEBI term than the one given."""
    for agent in chemicals(card):
        if not agent.label or not agent.chebi_id or lookup(agent.chebi_id) is None:
            continue
        named = {match.term.curie for match in find_by_label("CHEBI", agent.label)}
        if named and agent.chebi_id not in named:
            given = lookup(agent.chebi_id)
            meant = lookup(min(named))
            yield Evidence(
                Location("card", pointer=f"{agent.pointer}/chebi_id"),
                observed=f"{agent.chebi_id} ({given.label if given else ''})",
                expected=f"{min(named)} ({meant.label if meant else ''})",
                values={"label": agent.label},
            )


RULE = Rule(
    code="VOC031",
    name="chebi-against-label",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="The ChEBI term of an agent is the substance that its label names.",
    message="Agent `{label}` has the ChEBI term {observed}; the name belongs to {expected}.",
    fix="Write {expected}, or correct the label.",
    why="Exports to other standards carry the term, not the label: the wrong drug is released.",
    check=check,
    needs_card=True,
    slots=("Chemical.chebi_id",),
    passing=(
        Example("label and term agree", edits=(SetCard("/agents/0/chebi_id", "CHEBI:41879"),)),
    ),
    failing=(
        Example(
            "the term of ethanol for dexamethasone",
            edits=(SetCard("/agents/0/chebi_id", "CHEBI:16236"),),
            expect=(Expect("card:/agents/0/chebi_id"),),
        ),
    ),
)
