"""Rule GRM005: a schedule adds up to the exposure that is declared."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import doses_among, is_zero
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import in_unit, in_words
from aivc.validators.grammar.schedule import read_step
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import DatasetCard, Exposure, Intervention
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence
    from aivc.validators.grammar.schedule import Step

# Sums of rounded doses: 3 x 3.33 is declared as 10.
TOLERANCE = 0.005


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report declared numbers of doses and total amounts that the events do not give, by both."""
    wrong: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    total = 0
    for intervention in card.interventions:
        for exposure in intervention.exposures:
            steps = _steps_of(intervention, exposure.agent)
            if steps is None:
                continue
            total += 1
            name = f"{exposure.agent} in {intervention.intervention_id}"
            for slot, declared, counted in _differences(exposure, steps):
                wrong[declared, counted].append(Place(f"{exposure.pointer}/{slot}", name))
    for (declared, counted), places in wrong.items():
        yield evidence_at(places, observed=declared, expected=counted, total=total)


def _steps_of(intervention: Intervention, agent: str | None) -> list[Step] | None:
    """Return the doses of an agent; None where a time of one cannot be read, or too many are."""
    events = [e for e in doses_among(intervention.events) if e.agent == agent and not is_zero(e)]
    steps = [step for event in events if (step := read_step(event)) is not None]
    is_known = len(steps) == len(events) and all(step.can_be_expanded for step in steps)
    return steps if is_known else None


def _differences(exposure: Exposure, steps: Sequence[Step]) -> Iterator[tuple[str, str, str]]:
    n_doses = sum(step.n_doses for step in steps)
    if exposure.n_doses is not None and exposure.n_doses != n_doses:
        # The total follows from the number of doses, so a wrong number is the one cause.
        yield "n_doses", f"{exposure.n_doses} doses", f"{n_doses} doses"
        return
    declared = exposure.total_amount
    if declared is None or declared.value is None or declared.unit is None:
        return
    amounts = [in_unit(step.event.amount, declared.unit) for step in steps]
    if not steps or None in amounts:
        return
    given = sum(a * s.n_doses for a, s in zip(amounts, steps, strict=True) if a is not None)
    if abs(given - declared.value) > TOLERANCE * max(abs(given), abs(declared.value)):
        yield "total_amount", in_words(declared), f"{given:g} {declared.unit}"


RULE = Rule(
    code="GRM005",
    name="exposure-differs-from-schedule",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A schedule adds up to the exposure that is declared.",
    message="{count} of {total} declared exposures say {observed}, and the events, spelt out, give {expected} ({examples}).",
    fix="Correct `exposures`, or the events: `additional_doses` does not count the first dose, and `interval` needs the right unit.",
    why="A model reads the schedule, people read the exposure, and they speak of two treatments.",
    check=check,
    needs_card=True,
    slots=("Exposure.n_doses", "Exposure.total_amount", "DosingEvent.additional_doses"),
    references=("NONMEM data items ADDL and II",),
    passing=(
        Example(
            "the total in another unit",
            edits=(
                SetCard(
                    "/interventions/4/exposures/0/total_amount", {"value": 100, "unit": "nmol/L"}
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "the first dose counted among the additional ones",
            edits=(SetCard("/interventions/4/events/0/additional_doses", 2),),
            expect=(Expect("card:/interventions/4/exposures/0/n_doses"),),
        ),
        Example(
            "the amount of one dose as the total of two",
            edits=(SetCard("/interventions/4/exposures/0/total_amount/value", 0.05),),
            expect=(Expect("card:/interventions/4/exposures/0/total_amount"),),
        ),
    ),
)
