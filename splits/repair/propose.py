"""Propose the smallest change of a split that makes its manifest true."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.axes import AXES
from aivc.splits.repair.apart import Apart, all_apart, claim_axes
from aivc.splits.repair.by_dropping import Dropping, Need, by_dropping
from aivc.splits.repair.by_moving import KEPT_SHARE, Moving, by_moving
from aivc.splits.repair.conflicts import crossing_codes
from aivc.splits.repair.depending import dropped_for_claims
from aivc.splits.repair.entries import NOWHERE, Entries, entries_of, partitioning_of
from aivc.splits.repair.in_space import buffer_of, dropped_by_things, dropped_in_space
from aivc.splits.repair.model import Repair, RepairBy, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import Claim, SplitManifest
    from aivc.splits.making.links import Links
    from aivc.splits.observations import Observations, Partitioning

EXCLUDED = "excluded"
MOVES_ALONG = "it belongs together with rows that are moved"


@dataclass(frozen=True)
class _Change:
    """Parts of entries afterwards, the reason of each drop, and what is known of the effort."""

    part: NDArray[np.int64]
    why: NDArray[np.int64]
    reasons: tuple[str, ...]
    at_least: int
    given_up: tuple[Need, ...]

    def n_touched(self, before: Entries) -> int:
        """Count the entries that change."""
        return int((self.part != before.part).sum())


def propose_repair(
    observations: Observations,
    partitioning: Partitioning,
    manifest: SplitManifest,
    *,
    by: RepairBy = RepairBy.SMALLEST,
    links: Sequence[Links] = (),
) -> Repair:
    """Change a split as little as possible so that its claims hold and what is kept whole is whole.

    First everything that must not be on both sides is taken apart, all axes and links at once: by
    dropping the fewest rows (exact between two sides, see :mod:`aivc.splits.repair.cover`), by
    moving groups of rows that hang together, or, group by group, by whichever touches fewer. Then
    each claim that depends on what training holds (seen, few-shot, seen in another context, between
    or beyond, members seen) drops what does not fit, until nothing changes any more.

    Parameters
    ----------
    observations
        The rows.
    partitioning
        Their parts.
    manifest
        What is claimed and kept whole.
    by
        How to mend.
    links
        Further rows that must be in one part, such as copies of each other.

    Returns
    -------
    Repair
        No part that a claim is about ends without rows; where that could not be helped, the split
        is left as it is there, and ``obstacles`` says so.
    """
    entries = entries_of(partitioning)
    # Of blocks in space what hangs together may be cut, and what is beside the cut goes.
    cuts = manifest.unit_of_split == "spatial_block"
    yielding = tuple(each for each in links if cuts and each.things is not None)
    whole = tuple(each for each in links if not cuts or each.things is None)
    demands = all_apart(manifest, observations, partitioning, whole)
    change = _taken_apart(demands, entries, partitioning, by)
    obstacles = []
    while change.given_up:
        # What would leave a part empty is left as it is, and said; all else is mended.
        for need in change.given_up:
            name, what = partitioning.names[need.part], demands[need.demand].what
            obstacles.append(f"nothing would be left of {name} if no {what} were on both sides")
        given_up = {need.demand for need in change.given_up}
        demands = tuple(one for k, one in enumerate(demands) if k not in given_up)
        change = _taken_apart(demands, entries, partitioning, by)
    change, emptied = _with_claims(change, manifest, observations, partitioning, entries, yielding)
    obstacles += [
        f"{name} would end without rows that its claims are about: of each, {what}"
        for what, name in emptied
    ]
    obstacles += _beyond_repair(manifest, observations)
    return _repair(change, entries, partitioning, tuple(dict.fromkeys(obstacles)))


def _taken_apart(
    demands: tuple[Apart, ...], entries: Entries, partitioning: Partitioning, by: RepairBy
) -> _Change:
    changes = []
    if by is not RepairBy.MOVE:
        dropping = by_dropping(demands, entries)
        changes.append(_by_dropping(dropping, demands, entries, partitioning))
    if by is not RepairBy.DROP:
        kept_share = KEPT_SHARE if by is RepairBy.MOVE else 0.0
        moving = by_moving(demands, entries, kept_share)
        changes.append(_by_moving(moving, demands, entries, partitioning))
    if by is RepairBy.SMALLEST and not dropping.given_up and not moving.given_up:
        mixed = _mixed(changes[0], changes[1], moving.group, entries)
        if not _is_emptied(demands, entries, mixed):
            changes.append(mixed)
    # Of what empties nothing, the one that touches fewest; of equals the last, which drops fewer.
    least = min(
        range(len(changes)),
        key=lambda k: (len(changes[k].given_up), changes[k].n_touched(entries), -k),
    )
    chosen = changes[least]
    if by is RepairBy.DROP:
        return chosen
    # Dropping the rows that a change moves would do as well, but for parts that end empty.
    alone = by_dropping([replace(demand, needed=frozenset()) for demand in demands], entries)
    return replace(chosen, at_least=alone.at_least)


def _by_dropping(
    dropping: Dropping, demands: Sequence[Apart], entries: Entries, partitioning: Partitioning
) -> _Change:
    why, reasons = _reasons(dropping.dropped, demands, entries, partitioning)
    part = np.where(dropping.dropped, NOWHERE, entries.part)
    return _Change(part, why, reasons, dropping.at_least, dropping.given_up)


def _by_moving(
    moving: Moving, demands: Sequence[Apart], entries: Entries, partitioning: Partitioning
) -> _Change:
    why, reasons = _reasons(moving.part != entries.part, demands, entries, partitioning)
    return _Change(moving.part, why, reasons, 0, moving.given_up)


def _reasons(
    touched: NDArray[np.bool_],
    demands: Sequence[Apart],
    entries: Entries,
    partitioning: Partitioning,
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Give each entry that is touched the first reason that applies."""
    reasons = [MOVES_ALONG]
    why = np.full(len(entries), -1, np.int64)
    for demand in demands:
        crossing = np.append(crossing_codes(demand, entries), False)[demand.codes[entries.row]]
        mine = touched & crossing & (why < 0)
        for one in np.unique(entries.part[mine]).tolist():
            others = sorted({p for pair in demand.pairs if one in pair for p in pair} - {one})
            names = " or ".join(partitioning.names[k] for k in others)
            why[mine & (entries.part == one)] = len(reasons)
            reasons.append(_shared(demand.what, names))
    why[touched & (why < 0)] = 0
    return why, tuple(reasons)


