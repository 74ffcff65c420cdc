"""Outcomes of units, summed up from the rows of a matrix in one reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.task import Space

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.effect.request import EffectRequest
    from aivc.evaluation.effect.units import Units
    from aivc.splits.observations import Observations
    from aivc.storage.model import Dataset

SPACES = (Space.LOG_OF_SUM, Space.MEAN_OF_LOG, Space.MEAN)
"""Spaces in which a unit has an outcome."""


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Outcomes of units.

    ``values`` has shape (n_units, n_features), NaN where a unit has no value.
    """

    matrix: str
    features: tuple[str, ...]
    space: Space
    values: NDArray[np.float64]


def outcomes_of(
    dataset: Dataset, rows: Observations, units: Units, request: EffectRequest
) -> Outcomes:
    """Read the outcomes of units.

    Raises
    ------
    TaskError
        There is no such matrix or feature, its rows cannot be matched, it has no counts where
        counts are needed, or there are too many units by features to hold.
    UnreadableInputError
        The bytes of the matrix cannot be decoded.
    """
    from aivc.evaluation.tasks.group_sums import Grouping
    from aivc.evaluation.tasks.matrices import chosen_columns, find_matrix
    from aivc.evaluation.tasks.measured import MOST_VALUES
    from aivc.evaluation.tasks.states import STATE, state_of
    from aivc.evaluation.tasks.sums import sum_groups
    from aivc.validators.split_facts.table_rows import places_of_rows, taken

    source = find_matrix(dataset, request.table, request.layer)
    columns = chosen_columns(source, request.features, "the features asked for")
    if units.n_units * len(columns) > MOST_VALUES:
        msg = (
            f"{units.n_units:,} units by {len(columns):,} features are too many to hold; name a "
            f"larger unit, or the features that are wanted"
        )
        raise TaskError(msg)
    places = places_of_rows(source.table, rows)
    if places is None:
        msg = f"the rows of {source.path} have no names to match them by"
        raise TaskError(msg)
    spaces = (request.space,) if request.space else (Space.LOG_OF_SUM, Space.MEAN)
    moments = frozenset().union(*(STATE[space] for space in spaces))
    codes = taken(units.of_row, places)
    (sums,), seen = sum_groups(source.matrix, [Grouping(codes, units.n_units, moments)], columns)
    is_counts = not seen.n_negative and not seen.n_fractional
    space = request.space or (Space.LOG_OF_SUM if is_counts else Space.MEAN)
    if space is not Space.MEAN and seen.n_negative:
        msg = (
            f"{source.path} has {seen.n_negative:,} negative values, of which no logarithm of "
            f"counts can be taken; use the space {Space.MEAN}"
        )
        raise TaskError(msg)
    names = tuple(source.features[column] for column in columns)
    return Outcomes(source.path, names, space, state_of(sums, space))
