"""Which control rows a treated row is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.tasks.contexts import hour_codes
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.contexts import Contexts
    from aivc.evaluation.tasks.interventions import Treatments
    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import Condition, DatasetCard

    Coded = tuple[NDArray[np.int64], tuple[str, ...]]

AXIS_OF_ROLE = {"assay": "platform"}
TIME = "time"
BETWEEN = "|"


@dataclass(frozen=True, eq=False)
class Matching:
    """What a control agrees on with its unit.

    Attributes
    ----------
    codes
        Rows with the same code agree, -1 where something is not known, shape (n_rows,).
    by
        What they agree on.
    said_by
        ``task``, ``card``, or ``default``: the context and, where it is known, the time.
    labels
        What rows with each code agree on, in words.
    """

    codes: NDArray[np.int64]
    by: tuple[str, ...]
    said_by: str
    labels: tuple[str, ...]


def matching_of(
    rows: Rows, card: DatasetCard, task: Task, contexts: Contexts, treatments: Treatments
) -> Matching:
    """Find out what controls are matched on: as the task says, the card, or the context.

    Raises
    ------
    TaskError
        The task names a column that obs does not have.
    """
    if task.control_matched_on:
        named = {name: _column(rows, name) for name in task.control_matched_on}
        return _joint(rows, named, "task")
    told = sorted({role for control in card.controls for role in control.matched_on})
    axes = [AXIS_OF_ROLE.get(role, role) for role in told]
    found = {axis: _axis(rows, axis) for axis in axes}
    usable = {a: part for a, part in found.items() if part and _has_controls(part, treatments)}
    if usable and len(usable) == len(axes):
        return _joint(rows, usable, "card")
    places = zip(contexts.axes, contexts.codes, contexts.levels, strict=True)
    named = {axis: (codes, levels) for axis, codes, levels in places}
    times = _axis(rows, TIME)
    if times is not None:
        named[TIME] = times
    # An axis on which no control has a value cannot be agreed on.
    named = {axis: part for axis, part in named.items() if _has_controls(part, treatments)}
    return _joint(rows, named, "default")


def _column(rows: Rows, name: str) -> Coded:
    column = rows.observations.column(name)
    if column is None:
        msg = f"control_matched_on names {name}, which is no column of obs"
        raise TaskError(msg)
    return np.asarray(column[0]).astype(np.int64), column[1]


def _axis(rows: Rows, axis: str) -> Coded | None:
    if axis == TIME:
        codes, times = hour_codes(rows.hours)
        return codes, tuple(f"{time:g} h" for time in times)
    keys = rows.observations.axes.get(axis)
    return None if keys is None else (keys.codes.astype(np.int64), keys.levels)


def _has_controls(part: Coded, treatments: Treatments) -> bool:
    return bool((part[0][treatments.is_control] >= 0).any())


def _joint(rows: Rows, named: Mapping[str, Coded], said_by: str) -> Matching:
    if not named:
        return Matching(np.zeros(rows.n_rows, np.int64), (), said_by, ("",))
    joint = joint_codes([codes for codes, _ in named.values()])
    levels = [levels for _, levels in named.values()]
    labels = tuple(
        BETWEEN.join(level[code] for level, code in zip(levels, codes, strict=True) if code >= 0)
        for codes in joint.combinations.tolist()
    )
    n_known = np.count_nonzero(joint.combinations >= 0, axis=1)
    places = np.arange(len(joint.combinations))
    codes: NDArray[np.int64] = np.where(n_known == len(named), places, -1)[joint.codes]
    return Matching(codes, tuple(named), said_by, labels)


class Choice:
    """Which controls of the card a condition is compared with, where there are several kinds.

    These are its vehicle, else those that are for it, else those for everything that is treated,
    else all.
    """

    def __init__(self, rows: Rows, card: DatasetCard, treatments: Treatments) -> None:
        conditions = {c.identifier: c for c in card.conditions}
        self._conditions = [conditions.get(name) for name in rows.condition_ids]
        self._vehicles = {i.identifier: i.vehicle for i in card.interventions}
        controls = {c.control_id: k for k, c in enumerate(card.controls)}
        of_condition = [-1 if c is None else controls.get(c.control, -1) for c in self._conditions]
        ids = np.array([*of_condition, -1, -1, -1], np.int64)[rows.conditions]
        self.codes = np.where(treatments.is_control, ids, -1)
        """Position among the controls of the card of each row, -1 for none."""
        self._present = frozenset(np.unique(self.codes[treatments.is_control]).tolist())
        self._controls = controls
        self._for: dict[str, set[int]] = {}
        for k, control in enumerate(card.controls):
            for name in control.control_for:
                self._for.setdefault(name, set()).add(k)
        self._for_all = {k for k, c in enumerate(card.controls) if c.is_for_all_treated}

    def of(self, conditions: Sequence[int]) -> frozenset[int]:
        """Return the controls, by position in the card, that rows of conditions are compared with.

        -1 stands for controls that the card does not name.
        """
        vehicles, own = set(), set()
        for code in conditions:
            condition = self._conditions[code]
            if condition is not None:
                vehicles.add(self._vehicle(condition))
                own |= self._for.get(condition.identifier or "", set())
        for wanted in (vehicles - {-1}, own, self._for_all):
            if wanted & self._present:
                return frozenset(wanted & self._present)
        return self._present

    def _vehicle(self, condition: Condition) -> int:
        vehicle = self._vehicles.get(condition.intervention)
        return self._controls.get(vehicle, -1)