def _shared(what: str, others: str) -> str:
    return f"it is in {others} too" if what == "observation" else f"its {what} is in {others} too"


def _mixed(
    dropping: _Change, moving: _Change, group: NDArray[np.int64], entries: Entries
) -> _Change:
    """Take for each group whichever touches fewer; the move where both touch as many."""
    n_groups = int(group.max(initial=-1)) + 1
    tied = group >= 0
    n_dropped = np.bincount(group[tied & (dropping.part != entries.part)], minlength=n_groups)
    n_moved = np.bincount(group[tied & (moving.part != entries.part)], minlength=n_groups)
    drops = np.append(n_dropped < n_moved, False)[group]
    return _Change(
        np.where(drops, dropping.part, moving.part),
        np.where(
            drops, dropping.why, np.where(moving.why < 0, -1, moving.why + len(dropping.reasons))
        ),
        (*dropping.reasons, *moving.reasons),
        0,
        (),
    )


def _is_emptied(demands: tuple[Apart, ...], entries: Entries, change: _Change) -> bool:
    for demand in demands:
        has_code = demand.codes[entries.row] >= 0
        for part in demand.needed:
            had = bool((has_code & (entries.part == part)).any())
            if had and not bool((has_code & (change.part == part)).any()):
                return True
    return False


