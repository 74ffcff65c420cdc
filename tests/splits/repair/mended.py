"""Splits written by hand, what is said of them, and the smallest repair found by trying all."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from making.rows import observations

from aivc.schema.generated.views import Claim, SplitManifest
from aivc.splits.observations import Partitioning
from aivc.validators.claims.judge import judge
from aivc.validators.split_facts.count import count_axes
from aivc.validators.split_facts.kept_whole import is_kept_whole
from aivc.validators.split_facts.model import SplitFacts
from aivc.validators.split_facts.overlap import overlap_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.splits.observations import Observations

ROLES = {"train": "training", "val": "validation", "test": "test", "out": "excluded"}


def rows_of(
    axes: Mapping[str, Sequence[Any]], *, control: Sequence[bool] | None = None
) -> Observations:
    """Return rows; doses and times are their own numbers."""
    named = {axis: [None if v is None else str(v) for v in axes[axis]] for axis in axes}
    numbers = {
        axis: {label: float(label) for label in named[axis] if label is not None}
        for axis in ("dose", "time")
        if axis in axes
    }
    rows = observations(named, control=control, numbers=numbers)
    if "combination" in rows.axes and "agent" in rows.axes:
        # Both are read from one column, as in a file: a single agent is no missing combination.
        keys = replace(rows.axes["combination"], columns=rows.axes["agent"].columns)
        return replace(rows, axes={**rows.axes, "combination": keys})
    return rows


def parts_of(labels: Sequence[str | tuple[str, ...]]) -> Partitioning:
    """Return the parts of rows; a tuple puts a row into several."""
    each = [(label,) if isinstance(label, str) else label for label in labels]
    names = tuple(name for name in ROLES if any(name in mine for mine in each))
    codes = [sorted(names.index(name) for name in mine) for mine in each]
    also = [(row, part) for row, mine in enumerate(codes) for part in mine[1:]]
    return Partitioning(
        names,
        tuple(ROLES[name] for name in names),
        np.array([mine[0] for mine in codes], np.int16),
        np.array(also, np.int64).reshape(-1, 2),
    )


def claim(axis: str, novelty: str = "unseen", partition: str = "test", **more: Any) -> Claim:
    return Claim(claim_axis=axis, novelty=novelty, partition=partition, **more)


def manifest(*claims: Claim, unit: str = "observation", **more: Any) -> SplitManifest:
    pointed = tuple(
        Claim(
            pointer=f"/claims/{k}",
            **{name: getattr(one, name) for name in Claim.fields},
        )
        for k, one in enumerate(claims)
    )
    return SplitManifest(claims=pointed, unit_of_split=unit, **more)


def facts_of(rows: Observations, parts: Partitioning, header: SplitManifest) -> SplitFacts:
    counted = count_axes(rows, parts, header)
    return SplitFacts(
        header,
        {},
        "",
        None,  # type: ignore[arg-type]
        counted.parts,
        counted.axes,
        counted.joints,
        counted.associations,
    )


def verdicts(rows: Observations, parts: Partitioning, header: SplitManifest) -> list[str]:
    return [str(one.verdict) for one in judge(facts_of(rows, parts, header))]


def shares_what_is_kept_whole(
    rows: Observations, parts: Partitioning, header: SplitManifest
) -> list[str]:
    """Return the axes that are kept whole and shared."""
    facts = facts_of(rows, parts, header)
    return [
        axis
        for pair in facts.pairs()
        for axis, counted in facts.axes.items()
        if axis != "observation" and is_kept_whole(facts, pair, axis)
        if overlap_of(facts, pair, counted).is_shared
    ]


def fewest_to_drop(codes: Sequence[Sequence[int]], parts: Sequence[int], apart: set[Any]) -> int:
    """Try every set of rows: the fewest to drop so that no code is in two parts that are apart."""
    n_rows = len(parts)
    best = n_rows
    for keeps in product((False, True), repeat=n_rows):
        kept = [k for k in range(n_rows) if keeps[k]]
        if n_rows - len(kept) < best and not any(
            {parts[a], parts[b]} in apart and any(c[a] == c[b] >= 0 for c in codes)
            for i, a in enumerate(kept)
            for b in kept[:i]
        ):
            best = n_rows - len(kept)
    return best
