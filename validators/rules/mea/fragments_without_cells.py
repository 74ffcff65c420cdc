"""Rule MEA091: fragments that no cells could be looked up in are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_atac import PACKED, fragment_lines, with_fragments
from aivc.validators.rules.mea.named_files import scanned_fragments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each file of fragments that was read without cells to compare it with."""
    del card
    for fragments, _ in scanned_fragments(facts):
        if fragments.cells_problem:
            yield Evidence(
                Location("card", pointer=fragments.file.pointer),
                observed=fragments.cells_problem,
                values={"path": fragments.file.path},
            )


RULE = Rule(
    code="MEA091",
    name="fragments-without-cells",
    severity=Severity.INFO,
    level=Level.FULL,
    title="Fragments whose cells could not be looked up are named.",
    message="Nobody checked whether cells have fragments in `{path}`: {observed}.",
    fix=(
        "Name the operator in `measured_by` of the table of peaks, or in `paired_with` name the "
        "operator of the table with the same cells."
    ),
    why="It says what was not looked at, so that silence is not taken for a pass.",
    check=check,
    needs_card=True,
    passing=(Example("fragments of the cells of a table", edits=with_fragments(fragment_lines())),),
    failing=(
        Example(
            "fragments of an operator that measured no table",
            edits=(
                *with_fragments(fragment_lines()),
                SetCard(
                    "/operators",
                    [
                        {
                            "operator_id": "rna",
                            "operator_type": "SingleCellRNA",
                            "assay_ontology_term_id": "EFO:0009922",
                            "scale": "cell",
                        },
                        {
                            "operator_id": "atac",
                            "operator_type": "SingleCellATAC",
                            "assay_ontology_term_id": "EFO:0030007",
                            "scale": "cell",
                            "fragments_file": {"path": PACKED},
                        },
                    ],
                ),
            ),
            expect=(Expect("card:/operators/1/fragments_file"),),
        ),
    ),
    slots=("SingleCellATAC.fragments_file", "ModalityTable.measured_by"),
)
