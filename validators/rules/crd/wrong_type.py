"""Rule CRD003: Every value is of the kind that its slot takes."""

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD003",
    name="wrong-type",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every value is of the kind that its slot takes.",
    message="`{slot}` of {class_name} is {observed}, not {expected}{times}.",
    fix="Write {expected} at {where}{such_as}.",
    why="A number in quotes is text; software that adds it up fails or, worse, does not.",
    check=problems_of("wrong_type"),
    needs_card=True,
    passing=(
        Example(
            "a whole number where a decimal is meant",
            edits=(SetCard("/conditions/0/harvest_time/value", 24),),
        ),
    ),
    failing=(
        Example(
            "an amount in quotes",
            edits=(SetCard("/conditions/0/harvest_time/value", "24"),),
            expect=(Expect("card:/conditions/0/harvest_time/value"),),
        ),
    ),
)