def _with_claims(
    change: _Change,
    manifest: SplitManifest,
    observations: Observations,
    partitioning: Partitioning,
    entries: Entries,
    links: Sequence[Links],
) -> tuple[_Change, list[tuple[str, str]]]:
    """Drop what claims and the buffer ask for until nothing changes, but what empties a part."""
    reasons = list(change.reasons)
    part, why = change.part.copy(), change.why.copy()
    emptied: dict[tuple[str, str], None] = {}
    while True:
        now = entries.with_parts(part)
        found = False
        asked_for = chain(
            dropped_for_claims(manifest, observations, partitioning, now),
            dropped_in_space(manifest, observations, partitioning, now),
            dropped_by_things(links, partitioning, now),
        )
        for asked in asked_for:
            goes = asked.entries & (part >= 0)
            names = [
                partitioning.names[k]
                for k in np.unique(part[goes & asked.judged]).tolist()
                if goes[asked.judged & (part == k)].all()
            ]
            if names:
                emptied[asked.reason, names[0]] = None
            elif goes.any():
                if asked.reason not in reasons:
                    reasons.append(asked.reason)
                why[goes] = reasons.index(asked.reason)
                part[goes] = NOWHERE
                found = True
                break
        if not found:
            break
    done = replace(change, part=part, why=why, reasons=tuple(reasons))
    return done, list(emptied)


def _beyond_repair(manifest: SplitManifest, observations: Observations) -> Iterator[str]:
    if manifest.tile_width and manifest.tile_height:
        diagonal = float(np.hypot(manifest.tile_width, manifest.tile_height))
        if (buffer_of(manifest, observations) or 0.0) < diagonal:
            yield (
                "tiles of two parts may overlap, which only a buffer as long as their diagonal "
                f"({diagonal:g}) rules out"
            )
    for claim in manifest.claims:
        for axis in claim_axes(claim):
            by_distance = axis == "spatial_block" and buffer_of(manifest, observations) is not None
            if axis not in observations.axes and not by_distance:
                label = AXES[axis].label if axis in AXES else str(claim.claim_axis)
                yield f"{_pointed(claim)} is about {label}, of which the data say nothing"
                break


def _pointed(claim: Claim) -> str:
    return f"the claim at {claim.pointer}" if claim.pointer else "a claim"


def _repair(
    change: _Change, entries: Entries, partitioning: Partitioning, obstacles: tuple[str, ...]
) -> Repair:
    before, excluded = _with_excluded(partitioning)
    after = partitioning_of(entries.with_parts(change.part), before, excluded)
    was, left = np.zeros(entries.n_rows, bool), np.zeros(entries.n_rows, bool)
    was[entries.row] = True
    left[entries.row[change.part >= 0]] = True
    dropped = np.flatnonzero(was & ~left)
    touched = change.part != entries.part
    n_moved = len(np.unique(entries.row[touched & left[entries.row]]))
    if not touched.any():
        after = partitioning
    return Repair(
        partitioning=after,
        steps=tuple(_steps(change, entries, partitioning)),
        obstacles=obstacles,
        n_dropped=len(dropped),
        n_moved=n_moved,
        at_least=change.at_least,
        dropped=dropped,
    )


def _with_excluded(partitioning: Partitioning) -> tuple[Partitioning, int]:
    """Return a partitioning that has a part for dropped rows, and its position."""
    for k, role in enumerate(partitioning.roles):
        if role == EXCLUDED:
            return partitioning, k
    names = partitioning.names
    candidates = (EXCLUDED, *(f"{EXCLUDED} {k}" for k in range(2, len(names) + 3)))
    name = next(name for name in candidates if name not in names)
    more = replace(partitioning, names=(*names, name), roles=(*partitioning.roles, EXCLUDED))
    return more, len(names)


def _steps(change: _Change, entries: Entries, partitioning: Partitioning) -> Iterable[Step]:
    touched = np.flatnonzero(change.part != entries.part)
    counted = Counter(
        zip(
            entries.part[touched].tolist(),
            change.part[touched].tolist(),
            change.why[touched].tolist(),
            strict=True,
        )
    )
    steps = [
        Step(
            change.reasons[why],
            partitioning.names[source],
            partitioning.names[goal] if goal >= 0 else "",
            n,
        )
        for (source, goal, why), n in counted.items()
    ]
    return sorted(
        steps, key=lambda step: (-step.n_observations, step.source, step.goal, step.reason)
    )
