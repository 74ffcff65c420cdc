"""Values that are kept whole and lie in several parts all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.splits.making.draft import Draft, Reason
from aivc.splits.making.request import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from aivc.splits.making.links import Links
    from aivc.splits.making.problem import Problem


class CrossingError(AivcError, RuntimeError):
    """Something that was to be kept whole is divided: a fault of the maker."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Values of one kind of link that are in several parts."""

    reason: str
    values: tuple[str, ...]


def crossings(codes: NDArray[np.int16], links: Iterable[Links]) -> tuple[Crossing, ...]:
    """Return what is divided by the parts of rows, -1 for rows in none."""
    found = []
    for kind in links:
        divided = np.flatnonzero(_is_divided(kind.codes, codes))
        if len(divided):
            names = tuple(kind.levels[k] if kind.levels else str(k) for k in divided[:5].tolist())
            found.append(Crossing(kind.reason, names))
    return tuple(found)


def settle(problem: Problem, draft: Draft) -> Draft:
    """Take out rows that share something kept whole with a part that is judged later."""
    rank = np.array([*(ROLES.index(part.role) for part in problem.request.parts), -1])
    for links in problem.whole:
        is_divided = _is_divided(links.codes, np.where(problem.is_placed, draft.codes, -1))
        if not is_divided.any():
            continue
        concerned = (links.codes >= 0) & (draft.codes >= 0) & problem.is_placed
        concerned &= np.append(is_divided, False)[links.codes]
        last = np.full(len(is_divided), -1, np.int64)
        np.maximum.at(last, links.codes[concerned], _order(rank, draft.codes)[concerned])
        is_early = concerned & (_order(rank, draft.codes) < np.append(last, -1)[links.codes])
        draft = draft.leave_out(
            is_early, Reason(f"shares a {links.reason} with a part judged later")
        )
    return draft


def _order(rank: NDArray[np.int64], codes: NDArray[np.int16]) -> NDArray[np.int64]:
    """Order parts by role, and those of one role by position."""
    order: NDArray[np.int64] = rank[codes] * len(rank) + codes
    return order


def _is_divided(values: NDArray[Any], codes: NDArray[Any]) -> NDArray[np.bool_]:
    placed = (values >= 0) & (codes >= 0)
    n_values = int(values.max(initial=-1)) + 1
    low = np.full(n_values, np.iinfo(np.int64).max)
    high = np.full(n_values, -1, np.int64)
    np.minimum.at(low, values[placed], codes[placed])
    np.maximum.at(high, values[placed], codes[placed])
    divided: NDArray[np.bool_] = (high >= 0) & (low != high)
    return divided
