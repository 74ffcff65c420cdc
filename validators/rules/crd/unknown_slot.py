"""Rule CRD002: The card uses only slots that the standard has."""

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD002",
    name="unknown-slot",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The card uses only slots that the standard has.",
    message="{class_name} has no slot `{slot}`{times}.{suggestion}",
    fix="Rename or delete `{slot}`.{suggestion} `aivc schema print {class_name}` lists the slots.",
    why="A mistyped slot is read by nobody: a dose under `ammount` is a dose that is not there.",
    check=problems_of("unknown_field"),
    needs_card=True,
    passing=(Example("the right spelling", edits=(SetCard("/license", "CC0-1.0"),)),),
    failing=(
        Example(
            "a mistyped slot",
            edits=(SetCard("/licence", "CC-BY-4.0"),),
            expect=(Expect("card:/licence"),),
        ),
    ),
)
