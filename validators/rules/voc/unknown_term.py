"""Rule VOC001: every term exists in its vocabulary."""

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.judging import TermVerdict
from aivc.validators.rules.voc.term_evidence import terms_that_are

RULE = Rule(
    code="VOC001",
    name="unknown-term",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every term exists in its vocabulary.",
    message="{where} holds {observed}, unknown to {release}{rows}.",
    fix="Look the term up and correct it. If it is newer than {release}, suppress this finding with that reason.",
    why="A term that does not exist joins with nothing: these rows silently leave every analysis by that term.",
    check=terms_that_are(TermVerdict.UNKNOWN),
    passing=(
        Example(
            "words that CELLxGENE allows",
            edits=(SetColumn("obs", "cell_type_ontology_term_id", {0: "unknown"}),),
        ),
    ),
    failing=(
        Example(
            "a cell type that does not exist",
            edits=(
                SetColumn("obs", "cell_type_ontology_term_id", {0: "CL:9999999", 1: "CL:9999999"}),
            ),
            expect=(Expect("obs/cell_type_ontology_term_id", 2),),
        ),
    ),
)
