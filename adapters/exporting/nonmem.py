"""Dosing events as a table of records, as NONMEM, rxode2 and nlmixr2 read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.exporting.amounts import HOUR, in_unit, plain_number
from aivc.adapters.exporting.arms import APPLYING, arms_of
from aivc.adapters.exporting.delimited import table_text
from aivc.adapters.exporting.exporter import Exporter, IncompleteForTargetError, Lacking, Unheld
from aivc.adapters.exporting.pairs import observed_pairs
from aivc.adapters.exporting.timeline import (
    is_pulsed,
    removes,
    repeated,
    timeline_of,
    units_of_agents,
)
from aivc.storage.atomic import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from aivc.adapters.exporting.arms import Arm
    from aivc.adapters.exporting.source import ExportSource
    from aivc.adapters.exporting.timeline import Step

COLUMNS = (
    "ID", "TIME", "EVID", "CMT", "AMT", "RATE", "II", "ADDL", "SS", "MDV",
    "AMTUNIT", "AGENT", "SAMPLE", "CONDITION",
)  # fmt: skip
MISSING = "."
OBSERVED, DOSE, OTHER, RESET, REPLACED = 0, 1, 2, 3, 5
"""EVID; 5, the replacement of an amount, is of rxode2."""


class NonmemEvents(Exporter):
    """A comma-separated table of event records.

    Each subject is a sample in a condition, or a condition where rows tell no sample. Times are
    hours from time zero. ``CMT`` numbers the agents in the order of the card, and amounts of one
    agent are in one unit, which ``AMTUNIT`` names. Columns and codes are those of NONMEM
    (``EVID`` 0 observation, 1 dose, 2 other, 3 reset; ``RATE``, ``II``, ``ADDL``, ``SS``) and of
    rxode2 for the replacement of an amount (5), by which one agent of several is washed out; see
    https://nlmixr2.github.io/rxode2/articles/rxode2-event-types.html. The last row of a subject is
    its harvest; values stay in the dataset, so its ``MDV`` is 1.
    """

    name: ClassVar[str] = "nonmem"
    title: ClassVar[str] = "NONMEM-style event records (CSV)"
    suffixes: ClassVar[tuple[str, ...]] = (".csv",)

    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the events of every subject; see :class:`Exporter`."""
        arms = {arm.condition_id: arm for arm in arms_of(source.card)}
        if not arms:
            lacking = Lacking("/conditions", "the conditions, with the events of interventions")
            raise IncompleteForTargetError(self.title, [lacking])
        units = units_of_agents(arms.values())
        numbers = _numbers(arms.values())
        pairs = [(s, arms[c]) for s, c in observed_pairs(source) if c is not None]
        rows = [
            row
            for subject, (sample, arm) in enumerate(pairs, 1)
            for row in _rows(subject, sample, arm, units, numbers)
        ]
        write_text(target, table_text(COLUMNS, rows, ","))
        return tuple(sorted({u for arm in arms.values() for u in _unheld(arm, units)}))


def _numbers(arms: Iterable[Arm]) -> dict[str, int]:
    named = dict.fromkeys(e.agent for arm in arms for e in arm.events if e.agent)
    return {agent: number for number, agent in enumerate(named, 1)}


def _rows(
    subject: int,
    sample: str | None,
    arm: Arm,
    units: Mapping[str, str],
    numbers: Mapping[str, int],
) -> Iterator[list[object]]:
    steps, _ = timeline_of(arm, units)
    harvest = in_unit(arm.condition.harvest_time, HOUR)
    names = [sample or MISSING, arm.condition_id]
    for step in _written(steps):
        yield [subject, plain_number(step.hours), *_event(step, units, numbers), *names]
    if harvest is not None:
        empty = [MISSING] * 6
        yield [subject, plain_number(harvest), OBSERVED, *empty, 1, MISSING, MISSING, *names]


def _written(steps: Iterable[Step]) -> Iterator[Step]:
    """Write pulses one by one: repeated doses of one record have no end."""
    pulses = [one for step in steps for one in (repeated([step]) if is_pulsed(step) else [step])]
    return iter(sorted(pulses, key=lambda step: step.hours))


def _event(step: Step, units: Mapping[str, str], numbers: Mapping[str, int]) -> list[object]:
    agent = step.agent or ""
    named = [units.get(agent, MISSING), step.agent or MISSING]
    number: object = numbers.get(agent, MISSING)
    if step.event.event_type == "sample_take":
        return [OBSERVED, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, 1, *named]
    if removes(step):
        code, amount = (REPLACED, "0") if step.agent else (RESET, MISSING)
        return [code, number, amount, MISSING, MISSING, MISSING, MISSING, 1, *named]
    if step.event.event_type not in APPLYING or step.amount is None:
        return [OTHER, number, MISSING, MISSING, MISSING, MISSING, MISSING, 1, *named]
    code = REPLACED if step.event.event_type == "set_concentration" else DOSE
    again = plain_number(step.interval) if step.more and step.interval is not None else "0"
    repeats = [again, step.more, 0]
    return [code, number, plain_number(step.amount), _rate(step), *repeats, 1, *named]


def _rate(step: Step) -> str:
    if step.event.exposure_mode != "infusion" or step.amount is None or not step.duration:
        return "0"
    return plain_number(step.amount / step.duration)


def _unheld(arm: Arm, units: Mapping[str, str]) -> Iterator[Unheld]:
    where = f"condition {arm.condition_id}"
    steps, lost = timeline_of(arm, units)
    yield from lost
    if arm.condition.harvest_time is None:
        yield Unheld(where, "its harvest", "the card gives no harvest_time")
    for step in steps:
        event = step.event
        label = event.agent or event.event_type or "event"
        if event.event_type in APPLYING and step.amount is None and not step.ends:
            because = "a dose record needs an amount; it is written with EVID 2"
            yield Unheld(where, f"{label} without an amount", because)
        if step.hours < 0:
            because = "NONMEM itself reads no negative times; rxode2 and nlmixr2 do"
            yield Unheld(where, f"{label} before time zero", because)
