"""Rule MEA062: negative controls are decoded as often as the card says."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.decoded import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

RATIO = 1.1
"""A rate that was rounded, or counted over a crop that is a little smaller, is off by less."""

DEVIATIONS = 4
"""Of the number of controls, by which two counts of the same rate differ hardly ever."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator whose rate is neither that of all transcripts nor that of good ones."""
    for transcripts in counted(card, facts):
        operator, controls = transcripts.operator, list(transcripts.controls)
        stated = operator.negative_control_rate
        if stated is None or not operator.negative_controls:
            continue
        counts = [
            (int(part[controls].sum()), int(part.sum()))
            for part in (transcripts.counts, transcripts.kept)
        ]
        if any(_agrees(stated, number, total) for number, total in counts):
            continue
        number, total = counts[1] if counts[1][1] else counts[0]
        yield Evidence(
            Location("card", pointer=f"{operator.pointer}/negative_control_rate"),
            observed=f"{stated:.3g}",
            expected=f"{number / total:.3g}" if total else "nothing",
            count=number,
            total=total,
            examples=tuple(transcripts.facts.names[k] for k in controls[:5]),
            values={
                "place": transcripts.place,
                "prefixes": ", ".join(operator.negative_controls),
            },
        )


def _agrees(stated: float, number: int, total: int) -> bool:
    if not total:
        return True
    expected = stated * total
    is_near = number <= expected * RATIO and expected <= number * RATIO
    return is_near or abs(number - expected) <= DEVIATIONS * sqrt(max(expected, 1.0))


RULE = Rule(
    code="MEA062",
    name="control-rate-differs",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Negative controls are decoded as often as the card says.",
    message=(
        "{where} is {observed}, but {count:,} of {total:,} transcripts in {place} begin with "
        "{prefixes}, which is {expected}."
    ),
    fix=(
        "Write the rate that was counted; it is the share of transcripts, not a number for each "
        "cell or probe. Where controls were taken out of the file, say so in `data_limitations`."
    ),
    why="The rate of controls is what tells how many of the other transcripts were misread.",
    check=check,
    needs_card=True,
    slots=("ImagingSpatial.negative_control_rate", "ImagingSpatial.negative_controls"),
    passing=(
        Example("the rate that is counted", specimen="section"),
        Example(
            "no rate is stated",
            specimen="section",
            edits=(DropCard("/operators/0/negative_control_rate"),),
        ),
    ),
    failing=(
        Example(
            "a rate ten times as high",
            specimen="section",
            edits=(SetCard("/operators/0/negative_control_rate", 0.0111),),
            expect=(Expect("card:/operators/0/negative_control_rate", 8),),
        ),
        Example(
            "controls under another name",
            specimen="section",
            edits=(
                SetCard("/operators/0/negative_controls", ["BLANK_"]),
                SetCard("/operators/0/negative_control_rate", 0.004),
            ),
            expect=(Expect("card:/operators/0/negative_control_rate", 0),),
        ),
    ),
)
