"""Rule RDO017: a dose-response curve rests on at least three doses of most agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import FOUR_LEVELS, POINTER, readout
from aivc.validators.rules.rdo.levels import dose_levels
from aivc.validators.rules.rdo.too_few_levels import too_few_levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report such readouts where most agents have too few levels."""
    return too_few_levels(card, facts, "dose_response", dose_levels)


RULE = Rule(
    code="RDO017",
    name="too-few-doses",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A dose-response curve rests on at least three doses of most agents.",
    message="Readout `{readout}` fits curves, and of {total:,} agents {count:,} were given at fewer than {expected} doses, after {observed}: {examples}.",
    fix="Take the readout out, restrict it to agents with more doses and say so in `data_limitations`, or correct the doses.",
    why="A curve has four parameters (bottom, top, slope, EC50), and a control gives one of them; from two doses the EC50 is that of the grid, not of the drug.",
    check=check,
    needs_card=True,
    slots=("Readout.readout_type",),
    passing=(
        Example(
            "four doses of one of two agents",
            edits=(readout("dose_response", "sample"), *FOUR_LEVELS),
        ),
    ),
    failing=(
        Example(
            "too few levels of both agents",
            edits=(readout("dose_response", "sample"),),
            expect=(Expect(f"card:{POINTER}/readout_type", 2),),
        ),
    ),
)
