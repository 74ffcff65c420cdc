"""Rule CRD005: Every identifier and text has the form that its slot asks for."""

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD005",
    name="malformed-value",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every identifier and text has the form that its slot asks for.",
    message="`{slot}` of {class_name} is {observed}, which is not of the form that it takes ({about}){times}.",
    fix="Write `{slot}` at {where} in the right form{such_as}.",
    why="A malformed identifier finds nothing, so what it stands for is not checked.",
    check=problems_of("pattern_mismatch"),
    needs_card=True,
    passing=(
        Example("a well-formed accession", edits=(SetCard("/accessions", ["geo:GSE148842"]),)),
    ),
    failing=(
        Example(
            "an InChIKey that was cut off",
            edits=(SetCard("/agents/0/inchikey", "UREBDLICKHMUKA"),),
            expect=(Expect("card:/agents/0/inchikey"),),
        ),
    ),
)
