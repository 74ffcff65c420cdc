"""Rule CRD001: Everything that the profile asks for is in the card."""

from aivc.validators.examples.example import DropCard, Example, Expect
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD001",
    name="missing-slot",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Everything that the profile asks for is in the card.",
    message="{class_name} has no `{slot}`{times}; profile {required_by} and stricter ones ask for it.",
    fix="Add `{slot}` at {where}. What it says: {about}{such_as}.",
    why="What is not written down cannot be checked, and the next reader has to guess it.",
    check=problems_of("missing_required"),
    needs_card=True,
    passing=(Example("an optional slot is absent", edits=(DropCard("/data_limitations"),)),),
    failing=(
        Example(
            "the card has no licence", edits=(DropCard("/license"),), expect=(Expect("card:/"),)
        ),
        Example(
            "two samples without a tissue type",
            edits=(
                DropCard("/samples/0/tissue_type"),
                DropCard("/samples/1/tissue_type"),
            ),
            expect=(Expect("card:/samples/0", 2),),
        ),
    ),
)
