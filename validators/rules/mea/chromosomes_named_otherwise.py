"""Rule MEA029: peaks and fragments name chromosomes in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_atac import (
    CELLS,
    N_PEAKS,
    fragment_lines,
    peak,
    with_fragments,
)
from aivc.validators.rules.mea.intervals import interval_of, peak_tables
from aivc.validators.rules.mea.named_files import scanned_fragments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


MOST_EMPTY = 0.05
"""Share of peaks on chromosomes that nothing was cut on: Y in women, scaffolds of a public list."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table with peaks on chromosomes that have no fragment."""
    of_operator = {fragments.operator: scan for fragments, scan in scanned_fragments(facts)}
    for measured, location, names in peak_tables(card, facts):
        scan = of_operator.get(measured.operator.operator_id or "")
        if scan is None or not scan.chromosomes:
            continue
        intervals = [interval for interval in map(interval_of, names) if interval is not None]
        lost = [chromosome for chromosome, _, _ in intervals if chromosome not in scan.chromosomes]
        is_named_otherwise = any(_is_another_name(name, scan.chromosomes) for name in set(lost))
        if is_named_otherwise or len(lost) > MOST_EMPTY * len(intervals):
            yield Evidence(
                location,
                observed=", ".join(map(repr, list(scan.chromosomes)[:5])),
                count=len(lost),
                total=len(intervals),
                examples=tuple(map(repr, dict.fromkeys(lost))),
            )


def _is_another_name(name: str, known: Mapping[str, int]) -> bool:
    """Tell whether fragments are on this chromosome in the spelling of UCSC, or of Ensembl."""
    bare = name.removeprefix("chr")
    others = {bare, f"chr{bare}"}
    if bare in {"M", "MT"}:
        others |= {"M", "MT", "chrM", "chrMT"}
    return bool(others & known.keys())


RULE = Rule(
    code="MEA029",
    name="chromosomes-named-otherwise",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Peaks lie on chromosomes that have fragments.",
    message=(
        "{count:,} of {total:,} peaks in {where} are on chromosomes without a fragment: {examples}; "
        "fragments are on {observed}."
    ),
    fix="Name chromosomes as the file of fragments does (`chr1` or `1`), in the same assembly.",
    why="Fragments that are counted again fall into none of these peaks.",
    check=check,
    needs_card=True,
    operators=("SingleCellATAC",),
    passing=(
        Example("the same names", edits=with_fragments(fragment_lines())),
        Example(
            "peaks on Y, and cells of a woman",
            edits=(
                *with_fragments(fragment_lines()),
                SetNames("var", {k: peak(k, "chrY") for k in range(2)}),
            ),
        ),
    ),
    failing=(
        Example(
            "1 in var, chr1 in the file",
            edits=(
                *with_fragments(fragment_lines()),
                SetNames("var", {k: peak(k, "1") for k in range(N_PEAKS)}),
            ),
            expect=(Expect("var", N_PEAKS),),
        ),
        Example(
            "the mitochondrion alone is named otherwise",
            edits=(
                *with_fragments(fragment_lines(further=f"chrM\t100\t300\t{CELLS[0]}\t1\n")),
                SetNames("var", {0: peak(0, "MT")}),
            ),
            expect=(Expect("var", 1),),
        ),
        Example(
            "fragments end before the last chromosomes",
            edits=(
                *with_fragments(fragment_lines()),
                SetNames("var", {k: peak(k, "chr9") for k in range(6)}),
            ),
            expect=(Expect("var", 6),),
        ),
    ),
    slots=("SingleCellATAC.fragments_file",),
)
