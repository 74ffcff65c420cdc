"""What was done to each row, as steps: from the events of the card, else from columns."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.tasks.card_steps import steps_of_condition
from aivc.evaluation.units import Intervention, Step
from aivc.storage.keys.joint_keys import joint_codes
from aivc.validators.grammar.applied import applications_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.observations import AxisKeys

SAYING = ("agent", "guide", "target", "condition")
"""Axes that tell what was given where no event does, the first that there is."""

NOT_BIOLOGICAL = frozenset({"empty", "carrier", "reference_channel"})
"""Kinds of control that hold no cells to compare with."""

UNKNOWN = -1


@dataclass(frozen=True, eq=False)
class Treatments:
    """What was done to each row.

    Attributes
    ----------
    interventions
        Each once; the first is that of controls.
    codes
        Position in ``interventions`` of each row, ``UNKNOWN`` where nobody tells what was done,
        shape (n_rows,).
    is_control
        Rows that are negative controls of biological material, shape (n_rows,).
    left_out
        Rows that are no biological material, shape (n_rows,).
    """

    interventions: tuple[Intervention, ...]
    codes: NDArray[np.int64]
    is_control: NDArray[np.bool_]
    left_out: NDArray[np.bool_]


def treatments_of(rows: Rows, card: DatasetCard) -> Treatments:
    """Return what was done to each row.

    A schedule is that of the events of the card: each dose with its start and, where a duration, a
    removal or the next dose of the agent says so, its end. Without events, agent and dose are
    those of the columns, from time zero on.
    """
    known: dict[tuple[object, ...], int] = {(): 0}
    made = [Intervention()]

    def place(intervention: Intervention) -> int:
        key = intervention.key
        if key not in known:
            known[key] = len(made)
            made.append(Intervention(intervention.acting))
        return known[key]

    codes = _by_columns(rows, place)
    by_card = _by_events(rows, card, place)
    codes = np.where(by_card != UNKNOWN, by_card, codes)
    kinds = {c.control_id: c.control_kind for c in card.controls}
    kind_of = [kinds.get(c) if c else None for c in _controls_of(rows, card)]
    empty = np.array([*(kind in NOT_BIOLOGICAL for kind in kind_of), False])
    positive = np.array([*(kind == "positive" for kind in kind_of), False])
    conditions = np.where(rows.conditions >= 0, rows.conditions, len(kind_of))
    is_control = rows.observations.is_control & ~positive[conditions]
    # A known dose of zero is a control, whatever a column calls it.
    is_control |= codes == 0
    codes = np.where(is_control, 0, codes)
    order = sorted(range(1, len(made)), key=lambda k: made[k].key)
    moved = np.empty(len(made) + 1, np.int64)
    moved[[0, *order]] = np.arange(len(made))
    moved[UNKNOWN] = UNKNOWN
    left_out = empty[conditions]
    return Treatments(
        (made[0], *(made[k] for k in order)), moved[codes], is_control & ~left_out, left_out
    )


def _controls_of(rows: Rows, card: DatasetCard) -> list[str | None]:
    control = {c.identifier: c.control for c in card.conditions}
    return [control.get(name) for name in rows.condition_ids]


def _by_events(
    rows: Rows, card: DatasetCard, place: Callable[[Intervention], int]
) -> NDArray[np.int64]:
    applications = applications_of(card)
    conditions = {c.identifier: c for c in card.conditions}
    units: dict[str, str] = {}
    found = [UNKNOWN] * len(rows.condition_ids)
    for k, name in enumerate(rows.condition_ids):
        steps = steps_of_condition(conditions.get(name), applications, units)
        if steps is not None:
            found[k] = place(Intervention(steps))
    # Rows without a condition have codes from -3 to -1, which are the last three places.
    return np.array([*found, UNKNOWN, UNKNOWN, UNKNOWN], np.int64)[rows.conditions]


def _by_columns(rows: Rows, place: Callable[[Intervention], int]) -> NDArray[np.int64]:
    """Return what columns tell: agents, and the dose where it is one number."""
    axes: Mapping[str, AxisKeys] = rows.observations.axes
    name = next((axis for axis in SAYING if axis in axes), None)
    if name is None:
        return np.where(rows.observations.is_control, 0, UNKNOWN)
    agents, doses = axes[name], axes.get("dose")
    dose_codes = np.full(rows.n_rows, -1) if doses is None else doses.codes
    joint = joint_codes([agents.codes, dose_codes])
    found = []
    for agent, dose in joint.combinations.tolist():
        if agent < 0:
            found.append(UNKNOWN)
            continue
        members = agents.members[agent] if agents.members else (agents.levels[agent],)
        amount = nan
        if doses is not None and doses.numbers is not None and dose >= 0 and len(members) == 1:
            amount = float(doses.numbers[dose])
        unit = "" if doses is None or np.isnan(amount) else doses.unit
        steps = tuple(Step(member, amount, unit) for member in members)
        found.append(place(Intervention(steps)))
    codes = np.array(found, np.int64)[joint.codes]
    return np.where(rows.observations.is_control, 0, codes)
