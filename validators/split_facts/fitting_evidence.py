"""Find statistics in a file that tell which rows they were computed on.

Whoever centres columns makes their mean 0 over the rows that were looked at, to the precision of
the numbers; over other rows it is off by what chance leaves, which is thousands of times more. The
two are compared; nothing is said where they do not differ clearly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.keys.frame_hashes import hash_names
from aivc.storage.model import ColumnKind
from aivc.validators.split_facts.fitting_facts import FitEvidence, FitEvidenceKind, FittedOn
from aivc.validators.split_facts.fitting_sums import ColumnMoments, spread_columns, summed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.splits.observations import Partitioning
    from aivc.storage.model import Frame, Matrix, Table
    from aivc.validators.split_facts.fitting_sums import PartSums

FITS = 1e-3
"""Standard deviations that a stored statistic may be off from the one that it is: single precision
and clipping take far less, in a quarter of the columns at least."""

CLEARLY = 10.0
"""Times that the other rows must be off more. Rows of which a part was left out are off by about a
third of 1/sqrt(n) in the lower quartile, thousands of times the precision of the numbers."""

BELOW_CHANCE = 0.03
"""Standard errors of a mean within which a stored statistic must lie: of columns that are centred
on nothing, one of forty does; a quarter of ten or more does by chance less than once in 500 files,
and then lies no nearer to one set of rows than to the other."""

FEWEST_ROWS = 10
"""Rows that training and test must each have."""

FEWEST_COLUMNS = 10
"""Columns below which a quartile means nothing."""

_QUARTILE = 0.25
"""Columns of rare genes are clipped, which shifts their means; the best quarter is not."""

MEANS = ("means", "mean")
"""Columns of var that scanpy writes: for variable genes, and for scaling."""


@dataclass(frozen=True)
class Groups:
    """Rows of a table by what they are used for.

    ``of_row`` gives the group of each row. ``everything``, ``assigned``, ``learned`` and
    ``training`` are the groups that make up all rows, all rows in a part that is compared, training
    with validation, and training.
    """

    of_row: NDArray[np.int64]
    n_groups: int
    everything: NDArray[np.int64]
    assigned: NDArray[np.int64]
    learned: NDArray[np.int64]
    training: NDArray[np.int64]

    @classmethod
    def of(cls, codes: NDArray[np.int64], partitioning: Partitioning) -> Groups:
        """Group the rows of a table, given the part of each."""
        roles = np.array([*partitioning.roles, ""])
        nowhere = len(roles) - 1
        of_row = np.where(codes < 0, nowhere, codes)
        training = np.flatnonzero(roles == "training")
        learned = np.flatnonzero(np.isin(roles, ["training", "validation", "calibration"]))
        tests = np.flatnonzero(np.isin(roles, ["test", "external_test"]))
        return cls(
            of_row,
            nowhere + 1,
            np.arange(nowhere + 1),
            np.sort(np.concatenate([learned, tests])),
            learned,
            training,
        )

    def are_enough(self) -> bool:
        """Whether training and the rest are large enough to be told apart."""
        counts = np.bincount(self.of_row, minlength=self.n_groups)
        rest = counts[self.assigned].sum() - counts[self.learned].sum()
        return bool(min(counts[self.training].sum(), rest) >= FEWEST_ROWS)


def evidence_in(
    table: Table, codes: NDArray[np.int64], partitioning: Partitioning
) -> Iterator[FitEvidence]:
    """Yield what the matrices, embeddings and var of a table show.

    Parameters
    ----------
    table
        The table.
    codes
        Part of each of its rows, -1 for none.
    partitioning
        The parts.
    """
    groups = Groups.of(codes, partitioning)
    if not groups.are_enough():
        return
    for matrix in table.matrices:
        if matrix.name != "raw/X" and _has_negative(matrix):
            yield from _centred(table, matrix, FitEvidenceKind.SCALED, groups)
    for matrix in table.obsm:
        if "pca" in matrix.name.lower():
            yield from _centred(table, matrix, FitEvidenceKind.COMPONENTS, groups)
    for name in MEANS:
        yield from _stored_means(table, name, groups)


def _centred(
    table: Table, matrix: Matrix, kind: FitEvidenceKind, groups: Groups
) -> Iterator[FitEvidence]:
    sums = _sums(matrix, groups)
    if sums is None:
        return
    zero = np.zeros(len(sums.moments(groups.everything).mean))
    found = _judged(sums, zero, groups)
    if found is not None:
        yield FitEvidence(kind, table.name, matrix.name, matrix.name, *found)


def _sums(
    matrix: Matrix,
    groups: Groups,
    columns: NDArray[np.int64] | None = None,
    *,
    of_exponential: bool = False,
) -> PartSums | None:
    if matrix.shape[0] != len(groups.of_row):
        return None
    try:
        return summed(
            matrix,
            groups.of_row,
            groups.n_groups,
            columns=columns,
            of_exponential=of_exponential,
        )
    except AivcError:
        # Rules about matrices report bytes that cannot be decoded.
        return None


def _stored_means(table: Table, name: str, groups: Groups) -> Iterator[FitEvidence]:
    """Compare means in var with those of each matrix that they may come from."""
    stored = _numbers(table.var, name)
    if stored is None:
        return
    undecided: FitEvidence | None = None
    for matrix in table.matrices:
        of_matrix = _of_columns(table, matrix, stored)
        if of_matrix is None or _has_negative(matrix):
            continue
        columns = np.flatnonzero(np.isfinite(of_matrix))
        columns = columns[spread_columns(len(columns))] if len(columns) else columns
        for of_exponential in (False, True):
            sums = _sums(matrix, groups, columns, of_exponential=of_exponential)
            if sums is None:
                continue
            target = of_matrix[columns]
            target = np.expm1(np.minimum(target, 30.0)) if of_exponential else target
            found = _judged(sums, target, groups)
            if found is not None:
                kind = FitEvidenceKind.GENE_MEANS
                evidence = FitEvidence(kind, table.name, f"var/{name}", matrix.name, *found)
                if evidence.fitted_on is not FittedOn.UNDECIDED:
                    yield evidence
                    return
                undecided = undecided or evidence
    if undecided is not None:
        yield undecided


def _judged(
    sums: PartSums, target: NDArray[np.float64], groups: Groups
) -> tuple[FittedOn, float, float, float, int] | None:
    """Compare a stored mean of each column with the means over each set of rows."""
    spread = sums.moments(groups.everything).spread
    varies = spread > 0
    if np.count_nonzero(varies) < FEWEST_COLUMNS:
        return None

    def off(which: NDArray[np.int64]) -> float:
        moments: ColumnMoments = sums.moments(which)
        apart = np.abs(moments.mean - target)[varies] / spread[varies]
        return float(np.quantile(apart, _QUARTILE))

    off_all = min(off(groups.everything), off(groups.assigned))
    off_training = off(groups.training)
    has_validation = sums.n_rows[groups.learned].sum() > sums.n_rows[groups.training].sum()
    off_learned = off(groups.learned) if has_validation else math.nan
    n_rows = int(sums.n_rows.sum())
    fits = min(FITS, BELOW_CHANCE / math.sqrt(max(1, n_rows)))
    fitted_on = _fitted_on(off_all, off_learned, off_training, fits)
    return fitted_on, off_all, off_learned, off_training, int(np.count_nonzero(varies))


def _fitted_on(off_all: float, off_learned: float, off_training: float, fits: float) -> FittedOn:
    by_rows = {
        FittedOn.TEST_TOO: off_all,
        FittedOn.VALIDATION_TOO: off_learned,
        FittedOn.TRAINING: off_training,
    }
    known = {rows: value for rows, value in by_rows.items() if not math.isnan(value)}
    best = min(known, key=lambda rows: known[rows])
    others = [value for rows, value in known.items() if rows is not best]
    is_clear = all(value > CLEARLY * known[best] for value in others)
    return best if known[best] < fits and is_clear else FittedOn.UNDECIDED


def _has_negative(matrix: Matrix) -> bool:
    """Tell whether the first rows hold negative numbers, as centred ones do."""
    try:
        for block in matrix.blocks(1 << 20):
            return bool((np.asarray(block.data) < 0).any())
    except (AivcError, TypeError):
        return False
    return False


def _numbers(frame: Frame, name: str) -> NDArray[np.float64] | None:
    info = next((column for column in frame.columns if column.name == name), None)
    if info is None or info.kind not in {ColumnKind.FLOAT, ColumnKind.INTEGER}:
        return None
    try:
        return np.asarray(frame.numbers(name), np.float64)
    except AivcError:
        return None


def _of_columns(
    table: Table, matrix: Matrix, stored: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Return the stored number of each column of a matrix, NaN where it has none."""
    if matrix.name != "raw/X":
        return stored if matrix.shape[1] == len(stored) else None
    if table.raw_var is None:
        return None
    try:
        ours, theirs = hash_names(table.var), hash_names(table.raw_var)
    except AivcError:
        return None
    if not len(ours) or len(theirs) != matrix.shape[1]:
        return None
    order = np.argsort(ours, kind="stable")
    place = np.searchsorted(ours, theirs, sorter=order)
    place[place == len(ours)] = 0
    found = order[place]
    return np.where(ours[found] == theirs, stored[found], np.nan)
