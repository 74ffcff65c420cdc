"""Rule MEA090: fragments are as long as chromatin is cut."""

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

SHORTEST, LONGEST = 30, 1000
"""Two cuts of Tn5 are 38 bases apart at the least; a fragment of five nucleosomes is rare."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each file whose fragments are too short or too long in the median."""
    del card
    for fragments, scan in scanned_fragments(facts):
        median = scan.median_length
        if median < SHORTEST or median > LONGEST:
            yield Evidence(
                Location("card", pointer=fragments.file.pointer),
                observed=f"{median:,.0f}",
                expected=f"{SHORTEST} to {LONGEST:,}",
                count=scan.n_fragments,
                values={"path": fragments.file.path},
            )


RULE = Rule(
    code="MEA090",
    name="fragment-length-implausible",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Fragments are as long as pieces of open chromatin.",
    message=(
        "The {count:,} fragments of `{path}` at {where} are {observed} bases long in the median; "
        "chromatin that was cut by Tn5 gives {expected}."
    ),
    fix=(
        "Look whether lines hold fragments from cut to cut, and not single cuts, reads, or peaks; "
        "leave out pairs that were not mapped as pairs."
    ),
    why="Counts of cuts and counts of fragments have different noise, and long pairs no place.",
    check=check,
    needs_card=True,
    passing=(Example("a nucleosome each", edits=with_fragments(fragment_lines())),),
    failing=(
        Example(
            "single cuts in place of fragments",
            edits=with_fragments(
                "".join(f"chr1\t{500 + k}\t{501 + k}\t{CELLS[k]}\t1\n" for k in range(48))
            ),
            expect=(Expect("card:/operators/0/fragments_file", 48),),
        ),
    ),
    slots=("SingleCellATAC.fragments_file",),
    references=("doi:10.1038/nmeth.2688",),
)
