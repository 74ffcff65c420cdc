"""Rule VOC021: sMILES and InChIKey of an agent are one substance."""

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
    """Report agents whose SMILES gives another InChIKey than the one declared."""
    for agent in chemicals(card):
        if not agent.smiles or not agent.inchikey:
            continue
        key = smiles_to_inchikey(agent.smiles)
        if isinstance(key, ChemistryProblem) or key == agent.inchikey:
            continue
        same_skeleton = key.split("-")[0] == agent.inchikey.split("-")[0]
        yield Evidence(
            Location("card", pointer=f"{agent.pointer}/inchikey"),
            observed=agent.inchikey,
            expected=key,
            values={
                "agent": agent.agent_id,
                "difference": "another stereochemistry, isotope or charge"
                if same_skeleton
                else "another molecule",
            },
        )


RULE = Rule(
    code="VOC021",
    name="structure-against-inchikey",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="SMILES and InChIKey of an agent are one substance.",
    message="The SMILES of `{agent}` is {expected}, its declared InChIKey is {observed}: {difference}.",
    fix="Decide which of the two was in the tube; write {expected} if the SMILES is right.",
    why="Compounds are joined by InChIKey and compared by structure; when the two differ, every split by compound is wrong.",
    check=check,
    needs_card=True,
    needs_extra="chem",
    slots=("Chemical.smiles", "Chemical.inchikey"),
    references=("InChI, doi:10.1186/s13321-015-0068-4",),
    passing=(
        Example(
            "a SMILES alone is compared with nothing",
            edits=(
                SetCard(
                    "/agents/-", {"agent_id": "ethanol", "agent_type": "Chemical", "smiles": "CCO"}
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "the structure of ethanol under the key of dexamethasone",
            edits=(SetCard("/agents/0/smiles", "CCO"),),
            expect=(Expect("card:/agents/0/inchikey"),),
        ),
    ),
)
