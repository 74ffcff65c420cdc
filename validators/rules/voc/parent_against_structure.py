"""Rule VOC022: the parent of a compound is its structure without counter-ions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import PARENT_RECIPE, ChemistryProblem, parent_inchikey
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.substances import chemicals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report agents whose SMILES gives another parent than the one declared."""
    for agent in chemicals(card):
        if not agent.smiles or not agent.parent_inchikey:
            continue
        key = parent_inchikey(agent.smiles)
        if not isinstance(key, ChemistryProblem) and key != agent.parent_inchikey:
            yield Evidence(
                Location("card", pointer=f"{agent.pointer}/parent_inchikey"),
                observed=agent.parent_inchikey,
                expected=key,
                values={"agent": agent.agent_id, "recipe": ", ".join(PARENT_RECIPE)},
            )


RULE = Rule(
    code="VOC022",
    name="parent-against-structure",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="The parent of a compound is its structure without counter-ions.",
    message="The parent of `{agent}` is declared as {observed}; its SMILES gives {expected} ({recipe}).",
    fix="Write {expected}, or correct the SMILES.",
    why="The hydrochloride in training and the free base in test are one drug; only the parent shows it.",
    check=check,
    needs_card=True,
    needs_extra="chem",
    slots=("Chemical.parent_inchikey",),
    passing=(Example("a compound that is no salt"),),
    failing=(
        Example(
            "the parent of another compound",
            edits=(SetCard("/agents/0/parent_inchikey", "FPOHNWQLNRZRFC-ZHACJKMWSA-N"),),
            expect=(Expect("card:/agents/0/parent_inchikey"),),
        ),
    ),
)
