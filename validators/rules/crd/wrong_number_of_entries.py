"""Rule CRD009: Lists have as many entries as their slot asks for."""

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD009",
    name="wrong-number-of-entries",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Lists have as many entries as their slot asks for.",
    message="`{slot}` of {class_name} has {observed}; it must have {expected}{times}.",
    fix="Add or remove entries of `{slot}` at {where}.",
    why="A combination of one is not a combination.",
    check=problems_of("cardinality"),
    needs_card=True,
    passing=(
        Example(
            "a key of two columns",
            edits=(
                SetCard(
                    "/binding",
                    {"keys": [{"role": "lane", "columns": ["plate_id", "well_position"]}]},
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a key without columns",
            edits=(SetCard("/binding", {"keys": [{"role": "lane", "columns": []}]}),),
            expect=(Expect("card:/binding/keys/0/columns"),),
        ),
    ),
)
