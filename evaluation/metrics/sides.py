"""What a metric compares: a readout of the truth, and the same readout of a prediction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.metrics.responding import responding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.readouts.readout import ReadoutKind

NOTHING = np.zeros(0)
"""Stands for values of a prediction without skill that are zero for every feature."""


@dataclass(frozen=True, eq=False)
class Reference:
    """One readout of what was measured. Its arrays are not written to.

    Attributes
    ----------
    ids
        Name of each row, each once.
    kind
        Kind of the readout.
    features
        Names of the columns, each once.
    values
        Shape (n_rows, n_features), float64. A row that is NaN throughout was not determined and is
        not scored; a value that is NaN is not judged.
    neutral
        Values of a prediction that knows nothing of the row, shape (n_features,): zero where values
        are effects, the mean of training where they are states.
    noise, control_noise
        Sampling variance of the values, and of the controls that were subtracted from them; same
        shape; None where it is not known.
    p_values
        Of the difference from the control, same shape; None where it was not tested.
    weights
        How much each value counts, same shape; None where all count the same. One that counts
        nothing is not judged.
    targets
        For each row the features that its intervention acts on directly, such as a gene that was
        knocked out. Nobody has to predict these. Empty where none is known.
    panels
        For each row the context that it belongs to. Retrieval compares rows of one panel.
    targeted
        Features that any agent acts on, those of training included.
    """

    ids: tuple[str, ...]
    kind: ReadoutKind
    features: tuple[str, ...]
    values: NDArray[np.float64]
    neutral: NDArray[np.float64] = field(default_factory=lambda: NOTHING)
    noise: NDArray[np.float64] | None = None
    control_noise: NDArray[np.float64] | None = None
    p_values: NDArray[np.float64] | None = None
    weights: NDArray[np.float64] | None = None
    targets: tuple[frozenset[str], ...] = ()
    panels: tuple[str, ...] = ()
    targeted: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _refuse_repeats("row of the truth", self.ids)
        _refuse_repeats("feature of the truth", self.features)
        if self.neutral.shape == (0,):
            object.__setattr__(self, "neutral", np.zeros(len(self.features)))
        if not self.targets:
            object.__setattr__(self, "targets", (frozenset(),) * len(self.ids))
        if not self.panels:
            object.__setattr__(self, "panels", ("",) * len(self.ids))

    def taken(self, rows: Sequence[int], columns: Sequence[int] | None = None) -> Reference:
        """Return some rows, and some columns where these are given, in the order of the places."""
        kept = range(len(self.features)) if columns is None else columns
        both = np.ix_(np.asarray(rows, dtype=np.int64), np.asarray(kept, dtype=np.int64))

        def picked(matrix: NDArray[np.float64] | None) -> NDArray[np.float64] | None:
            return None if matrix is None else matrix[both]

        return Reference(
            tuple(self.ids[row] for row in rows),
            self.kind,
            tuple(self.features[column] for column in kept),
            self.values[both],
            self.neutral[both[1].ravel()],
            picked(self.noise),
            picked(self.control_noise),
            picked(self.p_values),
            picked(self.weights),
            tuple(self.targets[row] for row in rows),
            tuple(self.panels[row] for row in rows),
            self.targeted,
        )

    @cached_property
    def effects(self) -> NDArray[np.float64]:
        """How far each value lies from that of a prediction that knows nothing."""
        return self.values - self.neutral if self.neutral.any() else self.values

    @cached_property
    def judged(self) -> NDArray[np.bool_]:
        """Which values are judged: those that are known and no target of their own row."""
        places = {name: column for column, name in enumerate(self.features)}
        judged: NDArray[np.bool_] = np.isfinite(self.values)
        if self.weights is not None:
            judged &= self.weights > 0
        for row, targets in enumerate(self.targets):
            own = [places[name] for name in targets if name in places]
            judged[row, own] = False
        return judged

    @cached_property
    def responding(self) -> NDArray[np.bool_]:
        """Which judged features differ from control, see :func:`responding.responding`."""
        return responding(self)

    @property
    def all_targets(self) -> NDArray[np.bool_]:
        """Which features any agent acts on, shape (n_features,)."""
        every = self.targeted.union(*self.targets)
        return np.array([name in every for name in self.features], dtype=bool)


@dataclass(frozen=True, eq=False)
class Answer:
    """The same readout of a prediction.

    Rows and columns may stand in any order. What is not asked about is not looked at.

    Attributes
    ----------
    ids, features
        Names of rows and columns, each once.
    values
        Shape (n_rows, n_features), float64; NaN where there is no answer.
    levels, quantiles
        Levels, ascending, and quantiles at them, shape (n_levels, n_rows, n_features); None where
        there are none.
    noise
        Sampling variance of the values. The harness gives it for halves of the data; a predictor
        cannot claim any.
    """

    ids: tuple[str, ...]
    features: tuple[str, ...]
    values: NDArray[np.float64]
    levels: tuple[float, ...] = ()
    quantiles: NDArray[np.float64] | None = None
    noise: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        _refuse_repeats("row of the prediction", self.ids)
        _refuse_repeats("feature of the prediction", self.features)

    def aligned(self, ids: Sequence[str], features: Sequence[str]) -> Answer:
        """Return the answer with these rows and columns, found by name; NaN where it has none."""
        if (self.ids, self.features) == (tuple(ids), tuple(features)):
            return self
        rows = _places(self.ids, ids)
        columns = _places(self.features, features)
        return Answer(
            tuple(ids),
            tuple(features),
            _picked(self.values, rows, columns),
            self.levels,
            None
            if self.quantiles is None
            else np.stack([_picked(each, rows, columns) for each in self.quantiles]),
            None if self.noise is None else _picked(self.noise, rows, columns),
        )

    def column(self, name: str) -> NDArray[np.float64]:
        """Return the values of one feature, NaN throughout where there is no such feature."""
        if name not in self.features:
            return np.full(len(self.ids), np.nan)
        return self.values[:, self.features.index(name)]


def _refuse_repeats(what: str, names: Sequence[str]) -> None:
    if len(set(names)) == len(names):
        return
    twice = min(name for name, times in Counter(names).items() if times > 1)
    msg = f"Names must be unique, but one {what} is there twice: {twice!r}. Keep one of them."
    raise PredictionError(msg)


def _places(has: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int64]:
    """Return where each wanted name stands, one past the end where it is not there."""
    place = {name: number for number, name in enumerate(has)}
    return np.array([place.get(name, len(has)) for name in wanted], dtype=np.int64)


def _picked(
    matrix: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float64]:
    padded = np.pad(np.asarray(matrix, dtype=np.float64), ((0, 1), (0, 1)), constant_values=np.nan)
    return padded[np.ix_(rows, columns)]
