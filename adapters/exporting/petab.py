"""PEtab 2: what was done as condition and experiment tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.exporting.amounts import plain_number
from aivc.adapters.exporting.arms import APPLYING, arms_of
from aivc.adapters.exporting.delimited import table_text
from aivc.adapters.exporting.exporter import Exporter, IncompleteForTargetError, Lacking, Unheld
from aivc.adapters.exporting.timeline import (
    is_bath,
    removes,
    repeated,
    timeline_of,
    units_of_agents,
)
from aivc.storage.atomic import replacing_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from aivc.adapters.exporting.arms import Arm
    from aivc.adapters.exporting.source import ExportSource
    from aivc.adapters.exporting.timeline import Step

CONDITIONS = ("conditionId", "targetId", "targetValue", "unit")
EXPERIMENTS = ("experimentId", "time", "conditionId", "name")
PROBLEM = """\
format_version: 2.0.0
condition_files: [conditions.tsv]
experiment_files: [experiments.tsv]
parameter_files: []
model_files: {}
observable_files: []
measurement_files: []
"""
UNMEASURED = (
    Unheld("tables", "the measured values", "observables of a model are needed for them"),
    Unheld("conditions", "times of harvest", "they stand beside measured values in PEtab"),
)


class PetabExperiments(Exporter):
    """A folder with ``conditions.tsv``, ``experiments.tsv`` and ``problem.yaml``.

    Each condition of the card is an experiment, and each of its times a period. What a period
    changes is a condition of PEtab: the concentration of each agent, named as the agent and in the
    unit that the extra column ``unit`` gives, 0 where it is washed out. Times are hours. A dose
    that is an amount is added to what is there; a construct that cells carry is 1. The format is
    PEtab 2.0, https://petab.readthedocs.io/en/latest/v2/documentation_data_format.html.

    A dataset holds neither a model nor its parameters, so that ``problem.yaml`` names none: it is
    the part of a problem that says what was done.
    """

    name: ClassVar[str] = "petab"
    title: ClassVar[str] = "PEtab 2 condition and experiment tables"

    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the folder; see :class:`Exporter`."""
        arms = arms_of(source.card)
        if not arms:
            lacking = Lacking("/conditions", "the conditions, with the events of interventions")
            raise IncompleteForTargetError(self.title, [lacking])
        units = units_of_agents(arms)
        agents = [event.agent for arm in arms for event in arm.events if event.agent]
        names = petab_ids(agents)
        experiments = petab_ids([arm.condition_id for arm in arms], taken=names.values())
        conditions: list[list[str]] = []
        periods: list[list[str]] = []
        for arm in arms:
            changes, rows = _experiment(arm, experiments[arm.condition_id], units, names)
            conditions += changes
            periods += rows
        with replacing_folder(target) as folder:
            tables = {
                "conditions.tsv": table_text(CONDITIONS, conditions, "\t"),
                "experiments.tsv": table_text(EXPERIMENTS, periods, "\t"),
                "problem.yaml": PROBLEM,
            }
            for name, text in tables.items():
                (folder / name).write_text(text, encoding="utf-8")
        return tuple(sorted({u for arm in arms for u in _unheld(arm, units)} | set(UNMEASURED)))


def petab_ids(names: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Give each name an identifier of letters, digits and underscores that no other has.

    Examples
    --------
    >>> petab_ids(["TNF-a", "TNF_a", "5-FU"])
    {'TNF-a': 'TNF_a', 'TNF_a': 'TNF_a_2', '5-FU': '_5_FU'}
    """
    used = set(taken)
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        plain = re.sub(r"\W", "_", name, flags=re.ASCII)
        plain = plain if re.match(r"[A-Za-z_]", plain) else f"_{plain}"
        made, number = plain, 2
        while made in used:
            made, number = f"{plain}_{number}", number + 1
        used.add(made)
        found[name] = made
    return found


def _experiment(
    arm: Arm, experiment: str, units: Mapping[str, str], names: Mapping[str, str]
) -> tuple[list[list[str]], list[list[str]]]:
    steps, _ = timeline_of(arm, units)
    by_time: dict[float, list[Step]] = {}
    for step in repeated(steps):
        by_time.setdefault(step.hours, []).append(step)
    label = arm.condition.label or arm.condition_id
    conditions: list[list[str]] = []
    periods: list[list[str]] = []
    for hours, group in by_time.items():
        changes = dict(_changes(group, names, arm))
        if not changes:
            continue
        condition = f"{experiment}__{len(periods) + 1}"
        for agent, value in changes.items():
            conditions.append([condition, names[agent], value, units.get(agent, "")])
        periods.append([experiment, plain_number(hours), condition, label])
    return conditions, periods or [[experiment, "0", "", label]]


def _changes(
    steps: Sequence[Step], names: Mapping[str, str], arm: Arm
) -> Iterator[tuple[str, str]]:
    """Yield what is set at one time; of one agent the last counts, as steps are ordered."""
    present = dict.fromkeys(event.agent for event in arm.events if event.agent)
    for step in steps:
        kind = step.event.event_type
        if removes(step):
            for agent in [step.agent] if step.agent else present:
                yield agent or "", "0"
        elif kind in APPLYING and step.agent is not None:
            value = _value(step, names[step.agent])
            if value is not None:
                yield step.agent, value


def _value(step: Step, name: str) -> str | None:
    mode = step.event.exposure_mode
    if step.amount is None:
        return "1" if mode == "constitutive_genetic" else None
    if is_bath(step) or mode == "field" or step.event.event_type == "set_concentration":
        return plain_number(step.amount)
    return None if mode == "infusion" else f"{name} + {plain_number(step.amount)}"


def _unheld(arm: Arm, units: Mapping[str, str]) -> Iterator[Unheld]:
    where = f"condition {arm.condition_id}"
    steps, lost = timeline_of(arm, units)
    yield from lost
    for step in steps:
        kind, label = step.event.event_type, step.agent or step.event.event_type or "event"
        if kind in APPLYING and _value(step, "x") is None:
            yield Unheld(
                where, f"{label}: an infusion, or no amount", "it sets no value at one time"
            )
        elif kind not in APPLYING and not removes(step):
            yield Unheld(where, f"{kind} at {plain_number(step.hours)} h", "it changes no value")
