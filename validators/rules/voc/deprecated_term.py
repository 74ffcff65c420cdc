"""Rule VOC002: no term is deprecated."""

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.judging import TermVerdict
from aivc.validators.rules.voc.term_evidence import terms_that_are

RULE = Rule(
    code="VOC002",
    name="deprecated-term",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No term is deprecated.",
    message="{where} holds {observed}, deprecated in {release}{rows}.{hint}",
    fix="Write the term that replaces it.{hint}",
    why="Datasets that use the old and the new term for one assay look like two assays.",
    check=terms_that_are(TermVerdict.DEPRECATED),
    passing=(
        Example(
            "the term that replaced it",
            edits=(SetColumn("obs", "assay_ontology_term_id", "EFO:0009899"),),
        ),
    ),
    failing=(
        Example(
            "an assay that was merged into another",
            edits=(SetColumn("obs", "assay_ontology_term_id", "EFO:0009310"),),
            expect=(Expect("obs/assay_ontology_term_id", 48),),
        ),
    ),
)
