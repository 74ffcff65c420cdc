"""What parts were to get, and what they got."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.design import Design, design_of
from aivc.splits.making.made import PartSize
from aivc.splits.making.targets import shares_of
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.making.problem import Problem
    from aivc.splits.making.turns import Turn
    from aivc.splits.observations import Partitioning

_SHOWN = 20


def part_sizes(problem: Problem, made: Partitioning, turn: Turn) -> tuple[PartSize, ...]:
    """Measure every part."""
    n_rows = max(problem.observations.n_rows, 1)
    counts = np.bincount(made.codes[made.codes >= 0], minlength=len(made.names))
    counts += np.bincount(made.also[:, 1], minlength=len(made.names))
    targets = target_shares(problem, turn)
    return tuple(
        PartSize(
            name,
            role,
            int(counts[k]),
            float(counts[k] / n_rows),
            targets[k] if k < len(targets) else None,
            _values(problem, made.codes == k),
        )
        for k, (name, role) in enumerate(zip(made.names, made.roles, strict=True))
    )


def target_shares(problem: Problem, turn: Turn) -> list[float | None]:
    """Return the share of observations that each part was to get; None where none was asked for.

    Where values are given, what they hold decides. Of several axes the share is that of a block.
    """
    request = problem.request
    design = design_of(request)
    if design in {Design.COMBINATIONS, Design.ORDERED} or request.size_in == "units":
        return [None] * len(request.parts)
    shares = shares_of(request.parts, int(problem.is_placed.sum()))
    if turn.n_folds:
        shares = _rotated(shares, request.tested, 1 / turn.n_folds, request.training)
    if turn.n_inner:
        validation = next(k for k, p in enumerate(request.parts) if p.role == "validation")
        inner = (1 - shares[request.tested]) / turn.n_inner
        shares = _rotated(shares, validation, inner, request.training)
    if design in {Design.JOINT, Design.CROSSED}:
        shares = shares ** len(request.hold_out)
    if design is Design.CROSSED:
        shares[request.training] += 1 - shares.sum()
    names_given = {name for name, values in request.given.items() if values}
    if names_given:
        return [None] * len(request.parts)
    return [round(float(share), 6) for share in shares]


def _rotated(
    shares: NDArray[np.float64], part: int, share: float, training: int
) -> NDArray[np.float64]:
    rotated = shares.copy()
    rotated[training] += rotated[part] - share
    rotated[part] = share
    return rotated.clip(0, 1)


def _values(problem: Problem, rows: NDArray[np.bool_]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (links.axis, len(np.unique(links.codes[rows & (links.codes >= 0)])))
        for links in problem.held
    )


def held_out_values(problem: Problem, made: Partitioning) -> dict[str, tuple[str, ...]]:
    """Return the values of each held-out axis in the part that is tested, at most twenty."""
    tested = made.codes == problem.request.tested
    found = {}
    for links in problem.held:
        codes = np.unique(links.codes[tested & (links.codes >= 0)])
        found[links.axis] = tuple(sorted(links.levels[code] for code in codes.tolist())[:_SHOWN])
    return found


def strata_deviation(problem: Problem, made: Partitioning) -> float | None:
    """Return the greatest difference between the share of a stratum in a part and in all parts."""
    if not problem.strata:
        return None
    n_parts = len(problem.request.parts)
    rows = np.flatnonzero((made.codes >= 0) & (made.codes < n_parts))
    stratum = joint_codes([column[rows] for column in problem.strata])
    width = len(stratum.combinations)
    table = np.bincount(
        made.codes[rows].astype(np.int64) * width + stratum.codes, minlength=n_parts * width
    ).reshape(n_parts, width)
    totals = table.sum(axis=1, keepdims=True)
    share = table / np.maximum(totals, 1)
    overall = table.sum(axis=0) / max(len(rows), 1)
    return float(np.abs(share - overall)[totals[:, 0] > 0].max(initial=0))
