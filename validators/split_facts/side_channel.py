"""Measure what library size and the number of rows give away."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.validators.split_facts.side_channel_counts import (
    ProfileSums,
    counts_of,
    has_zeros,
    row_sums,
)
from aivc.validators.split_facts.side_channel_facts import EffectCue, LabelCue, SideChannelFacts
from aivc.validators.split_facts.table_rows import places_of_rows, taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.observations import Observations, Partitioning
    from aivc.storage.model import Dataset
    from aivc.validators.split_facts.model import Pair

AXES_OF_LABELS = ("condition", "agent", "target", "guide")
"""Axes whose values a model might guess from cues, the finest first."""

FEWEST_ROWS = 100
"""Rows of a part below which its bins hold too few to say anything."""

MOST_ROWS = 20_000
"""Rows of a part that are looked at; a share is then known to a third of a percent."""

MOST_BINS = 20
ROWS_OF_A_BIN = 50

N_DEALS = 100
"""Times that conditions are dealt out at random."""

SIGMAS = 6.0
"""Standard deviations above chance. One audit in a billion reaches that by chance."""

FEWEST_CONDITIONS = 20
FEWEST_ROWS_OF_A_CONDITION = 10

RANK_SIGMAS = 5.0
"""Standard deviations of a rank correlation above none. Conditions of few rows have noisy effects,
which widens the spread by up to a third; what is left is above 3.7."""

_SEED = 7


def measure_side_channels(
    dataset: Dataset,
    card: DatasetCard,
    observations: Observations,
    partitioning: Partitioning,
    pairs: Iterable[Pair],
) -> SideChannelFacts:
    """Measure cues in every part that is evaluated. Reads the counts once, a block at a time.

    Parameters
    ----------
    dataset
        The container.
    card
        Its card, which may name the counts; empty where there is none.
    observations, partitioning
        Rows with their conditions, and the part of each.
    pairs
        Pairs that are compared.
    """
    axis = next((name for name in AXES_OF_LABELS if name in observations.axes), "")
    if not axis:
        return SideChannelFacts(problem="no_conditions")
    counts = counts_of(dataset, card, observations.table)
    places = None if counts is None else places_of_rows(counts[0], observations)
    if counts is None or places is None:
        counted = any(map(has_zeros, (m for table in dataset.tables for m in table.matrices)))
        return SideChannelFacts(axis, problem="no_counts" if counted else "not_counted")
    table, matrix = counts
    facts = SideChannelFacts(axis, table.name, matrix.name)
    try:
        rows = _Rows.of(observations, partitioning, axis, places)
        evaluated = sorted({pair.evaluated for pair in pairs})
        wanted = _wanted(rows, evaluated)
        if wanted:
            groups = _groups(rows, wanted)
            profiles = ProfileSums(groups.of_row, groups.n_groups, matrix.shape[1])
            library = profiles.read(matrix)
            effects = tuple(_effect_cues(rows, library, profiles, groups, wanted))
        else:
            library, effects = row_sums(matrix), ()
        labels = tuple(_label_cues(rows, library, evaluated))
    except AivcError:
        # Rules about matrices report bytes that cannot be decoded.
        return replace(facts, problem="no_counts")
    return replace(facts, label_cues=labels, effect_cues=effects)


class _Rows:
    """Condition, part and half of each row of the table of counts."""

    def __init__(
        self,
        label: NDArray[np.int64],
        part: NDArray[np.int64],
        half: NDArray[np.int64],
        control: int,
        order: NDArray[np.int64],
    ) -> None:
        self.label = label
        self.part = part
        self.half = half
        self.control = control
        self.order = order

    @classmethod
    def of(
        cls,
        observations: Observations,
        partitioning: Partitioning,
        axis: str,
        places: NDArray[np.int64],
    ) -> _Rows:
        keys = observations.axes[axis]
        control = len(keys.levels)
        label = np.where(observations.is_control, control, keys.codes.astype(np.int64))
        names = np.append(observations.id_hashes, np.uint64(0))[places]
        return cls(
            taken(label, places),
            taken(partitioning.codes, places),
            # Halves, and the order of drawing, follow from names and not from the place in a file.
            (names & np.uint64(1)).astype(np.int64),
            control,
            np.argsort(names, kind="stable"),
        )

    def labelled_in(self, part: int) -> NDArray[np.int64]:
        """Return the rows of a part that have a condition, in the order of their names."""
        is_wanted = (self.part == part) & (self.label >= 0)
        found: NDArray[np.int64] = self.order[is_wanted[self.order]]
        return found


def _label_cues(
    rows: _Rows, library: NDArray[np.float64], evaluated: list[int]
) -> Iterator[LabelCue]:
    for part in evaluated:
        rng = np.random.default_rng([_SEED, part])
        some = rows.labelled_in(part)
        if len(some) > MOST_ROWS:
            some = some[np.sort(rng.choice(len(some), MOST_ROWS, replace=False))]
        labels = np.unique(rows.label[some], return_inverse=True)[1]
        n_labels = int(labels.max(initial=-1)) + 1
        if len(some) < FEWEST_ROWS or n_labels < 2:
            continue
        bins = _equal_bins(library[some], min(MOST_BINS, max(2, len(some) // ROWS_OF_A_BIN)))
        n_bins = int(bins.max()) + 1
        dealt = np.array(
            [_best_accuracy(bins, rng.permutation(labels), n_labels) for _ in range(N_DEALS)]
        )
        yield LabelCue(
            part=part,
            n_rows=len(some),
            n_labels=n_labels,
            n_bins=n_bins,
            accuracy=_best_accuracy(bins, labels, n_labels),
            majority=float(np.bincount(labels).max() / len(some)),
            chance=float(dealt.mean()),
            bound=float(dealt.mean() + SIGMAS * dealt.std()),
        )


def _equal_bins(values: NDArray[np.float64], n_bins: int) -> NDArray[np.int64]:
    """Put values into bins of equally many; equal values share a bin."""
    edges = np.unique(np.quantile(values, np.linspace(0, 1, n_bins + 1)[1:-1]))
    return np.unique(np.searchsorted(edges, values, side="left"), return_inverse=True)[1]


def _best_accuracy(bins: NDArray[np.int64], labels: NDArray[np.int64], n_labels: int) -> float:
    """Return the share that is right if each bin is given its commonest label."""
    n_bins = int(bins.max()) + 1
    table = np.bincount(bins * n_labels + labels, minlength=n_bins * n_labels)
    return float(table.reshape(n_bins, n_labels).max(axis=1).sum() / len(labels))


def _wanted(rows: _Rows, evaluated: list[int]) -> dict[int, NDArray[np.int64]]:
    """Return conditions with enough rows, of each part that has enough of them and of controls."""
    n_labels = rows.control + 1
    is_treated = (rows.label >= 0) & (rows.label != rows.control)
    if np.count_nonzero(rows.label == rows.control) < FEWEST_ROWS_OF_A_CONDITION:
        return {}
    counts = {
        part: np.bincount(rows.label[is_treated & (rows.part == part)], minlength=n_labels)
        for part in evaluated
    }
    return {
        part: np.flatnonzero(counted >= FEWEST_ROWS_OF_A_CONDITION)
        for part, counted in counts.items()
        if np.count_nonzero(counted >= FEWEST_ROWS_OF_A_CONDITION) >= FEWEST_CONDITIONS
    }


def _effect_cues(
    rows: _Rows,
    library: NDArray[np.float64],
    profiles: ProfileSums,
    groups: _Groups,
    wanted: dict[int, NDArray[np.int64]],
) -> Iterator[EffectCue]:
    group, group_of, n_groups = groups.of_row, groups.of_half, groups.n_groups
    inside = group >= 0
    n_rows = np.bincount(group[inside], minlength=n_groups)
    depth = np.bincount(group[inside], library[inside], n_groups)
    means = profiles.sums / np.maximum(n_rows, 1)[:, np.newaxis]
    for part, labels in wanted.items():
        halves = np.array([group_of[part, label] for label in labels.tolist()])
        known = (n_rows[halves] > 0).all(axis=1)
        halves = halves[known]
        control = np.array(group_of[-1, rows.control])
        if len(halves) < FEWEST_CONDITIONS or not n_rows[control].all():
            continue
        # The noise of one half knows nothing of that of the other: their product is about the
        # square of the effect, and 0 on average where there is none, however few the rows.
        step = means[halves] - means[control]
        effect = np.einsum("ij,ij->i", step[:, 0], step[:, 1])
        total = n_rows[halves].sum(axis=1)
        bound = RANK_SIGMAS / math.sqrt(len(halves) - 1)
        for cue, values in (
            ("rows", total),
            ("library_size", depth[halves].sum(axis=1) / total),
        ):
            yield EffectCue(part, cue, len(halves), _spearman(values, effect), bound)


@dataclass(frozen=True)
class _Groups:
    """Group of each row, -1 for none, and the groups of both halves by part and condition."""

    of_row: NDArray[np.int64]
    of_half: dict[tuple[int, int], tuple[int, int]]

    @property
    def n_groups(self) -> int:
        return int(self.of_row.max()) + 1


def _groups(rows: _Rows, wanted: dict[int, NDArray[np.int64]]) -> _Groups:
    """Give a number to both halves of each condition of a part, and of all controls (part -1)."""
    group = np.full(len(rows.label), -1, np.int64)
    group_of: dict[tuple[int, int], tuple[int, int]] = {}
    n_labels = rows.control + 1
    for part, labels in wanted.items():
        first = np.full(n_labels, -1, np.int64)
        for label in labels.tolist():
            first[label] = 2 * len(group_of)
            group_of[part, label] = (2 * len(group_of), 2 * len(group_of) + 1)
        mine = (rows.part == part) & (rows.label >= 0)
        mine &= first[rows.label] >= 0
        group[mine] = first[rows.label[mine]] + rows.half[mine]
    group_of[-1, rows.control] = (2 * len(group_of), 2 * len(group_of) + 1)
    control = (rows.label == rows.control) & (rows.part >= 0)
    group[control] = group_of[-1, rows.control][0] + rows.half[control]
    return _Groups(group, group_of)


def _spearman(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return the rank correlation; equal values share their mean rank. 0 where one is constant."""
    ranks = [_ranks(values) for values in (one, other)]
    centred = [values - values.mean() for values in ranks]
    scale = math.sqrt(float(np.dot(centred[0], centred[0]) * np.dot(centred[1], centred[1])))
    return float(np.dot(centred[0], centred[1])) / scale if scale else 0.0


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    mean_rank: NDArray[np.float64] = np.cumsum(counts) - (counts - 1) / 2
    return mean_rank[place]
