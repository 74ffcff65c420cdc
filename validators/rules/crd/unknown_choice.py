"""Rule CRD004: Where the standard lists choices, one of them is used."""

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD004",
    name="unknown-choice",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Where the standard lists choices, one of them is used.",
    message="`{slot}` of {class_name} is {observed}, which is not one of its choices{times}.{suggestion}",
    fix="Write one of: {expected}.{suggestion}",
    why="Two spellings of one choice are two choices to every program.",
    check=problems_of("not_in_enum"),
    needs_card=True,
    passing=(
        Example(
            "a choice of the standard",
            edits=(SetCard("/samples/0/preservation_method", "fresh_frozen"),),
        ),
    ),
    failing=(
        Example(
            "a choice with a typing error",
            edits=(SetCard("/samples/0/tissue_type", "tisue"),),
            expect=(Expect("card:/samples/0/tissue_type"),),
        ),
    ),
)
