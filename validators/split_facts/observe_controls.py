"""Which rows are negative controls, and by what that was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.identity.controls import Controls
from aivc.splits.identity.spelling import folded, is_missing
from aivc.storage.keys.joint_keys import chunks
from aivc.validators.split_facts.observe_treatment import control_conditions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.observations import AxisKeys
    from aivc.storage.keys.owners import Owners
    from aivc.validators.split_facts.observe_labelled import Labelled

SAYING = ("agent", "guide", "target")
"""Axes that say what was done to a row."""

TRUE = frozenset({"true", "1", "yes", "t", "y"})


@dataclass(frozen=True, slots=True)
class ControlRows:
    """Rows that are controls, shape (n_rows,), and in words by what they were recognised."""

    rows: NDArray[np.bool_]
    sources: tuple[str, ...]


class ControlFinder:
    """Collects what is said about rows; what is said first is not overruled."""

    def __init__(self, n_rows: int) -> None:
        self._is_told = np.zeros(n_rows, bool)
        self._is_control = np.zeros(n_rows, bool)
        self._sources: list[str] = []

    def result(self) -> ControlRows:
        """Return the controls."""
        return ControlRows(self._is_control, tuple(self._sources))

    def by_conditions(self, card: DatasetCard, owners: Owners | None) -> None:
        """Take conditions of the card that are controls, and those that are not."""
        names = control_conditions(card)
        if owners is None or not names:
            return
        says = np.array([1 if name in names else 0 for name in owners.ids] + [-1] * 3, np.int8)
        self._told("conditions of the card that are controls", owners.codes, says)

    def by_mark(self, mark: Labelled) -> None:
        """Take a column of truth values, or one that names kinds of controls."""
        is_control = Controls.of()
        says = np.full(len(mark.labels) + 1, -1, np.int8)
        for code, label in enumerate(mark.labels):
            if label.strip().casefold() in TRUE or is_control(label):
                says[code] = 1
            elif not is_missing(label):
                says[code] = 0
        self._told(f"column {', '.join(mark.columns)}", mark.codes, says)

    def by_declared(self, labelled: Mapping[str, Labelled], labels: Collection[str]) -> None:
        """Take the labels that the manifest declares, on any axis of interventions."""
        if not labels:
            return
        is_declared = Controls.of(labels).declared
        for axis in sorted(labelled):
            each = labelled[axis]
            says = np.array(
                [_is_among(label, is_declared) for label in each.labels] + [-1], np.int8
            )
            self._told("control_labels of the manifest", each.codes, says)

    def by_labels(
        self,
        keys: Mapping[str, AxisKeys],
        labelled: Mapping[str, Labelled],
    ) -> None:
        """Take rows that some axis calls a control and of which none names a treatment."""
        treated = np.zeros(len(self._is_told), bool)
        called = np.zeros(len(self._is_told), bool)
        shown: list[str] = []
        for axis in (*SAYING, "condition"):
            if axis not in keys or axis not in labelled:
                continue
            resolution, each = keys[axis].resolution, labelled[axis]
            words = set(resolution.controls) if resolution is not None else set()
            flags = np.array([label in words for label in each.labels] + [False])
            for part in chunks(len(treated)):
                called[part] |= flags[np.maximum(each.codes[part], -1)]
                if axis in SAYING:
                    treated[part] |= keys[axis].codes[part] >= 0
            if flags.any():
                shown.append(f"{axis} named {', '.join(sorted(words)[:3])}")
        called &= ~treated
        self._take(called, *shown)

    def by_zero_dose(self, dose: AxisKeys) -> None:
        """Take rows whose dose is zero, or a word for a control: nothing was given."""
        is_control = Controls.of()
        numbers = np.zeros(0) if dose.numbers is None else dose.numbers
        nothing = [n == 0 or is_control(name) for n, name in zip(numbers, dose.levels, strict=True)]
        flags = np.array([*nothing, False])
        if flags.any():
            shown = [name for name, is_none in zip(dose.levels, nothing, strict=True) if is_none]
            self._take(flags[np.maximum(dose.codes, -1)], f"dose of {', '.join(shown[:3])}")

    def _take(self, rows: NDArray[np.bool_], *sources: str) -> None:
        fresh = rows & ~self._is_told
        if fresh.any():
            self._is_control |= fresh
            self._sources += sources

    def _told(self, source: str, codes: NDArray[np.signedinteger], says: NDArray[np.int8]) -> None:
        """Take what a code says: 1 a control, 0 none, -1 nothing; the last is for no code."""
        if not (says == 1).any():
            return
        for part in chunks(len(codes)):
            said = says[np.maximum(codes[part], -len(says))]
            fresh = ~self._is_told[part] & (said >= 0)
            self._is_control[part] |= fresh & (said == 1)
            self._is_told[part] |= fresh
        if source not in self._sources:
            self._sources.append(source)


def _is_among(label: str, declared: frozenset[str]) -> int:
    return 1 if folded(label) in declared else -1
