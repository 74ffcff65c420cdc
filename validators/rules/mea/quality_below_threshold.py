"""Rule MEA061: transcripts are decoded as well as the card says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetElement
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.decoded import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each set of transcripts of which some are below the threshold that the card states."""
    for transcripts in counted(card, facts):
        found, threshold = transcripts.facts, transcripts.operator.decoding_threshold
        if threshold is not None and found.n_below:
            yield Evidence(
                Location("card", pointer=f"{found.pointer}/decoding_threshold"),
                observed=f"{found.smallest_quality:g}",
                expected=f"{threshold:g}",
                count=found.n_below,
                total=found.n_rows,
                values={"place": f"{found.element}/{transcripts.operator.quality_column}"},
            )


RULE = Rule(
    code="MEA061",
    name="quality-below-threshold",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="No transcript is decoded worse than the threshold that the card states.",
    message=(
        "{count:,} of {total:,} transcripts have a quality in {place} below {expected}, the "
        "`decoding_threshold` of the card; the smallest is {observed}."
    ),
    fix=(
        "Where the tables were counted without them, take them out: exports of instruments hold all "
        "that was decoded. Otherwise state the threshold that was used. A quality is on the Phred "
        "scale: 20 is one error in a hundred."
    ),
    why="Whoever counts the transcripts anew gets other numbers than the table, and trains on misread ones.",
    check=check,
    needs_card=True,
    slots=("ImagingSpatial.decoding_threshold", "ImagingSpatial.quality_column"),
    references=(
        "https://www.10xgenomics.com/support/software/xenium-onboard-analysis/latest/algorithms-overview/xoa-algorithms",
    ),
    passing=(
        Example("20 and more", specimen="section"),
        Example(
            "a threshold that keeps all of them",
            specimen="section",
            edits=(
                SetCard("/operators/0/decoding_threshold", 0),
                SetElement("points/transcripts", "qv", {0: 3.5}),
            ),
        ),
    ),
    failing=(
        Example(
            "three transcripts that were to be left out",
            specimen="section",
            edits=(SetElement("points/transcripts", "qv", {0: 3.5, 1: 19.9, 700: 12.0}),),
            expect=(Expect("card:/operators/0/decoding_threshold", 3),),
        ),
    ),
)
