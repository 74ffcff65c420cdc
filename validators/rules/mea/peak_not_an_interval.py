"""Rule MEA027: peaks are named by their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_atac import chromatin
from aivc.validators.rules.mea.intervals import interval_of, peak_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table whose peaks have names that are no intervals."""
    for measured, location, names in peak_tables(card, facts):
        space = measured.declared.feature_space
        # A scheme of its own is a choice; no scheme, or that of intervals, is a promise.
        if space is None or space.identifier_scheme not in {None, "genomic_interval"}:
            continue
        odd = [name for name in names if interval_of(name) is None]
        if odd:
            yield Evidence(
                location, count=len(odd), total=len(names), examples=tuple(map(repr, odd[:5]))
            )


RULE = Rule(
    code="MEA027",
    name="peak-not-an-interval",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A peak is named by its chromosome, start and end.",
    message="{count:,} of {total:,} peaks in {where} are no intervals: {examples}.",
    fix=(
        "Name them `chromosome:start-end`, with the start before the end, or name the column of var "
        "that does in `feature_space.feature_column`."
    ),
    why="A peak without its place cannot be matched to a gene, a motif or the peaks of another lab.",
    check=check,
    needs_card=True,
    operators=("SingleCellATAC",),
    passing=(
        Example("intervals", edits=chromatin()),
        Example(
            "names that are declared to have a meaning here only",
            edits=(
                *chromatin(),
                SetNames("var", {0: "peak_1"}),
                SetCard("/tables/0/feature_space/identifier_scheme", "local"),
            ),
        ),
    ),
    failing=(
        Example(
            "a number, and an interval that ends before its start",
            edits=(*chromatin(), SetNames("var", {0: "peak_1", 5: "chr1:900-400"})),
            expect=(Expect("var", 2),),
        ),
    ),
    slots=("FeatureSpace.identifier_scheme", "FeatureSpace.feature_column"),
)
