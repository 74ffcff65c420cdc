"""Observations and requests that many tests use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from making.rows import observations

from aivc.splits.making.request import PartRequest, SplitRequest

if TYPE_CHECKING:
    from aivc.splits.making.made import MadeSplit
    from aivc.splits.observations import Observations

TRAIN = PartRequest("train", "training")
THREE = (TRAIN, PartRequest("validation", "validation", 0.1), PartRequest("test", "test", 0.2))


def screen(
    n_rows: int = 600, n_donors: int = 10, n_agents: int = 12, seed: int = 0
) -> Observations:
    """Return a screen: donors x agents, a tenth controls, plates of one donor each, wells."""
    draw = np.random.default_rng(seed)
    donor = draw.integers(0, n_donors, n_rows)
    control = draw.random(n_rows) < 0.1
    agent = draw.integers(0, n_agents, n_rows)
    plate = donor * 2 + draw.integers(0, 2, n_rows)
    return observations(
        {
            "donor": [f"D{k:02d}" for k in donor],
            "cell_type": [("T", "B", "NK")[k] for k in draw.integers(0, 3, n_rows)],
            "agent": [None if c else f"A{k:02d}" for k, c in zip(agent, control, strict=True)],
            "plate": [f"P{k:03d}" for k in plate],
            "well": [
                f"P{p:03d}/{'c' if c else a}" for p, a, c in zip(plate, agent, control, strict=True)
            ],
        },
        control=control,
        columns={"site_of": [("x", "y")[k % 2] for k in donor]},
    )


def pairs_of_genes() -> Observations:
    """Return a combinatorial screen: 20 genes alone, 60 pairs of them, controls; 4 rows each."""
    genes = [f"G{k:02d}" for k in range(20)]
    draw = np.random.default_rng(1)
    pairs: list[str] = []
    while len(pairs) < 60:
        one, other = sorted(draw.choice(genes, 2, replace=False).tolist())
        if f"{one}+{other}" not in pairs:
            pairs.append(f"{one}+{other}")
    labels = [*genes, *pairs] * 4
    agent: list[str | None] = [*labels, *[None] * 40]
    is_pair = ["+" in label for label in labels]
    return observations(
        {
            "agent": agent,
            "combination": [x if p else None for x, p in zip(labels, is_pair, strict=True)]
            + [None] * 40,
        },
        control=[False] * len(labels) + [True] * 40,
    )


def values(rows: Observations, axis: str, made: MadeSplit, part: str, **where: bool) -> set[str]:
    """Return the values of an axis in a part; ``treated=True`` leaves controls out."""
    keys = rows.axes[axis]
    mask = members(made, part)
    if where.get("treated"):
        mask = mask & ~rows.is_control
    return {keys.levels[code] for code in keys.codes[mask] if code >= 0}


def members(made: MadeSplit, part: str) -> Any:
    """Return the rows of a part as a mask, further memberships included."""
    if part not in made.partitioning.names:
        return np.zeros(len(made.partitioning.codes), bool)
    code = made.partitioning.names.index(part)
    mask = made.partitioning.codes == code
    also = made.partitioning.also
    mask[also[also[:, 1] == code, 0]] = True
    return mask


def ask(*hold_out: str, **more: Any) -> SplitRequest:
    """Return a request for three parts."""
    return SplitRequest(tuple(hold_out), **{"parts": THREE, **more})
