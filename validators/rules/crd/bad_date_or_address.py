"""Rule CRD010: Dates and web addresses are well formed."""

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD010",
    name="bad-date-or-address",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Dates and web addresses are well formed.",
    message="`{slot}` of {class_name} is {observed}, which is not {expected}{times}.",
    fix="Write `{slot}` at {where} as {expected}.",
    why="An address that does not parse leads nowhere.",
    check=problems_of("bad_format"),
    needs_card=True,
    passing=(
        Example("a DOI as identifier", edits=(SetCard("/id", "doi:10.5281/zenodo.1234567"),)),
    ),
    failing=(
        Example(
            "an identifier with a space",
            edits=(SetCard("/id", "my data set"),),
            expect=(Expect("card:/id"),),
        ),
    ),
)
