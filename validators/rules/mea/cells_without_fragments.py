"""Rule MEA026: the cells of a table are those of its fragments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_atac import CELLS, fragment_lines, with_fragments
from aivc.validators.rules.mea.named_files import scanned_fragments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

MOST_ABSENT = 0.01
"""A few cells of a paired assay may have no fragment at all."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each file of fragments that lacks many of the cells."""
    del card
    for fragments, scan in scanned_fragments(facts):
        n_absent = scan.n_cells - scan.n_cells_found
        if fragments.file.problem or n_absent <= MOST_ABSENT * scan.n_cells:
            continue
        yield Evidence(
            Location("card", pointer=fragments.file.pointer),
            observed=", ".join(scan.barcodes),
            count=n_absent,
            total=scan.n_cells,
            examples=scan.absent_cells,
            values={"path": fragments.file.path},
        )


RULE = Rule(
    code="MEA026",
    name="cells-without-fragments",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Cells of a table have fragments under the same names.",
    message=(
        "{count:,} of {total:,} cells have no fragment in `{path}`: {examples}; barcodes of the "
        "file are {observed}."
    ),
    fix=(
        "Name cells in obs as the file of fragments does (suffix of the library included), give the "
        "fragments of all libraries, or translate the barcodes of RNA to those of chromatin."
    ),
    why="Whoever counts fragments in new peaks gets no counts, or those of other cells.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "fragments of all cells, and of droplets that are none",
            edits=with_fragments(fragment_lines((*CELLS, "TTTTTTTTTTTTTTTT-1"))),
        ),
    ),
    failing=(
        Example(
            "the suffix of the library is missing in the file of fragments",
            edits=with_fragments(fragment_lines([cell.removesuffix("-1") for cell in CELLS])),
            expect=(Expect("card:/operators/0/fragments_file", 48),),
        ),
        Example(
            "fragments of one of two libraries",
            edits=with_fragments(fragment_lines(CELLS[:24])),
            expect=(Expect("card:/operators/0/fragments_file", 24),),
        ),
    ),
    slots=("SingleCellATAC.fragments_file",),
)
