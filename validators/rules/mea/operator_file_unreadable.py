"""Rule MEA022: a file that an operator names is there and can be read."""

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


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each file of fragments or peaks that could not be read."""
    del card
    for what, file in named_files(facts):
        if file.problem:
            yield Evidence(
                Location("card", pointer=file.pointer),
                observed=file.problem,
                values={"what": what, "path": file.path},
            )


RULE = Rule(
    code="MEA022",
    name="operator-file-unreadable",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Fragments and peaks that an operator names are there and can be read.",
    message="The {what} `{path}` at {where} cannot be used: {observed}.",
    fix=(
        "Put the whole file beside the card, under the path that the card gives; fragments have the "
        "columns chromosome, start, end, barcode and reads, peaks are BED."
    ),
    why=(
        "Counts in peaks depend on the peaks; with the fragments they can be made again for those "
        "of another dataset, without them the two cannot be compared."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example("packed fragments with an index", edits=with_fragments(fragment_lines())),
        Example(
            "peaks as BED",
            edits=(*chromatin(peak_set={"path": "peaks.bed"}), AddFile("peaks.bed", bed_lines())),
        ),
    ),
    failing=(
        Example(
            "fragments that were left behind, and peaks without numbers",
            edits=(
                *chromatin(
                    fragments_file={"path": "fragments.tsv.gz"}, peak_set={"path": "peaks.bed"}
                ),
                AddFile("peaks.bed", "chrom\tstart\tend\nchr1\t100\t600\nchr1\tx\ty\n"),
            ),
            expect=(
                Expect("card:/operators/0/fragments_file"),
                Expect("card:/operators/0/peak_set"),
            ),
        ),
        Example(
            "a table of counts in place of fragments",
            edits=with_fragments("barcode,count\nAAAC-1,3\n"),
            expect=(Expect("card:/operators/0/fragments_file"),),
        ),
    ),
    slots=("SingleCellATAC.fragments_file", "SingleCellATAC.peak_set"),
)
