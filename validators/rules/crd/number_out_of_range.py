"""Rule CRD006: Numbers lie within the range that their slot allows."""

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD006",
    name="number-out-of-range",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Numbers lie within the range that their slot allows.",
    message="`{slot}` of {class_name} is {observed}; it must be {expected}{times}.",
    fix="Correct `{slot}` at {where}.",
    why="A negative count or a fraction above one is a slip of the hand, or a missing value in disguise.",
    check=problems_of("out_of_range"),
    needs_card=True,
    passing=(
        Example("the smallest number allowed", edits=(SetCard("/samples/0/replicate_number", 1),)),
    ),
    failing=(
        Example(
            "replicate number zero",
            edits=(SetCard("/samples/0/replicate_number", 0),),
            expect=(Expect("card:/samples/0/replicate_number"),),
        ),
    ),
)
