"""How much each part is to get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.request import SplitRequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.making.request import PartRequest


def shares_of(parts: Sequence[PartRequest], total: int) -> NDArray[np.float64]:
    """Return the share of each part; parts without a size divide what is left.

    Raises
    ------
    SplitRequestError
        The sizes add up to more than there is.
    """
    shares = np.array([np.nan if p.size is None else _share(p.size, total) for p in parts])
    is_rest = np.isnan(shares)
    left = 1 - float(np.nansum(shares))
    if left < -1e-9 or (is_rest.any() and left <= 0):
        asked = " + ".join(f"{p.size:g}" for p in parts if p.size is not None)
        message = f"The sizes {asked} leave nothing of {total:,} for training; ask for less."
        raise SplitRequestError(message)
    shares[is_rest] = max(left, 0) / max(int(is_rest.sum()), 1)
    normed: NDArray[np.float64] = shares / shares.sum()
    return normed


def targets_of(shares: NDArray[np.float64], total: int) -> NDArray[np.int64]:
    """Return whole sizes that add up to the total and are never 0 for a share above 0."""
    exact = shares * total
    whole = np.floor(exact).astype(np.int64)
    whole[(shares > 0) & (whole == 0)] = 1
    missing = total - int(whole.sum())
    order = np.argsort(whole - exact, kind="stable")
    if missing > 0:
        whole[order[:missing]] += 1
    elif missing < 0:
        whole[np.argmax(whole)] += missing
    return whole


def _share(size: float, total: int) -> float:
    return size if size < 1 else size / max(total, 1)
