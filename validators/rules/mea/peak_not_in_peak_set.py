"""Rule MEA028: the peaks of a table are those of its file of peaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddFile, Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_atac import bed_lines, chromatin
from aivc.validators.rules.mea.intervals import interval_of, peak_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table with peaks that the file of peaks does not hold."""
    found = {} if facts.measured is None else {p.operator: p for p in facts.measured.peak_sets}
    for measured, location, names in peak_tables(card, facts):
        peaks = found.get(measured.operator.operator_id or "")
        if peaks is None or not peaks.intervals:
            continue
        parsed = ((name, interval_of(name)) for name in names)
        known = [(name, interval) for name, interval in parsed if interval is not None]
        absent = [name for name, interval in known if interval not in peaks.intervals]
        # Names count from 1 where BED counts from 0.
        shifted = {(chrom, start + 1, end) for chrom, start, end in peaks.intervals}
        if absent and not all(interval in shifted for _, interval in known):
            yield Evidence(
                location,
                count=len(absent),
                total=len(known),
                examples=tuple(absent[:5]),
                values={"path": peaks.file.path, "n_peaks": len(peaks.intervals)},
            )


RULE = Rule(
    code="MEA028",
    name="peak-not-in-peak-set",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Peaks of a table are those of the file that it was counted in.",
    message=(
        "{count:,} of {total:,} peaks in {where} are not among the {n_peaks:,} of `{path}`: "
        "{examples}."
    ),
    fix="Name in `peak_set` the file whose peaks were counted, in the same assembly.",
    why="Fragments of another dataset that are counted in that file are not comparable with these.",
    check=check,
    needs_card=True,
    operators=("SingleCellATAC",),
    passing=(
        Example(
            "more peaks in the file than in the table",
            edits=(
                *chromatin(peak_set={"path": "peaks.bed"}),
                AddFile("peaks.bed", bed_lines(range(60))),
            ),
        ),
    ),
    failing=(
        Example(
            "a file that lacks ten of them",
            edits=(
                *chromatin(peak_set={"path": "peaks.bed"}),
                AddFile("peaks.bed", bed_lines(range(10, 40))),
            ),
            expect=(Expect("var", 10),),
        ),
    ),
    slots=("SingleCellATAC.peak_set",),
)
