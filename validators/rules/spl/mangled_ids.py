"""Rule SPL012: keys of the assignments are spelt as in the dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.manifest.integrity import ManglingKind
from aivc.validators.examples.example import AssignmentsText, Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

_MISHAPS = {
    ManglingKind.WHITE_SPACE: (
        "white space was added or lost",
        "Trim the names in the assignments so that they equal those of the dataset.",
    ),
    ManglingKind.CASE: (
        "letters changed between upper and lower case",
        "Write the names in the assignments with the letters of the dataset.",
    ),
    ManglingKind.DECIMAL_POINT: (
        "they were stored as decimal numbers",
        "Write the assignments again from the source, with names as text: `read_csv(dtype=str)`.",
    ),
    ManglingKind.LEADING_ZEROS: (
        "leading zeros were lost",
        "Write the assignments again from the source, with names as text: pandas needs `read_csv(dtype=str)`, and a spreadsheet cuts zeros off as well.",
    ),
    ManglingKind.SUFFIX_LOST: (
        "a suffix such as `-1` was cut off",
        "Write the whole row names, suffix included, into the assignments.",
    ),
    ManglingKind.SUFFIX_ADDED: (
        "they have a suffix such as `-1` that the dataset does not have",
        "Cut the suffix off in the assignments, or audit the file before cells were joined.",
    ),
}

_UNSURE = (
    " Some of them may mean several observations, so go back to the source rather than repair "
    "the table."
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report keys that match only once a known mishap is undone, one piece of evidence for each."""
    found = resolved(facts)
    for mangling in () if found is None else found.manglings:
        what, repair = _MISHAPS[mangling.kind]
        yield Evidence(
            Location("assignments", column=mangling.column),
            observed=what,
            count=mangling.keys.count,
            total=mangling.keys.total,
            examples=mangling.keys.examples,
            values={
                "rows": mangling.n_rows,
                "repair": repair,
                "unsure": _UNSURE if mangling.is_ambiguous else "",
            },
        )


RULE = Rule(
    code="SPL012",
    name="mangled-ids",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Keys of the assignments are spelt as in the dataset.",
    message="{count} of the {total} keys in {where} match nothing because {observed}, such as {examples}; so {rows} observations are in no part.",
    fix="{repair}{unsure} Read and write ids as text, in spreadsheets too.",
    why="A loader finds none of these names, and calls the part empty or everything training.",
    check=check,
    passing=(
        Example(
            "donors whose names are numbers",
            edits=(
                SetColumn("obs", "donor_id", ["1"] * 16 + ["01"] * 16 + ["001"] * 16),
                AssignmentsText("donor_id,partition\n1,train\n01,validation\n001,test\n"),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "donors without their zeros",
            edits=(
                SetColumn("obs", "donor_id", ["001"] * 16 + ["002"] * 16 + ["003"] * 16),
                AssignmentsText("donor_id,partition\n1,train\n2,validation\n3,test\n"),
            ),
            expect=(Expect("assignments/donor_id", 3),),
            specimen="donor_split",
        ),
        Example(
            "a barcode whose suffix was cut off",
            edits=(
                AssignmentsText(
                    "observation_id,partition\nTACTCACGGCTAGGTG,train\nCACAGTCACTACAAGA-1,test\n"
                ),
            ),
            expect=(Expect("assignments/observation_id", 1),),
            specimen="donor_split",
        ),
    ),
)
