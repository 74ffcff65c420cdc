"""A split that was made: the part of every row, the header of its manifest, and what it got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.splits.making.turns import Turn
    from aivc.splits.observations import Partitioning


@dataclass(frozen=True, slots=True)
class PartSize:
    """What a part was to get and what it got.

    ``target_share`` is None for parts that were not asked for, such as what is left out.
    ``n_values`` counts the values of each held-out axis in the part.
    """

    name: str
    role: str
    n_observations: int
    share: float
    target_share: float | None = None
    n_values: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class MadeSplit:
    """A split that was made.

    Attributes
    ----------
    partitioning
        The part of every row. Rows that are left out are in a part of role ``excluded`` or
        ``buffer``.
    header
        Header of the manifest, without what binds it to a dataset.
    turn
        Which of several this is.
    sizes
        What each part got.
    strata_deviation
        Greatest difference between the share of a stratum in a part and in all parts together;
        None where no strata were asked for.
    held_out
        Values of each held-out axis in the part that is tested, at most twenty, by axis.
    notes
        What a reader should know, in sentences.
    """

    partitioning: Partitioning
    header: Mapping[str, Any]
    turn: Turn
    sizes: tuple[PartSize, ...]
    strata_deviation: float | None
    held_out: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...] = ()
