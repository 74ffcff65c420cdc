"""What is measured of negative controls, against the control policy of a manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.split_facts.model import Pair


@dataclass(frozen=True, slots=True)
class GroupControls:
    """Treated groups of one compared part, such as donors or plates, and their controls.

    Attributes
    ----------
    part
        Position in ``SplitFacts.parts``.
    axis
        The axis of the groups.
    n_groups
        Groups with treated rows in the part.
    without
        Those of them without a control of their own in the part, with their treated rows, most
        rows first; the first few.
    n_without, rows_without
        How many there are, and their treated rows.
    n_nowhere
        Those of them without a control in any part.
    """

    part: int
    axis: str
    n_groups: int
    n_without: int
    rows_without: int
    n_nowhere: int
    without: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ElsewhereControls:
    """Controls of evaluated groups that lie in the reference.

    ``groups`` are the first few groups of ``axis`` with treated rows in the evaluated part and
    controls in the reference, with the number of these controls; ``n_groups`` and ``n_controls``
    count all of them, ``n_evaluated`` the groups of the evaluated part.
    """

    pair: Pair
    axis: str
    n_groups: int
    n_evaluated: int
    n_controls: int
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SharedControls:
    """Control rows that are in both parts, row by row."""

    pair: Pair
    n_rows: int
    n_controls: int
    """Controls of the evaluated part."""
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlFacts:
    """Where controls are.

    Attributes
    ----------
    policy
        ``control_policy`` of the manifest, empty where none is declared.
    n_controls
        Controls in each part.
    n_unassigned
        Controls in no part.
    match_axes
        Axes on which controls are compared with treated rows: those that the card matches on, else
        those that are kept whole.
    matched_by
        ``card``, ``manifest`` or empty, accordingly.
    groups
        Treated groups and their controls, by compared part and axis.
    elsewhere
        Controls of evaluated groups in the reference, by pair and axis.
    shared
        Control rows that two parts share; only pairs that share any.
    """

    policy: str
    n_controls: tuple[int, ...]
    n_unassigned: int
    match_axes: tuple[str, ...]
    matched_by: str
    groups: tuple[GroupControls, ...]
    elsewhere: tuple[ElsewhereControls, ...]
    shared: tuple[SharedControls, ...]

    @property
    def n_rows(self) -> int:
        """Controls in any part; a control in two parts counts twice."""
        return sum(self.n_controls)
