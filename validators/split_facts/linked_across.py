"""Measure which rows of an evaluated part measure what rows of another part measure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.findings import MAX_EXAMPLES
from aivc.validators.split_facts.pairing_facts import LinkedAcross, PairingFacts, UnreadLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from aivc.splits.observations import Observations, Partitioning
    from aivc.validators.split_facts.linked_model import LinkedRows
    from aivc.validators.split_facts.model import Pair, SplitFacts


def with_linked(
    facts: SplitFacts,
    linked: Sequence[LinkedRows],
    observations: Observations,
    partitioning: Partitioning,
) -> PairingFacts | None:
    """Add rows that are linked across parts to what is known of paired modalities."""
    if not linked:
        return facts.pairing
    found = [
        across
        for pair in facts.pairs()
        for one in linked
        if (across := _across(one, pair, observations, partitioning.codes)) is not None
    ]
    unread = tuple(UnreadLink(one.told_by, one.problem) for one in linked if one.problem)
    return replace(facts.pairing or PairingFacts(), linked=tuple(found), unread=unread)


def _across(
    linked: LinkedRows, pair: Pair, observations: Observations, codes: NDArray[np.int16]
) -> LinkedAcross | None:
    rows = linked.across(codes, pair.evaluated, pair.reference)
    if not len(rows):
        return None
    others = linked.across(codes, pair.reference, pair.evaluated)
    all_linked = np.unique(linked.row[codes[linked.row] == pair.evaluated])
    return LinkedAcross(
        pair,
        linked.what,
        linked.told_by,
        rows,
        len(all_linked),
        _tables(rows, observations),
        _tables(others, observations),
        _examples(linked, rows[:MAX_EXAMPLES], pair, observations, codes),
    )


def _tables(rows: NDArray[np.int64], observations: Observations) -> tuple[str, ...]:
    return tuple(
        name
        for name, start, stop in observations.segments
        if bool(((rows >= start) & (rows < stop)).any())
    )


def _examples(
    linked: LinkedRows,
    rows: NDArray[np.int64],
    pair: Pair,
    observations: Observations,
    codes: NDArray[np.int16],
) -> tuple[str, ...]:
    partners = []
    for row in rows.tolist():
        nodes = linked.node[linked.row == row]
        beside = linked.row[np.isin(linked.node, nodes) & (codes[linked.row] == pair.reference)]
        partners.append(int(beside.min()))
    mine = told_names(observations, rows.tolist())
    theirs = told_names(observations, partners)
    return tuple(f"{one} with {other}" for one, other in zip(mine, theirs, strict=True))


def told_names(observations: Observations, rows: Iterable[int]) -> tuple[str, ...]:
    """Name rows; those of several tables with the table, which may use a name for another thing."""
    wanted = [int(row) for row in rows]
    names = observations.names_of(wanted)
    if not observations.segments:
        return names
    starts = np.array([start for _, start, _ in observations.segments])
    tables = np.searchsorted(starts, wanted, side="right") - 1
    return tuple(
        f"{name} of {observations.segments[table][0]}"
        for name, table in zip(names, tables.tolist(), strict=True)
    )
