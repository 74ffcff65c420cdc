"""Rule VOC003: every term is of the kind that its place takes."""

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.judging import TermVerdict
from aivc.validators.rules.voc.term_evidence import terms_that_are

RULE = Rule(
    code="VOC003",
    name="term-of-another-kind",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every term is of the kind that its place takes.",
    message="{where} holds {observed}; expected {expected}{rows}.",
    fix="Write {expected}; if the value belongs to another column, move it there.",
    why="A tissue in the place of a cell type makes a model learn tissues where it is asked for types.",
    check=terms_that_are(TermVerdict.WRONG_BRANCH),
    passing=(
        Example(
            "another cell type",
            edits=(SetColumn("obs", "cell_type_ontology_term_id", {0: "CL:0000236"}),),
        ),
    ),
    failing=(
        Example(
            "a tissue in the place of a cell type",
            edits=(
                SetColumn(
                    "obs",
                    "cell_type_ontology_term_id",
                    {0: "UBERON:0002048", 1: "UBERON:0002048", 2: "UBERON:0002048"},
                ),
            ),
            expect=(Expect("obs/cell_type_ontology_term_id", 3),),
        ),
        Example(
            "a diet in the place of an assay",
            edits=(SetCard("/operators/0/assay_ontology_term_id", "EFO:0002755"),),
            expect=(Expect("card:/operators/0/assay_ontology_term_id"),),
        ),
    ),
)
