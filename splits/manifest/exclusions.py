"""Which rows the exclusions of a manifest describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.manifest.integrity import MAX_EXAMPLES, ExclusionFit, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import Exclusion
    from aivc.splits.observations import Observations


def fit_exclusions(
    exclusions: Sequence[Exclusion],
    observations: Observations,
    is_assigned: NDArray[np.bool_],
) -> tuple[tuple[ExclusionFit, ...], NDArray[np.bool_]]:
    """Return what each exclusion is in the data, and which rows any of them describes.

    Values of one column are alternatives; several columns must all fit.
    """
    fits = []
    covered = np.zeros(observations.n_rows, bool)
    for index, exclusion in enumerate(exclusions):
        rows, absent = _described(exclusion, observations)
        reason, declared = exclusion.exclusion_reason or "", exclusion.n_observations
        if rows is None:
            fits.append(ExclusionFit(index, reason, declared, None, absent=absent))
            continue
        covered |= rows
        both = np.flatnonzero(rows & is_assigned)
        names = observations.names_of(both[:MAX_EXAMPLES].tolist())
        n_matched = int(np.count_nonzero(rows))
        assigned = Tally(len(both), n_matched, names)
        fits.append(ExclusionFit(index, reason, declared, n_matched, assigned))
    return tuple(fits), covered


def n_uncovered(fits: Sequence[ExclusionFit], n_missing: int) -> int:
    """Return how many rows in no part are left once exclusions without ``matches`` are taken off.

    One that says neither which rows nor how many it means covers whatever there is.
    """
    untold = [fit for fit in fits if fit.matched is None and not fit.absent]
    if any(fit.declared is None for fit in untold):
        return 0
    return max(0, n_missing - sum(fit.declared or 0 for fit in untold))


def _described(
    exclusion: Exclusion, observations: Observations
) -> tuple[NDArray[np.bool_] | None, tuple[str, ...]]:
    wanted: dict[str, list[str | float]] = {}
    for match in exclusion.matches:
        if match.column is not None and match.column_value is not None:
            wanted.setdefault(match.column, []).append(match.column_value)
    if not wanted:
        return None, ()
    rows = np.ones(observations.n_rows, bool)
    absent = []
    for name, values in wanted.items():
        column = observations.column(name)
        if column is None:
            absent.append(name)
            continue
        codes, labels = column
        fits = np.array([*(any(_means(v, label) for v in values) for label in labels), False])
        rows &= fits[codes]
    return (None, tuple(absent)) if absent else (rows, ())


def _means(value: str | float, label: str) -> bool:
    """Tell whether a value of the header means a label: text as text, numbers as numbers."""
    if isinstance(value, bool):
        return label.casefold() == str(value).casefold()
    if isinstance(value, str):
        return value == label
    try:
        return float(label) == float(value)
    except ValueError:
        return False
