"""Rule VOC006: where an identifier belongs there are no words."""

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.judging import TermVerdict
from aivc.validators.rules.voc.term_evidence import terms_that_are

RULE = Rule(
    code="VOC006",
    name="words-for-a-term",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Where an identifier belongs there are no words.",
    message="{where} holds words where an identifier belongs: {observed}{rows}.{hint}",
    fix="Write the identifier of the term; keep the words in a column of their own, such as `cell_type`.{hint}",
    why="Words have spellings; `B cell` and `B-cell` never meet.",
    check=terms_that_are(TermVerdict.LABEL),
    passing=(
        Example(
            "the identifier of that cell type",
            edits=(
                SetColumn("obs", "cell_type_ontology_term_id", {0: "CL:0000236", 1: "CL:0000236"}),
            ),
        ),
    ),
    failing=(
        Example(
            "the name of a cell type",
            edits=(SetColumn("obs", "cell_type_ontology_term_id", {0: "B cell", 1: "B cell"}),),
            expect=(Expect("obs/cell_type_ontology_term_id", 2),),
        ),
    ),
)
