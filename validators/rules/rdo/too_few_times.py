"""Rule RDO018: a course over time rests on at least three times of most agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import FOUR_LEVELS, POINTER, readout
from aivc.validators.rules.rdo.levels import time_levels
from aivc.validators.rules.rdo.too_few_levels import too_few_levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report such readouts where most agents have too few levels."""
    return too_few_levels(card, facts, "time_course", time_levels)


RULE = Rule(
    code="RDO018",
    name="too-few-times",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A course over time rests on at least three times of most agents.",
    message="Readout `{readout}` is a course over time, and of {total:,} agents {count:,} were observed at fewer than {expected} times, after {observed}: {examples}.",
    fix="Take the readout out, restrict it to agents that were followed and say so in `data_limitations`, or correct the times.",
    why="Between two times every course is a straight line; a rate or a peak from them was assumed.",
    check=check,
    needs_card=True,
    slots=("Readout.readout_type",),
    passing=(
        Example(
            "three times of one of two agents",
            edits=(readout("time_course", "sample"), *FOUR_LEVELS),
        ),
    ),
    failing=(
        Example(
            "too few levels of both agents",
            edits=(readout("time_course", "sample"),),
            expect=(Expect(f"card:{POINTER}/readout_type", 2),),
        ),
    ),
)
