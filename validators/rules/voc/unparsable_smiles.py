"""Rule VOC020: every SMILES can be parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import ChemistryProblem, smiles_to_inchikey
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.substances import chemicals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report SMILES that are no molecule."""
    for agent in chemicals(card):
        key = smiles_to_inchikey(agent.smiles) if agent.smiles else ""
        if isinstance(key, ChemistryProblem):
            yield Evidence(
                Location("card", pointer=f"{agent.pointer}/smiles"),
                observed=agent.smiles or "",
                values={"agent": agent.agent_id, "problem": key.detail},
            )


RULE = Rule(
    code="VOC020",
    name="unparsable-smiles",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every SMILES can be parsed.",
    message="The SMILES of `{agent}` is no molecule: {observed} ({problem}).",
    fix="Copy the SMILES again from the vendor or from PubChem; spreadsheets and line breaks cut it.",
    why="A compound without a structure cannot be compared: neither its salts nor its neighbours are found.",
    check=check,
    needs_card=True,
    needs_extra="chem",
    slots=("Chemical.smiles",),
    passing=(
        Example(
            "ethanol",
            edits=(
                SetCard(
                    "/agents/-", {"agent_id": "ethanol", "agent_type": "Chemical", "smiles": "CCO"}
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a ring that is never closed",
            edits=(SetCard("/agents/0/smiles", "c1ccccc"),),
            expect=(Expect("card:/agents/0/smiles"),),
        ),
    ),
)
