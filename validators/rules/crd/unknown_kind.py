"""Rule CRD008: Agents and operators are of a kind that the standard knows."""

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD008",
    name="unknown-kind",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Agents and operators are of a kind that the standard knows.",
    message="`{slot}` of {class_name} is {observed}, which is no kind of {class_name}{times}.{suggestion}",
    fix="Write one of: {expected}.{suggestion}",
    why="The kind decides what else is checked; an unknown kind is not checked at all.",
    check=problems_of("unknown_designator"),
    needs_card=True,
    passing=(
        Example(
            "a further agent of a known kind",
            edits=(
                SetCard(
                    "/agents/-",
                    {
                        "agent_id": "heat",
                        "agent_type": "Environmental",
                        "label": "heat",
                        "environmental_factor": "temperature",
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "an agent of a kind that does not exist",
            edits=(SetCard("/agents/0/agent_type", "SmallMolecule"),),
            expect=(Expect("card:/agents/0/agent_type"),),
        ),
    ),
)
