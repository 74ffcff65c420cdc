"""Rule MEA025: every line of a file of fragments is a fragment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_atac import fragment_lines, with_fragments
from aivc.validators.rules.mea.named_files import scanned_fragments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each file with lines that are no fragments, once for each thing that is wrong."""
    del card
    for fragments, scan in scanned_fragments(facts):
        faults = (
            ("have another number of columns", scan.n_malformed, scan.malformed_examples),
            ("do not end behind their start", scan.n_backward, scan.backward_examples),
            ("are supported by no read", scan.n_without_reads, ()),
        )
        wrong = [(what, n) for what, n, _ in faults if n]
        if wrong:
            examples = [text for _, _, texts in faults for text in texts]
            yield Evidence(
                Location("card", pointer=fragments.file.pointer),
                observed=" and ".join(f"{n:,} {what}" for what, n in wrong),
                count=sum(n for _, n in wrong),
                total=scan.n_fragments + scan.n_malformed,
                examples=tuple(map(repr, examples)) or ("no example kept",),
                values={"path": fragments.file.path},
            )


RULE = Rule(
    code="MEA025",
    name="malformed-fragments",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="A fragment ends behind its start and was read at least once.",
    message=(
        "Of {total:,} lines of the fragments `{path}` at {where}, {observed}, for example "
        "{examples}."
    ),
    fix=(
        "Write the file again from the alignments: chromosome, start, end, barcode, reads; the start "
        "counts from 0, the end is not included."
    ),
    why="Ends that are swapped or shifted are counted in other peaks, or in none.",
    check=check,
    needs_card=True,
    passing=(Example("a comment on top is no line", edits=with_fragments(fragment_lines())),),
    failing=(
        Example(
            "an end before its start, a line of four columns and a fragment without a read",
            edits=with_fragments(
                fragment_lines(
                    further="chr2\t500\t400\tAAAC-1\t1\nchr2\t600\t900\tAAAC-1\n"
                    "chr2\t700\t900\tAAAC-1\t0\n"
                )
            ),
            expect=(Expect("card:/operators/0/fragments_file", 3),),
        ),
    ),
    slots=("SingleCellATAC.fragments_file",),
)
