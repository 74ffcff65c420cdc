"""Rule MEA023: a file that an operator names is the one that the card was written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddFile, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_atac import (
    bed_lines,
    chromatin,
    fragment_lines,
    with_fragments,
)
from aivc.validators.rules.mea.named_files import named_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

NO_DIGEST = "0" * 64


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each file whose digest is not the declared one."""
    del card
    for what, file in named_files(facts):
        is_known = file.declared_sha256 and file.actual_sha256
        if is_known and file.declared_sha256 != file.actual_sha256:
            yield Evidence(
                Location("card", pointer=f"{file.pointer}/sha256"),
                observed=file.actual_sha256 or "",
                expected=file.declared_sha256 or "",
                values={"what": what, "path": file.path},
            )


RULE = Rule(
    code="MEA023",
    name="operator-file-changed",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Fragments and peaks are those that the card was written for.",
    message="The {what} `{path}` have the digest {observed}, but {where} is {expected}.",
    fix="Put the file back that the card was written for, or write `sha256: {observed}`.",
    why="Counts that were made from one file are otherwise released with another one.",
    check=check,
    needs_card=True,
    passing=(Example("fragments without a digest", edits=with_fragments(fragment_lines())),),
    failing=(
        Example(
            "fragments and peaks of another run",
            edits=(
                *with_fragments(fragment_lines()),
                *chromatin(
                    fragments_file={"path": "fragments.tsv.gz", "sha256": NO_DIGEST},
                    peak_set={"path": "peaks.bed", "sha256": NO_DIGEST},
                ),
                AddFile("peaks.bed", bed_lines()),
            ),
            expect=(
                Expect("card:/operators/0/fragments_file/sha256"),
                Expect("card:/operators/0/peak_set/sha256"),
            ),
        ),
    ),
    slots=("DataFile.sha256", "SingleCellATAC.fragments_file", "SingleCellATAC.peak_set"),
)
