"""Rule VOC004: terms are written as PREFIX:NUMBER, the way their vocabulary writes them."""

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.judging import TermVerdict
from aivc.validators.rules.voc.term_evidence import terms_that_are

RULE = Rule(
    code="VOC004",
    name="malformed-term",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Terms are written as PREFIX:NUMBER, the way their vocabulary writes them.",
    message="{where} holds {observed}, which is another spelling of an identifier{rows}.{hint}",
    fix="Write the identifier as its vocabulary does.{hint}",
    why="`CL_0000066` and `CL:0000066` are two values to every join.",
    check=terms_that_are(TermVerdict.MALFORMED),
    passing=(
        Example(
            "the vocabulary's own spelling",
            edits=(SetColumn("obs", "cell_type_ontology_term_id", {0: "CL:0000066"}),),
        ),
    ),
    failing=(
        Example(
            "an underscore in place of the colon",
            edits=(SetColumn("obs", "cell_type_ontology_term_id", {0: "CL_0000066"}),),
            expect=(Expect("obs/cell_type_ontology_term_id", 1),),
        ),
    ),
)
