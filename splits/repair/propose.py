"""Propose the smallest change of a split that makes its manifest true."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.axes import AXES
from aivc.splits.repair.apart import all_apart, claim_axes
from aivc.splits.repair.depending import dropped_for_claims
from aivc.splits.repair.entries import NOWHERE, Entries, entries_of
from aivc.splits.repair.in_space import buffer_of, dropped_by_things, dropped_in_space
from aivc.splits.repair.model import Repair, RepairBy
from aivc.splits.repair.outcome import repair_of
from aivc.splits.repair.taken_apart import Change, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import Claim, SplitManifest
    from aivc.splits.making.links import Links
    from aivc.splits.observations import Observations, Partitioning


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
    change = taken_apart(demands, entries, partitioning, by)
    obstacles = []
    while change.given_up:
        # What would leave a part empty is left as it is, and said; all else is mended.
        for need in change.given_up:
            name, what = partitioning.names[need.part], demands[need.demand].what
            obstacles.append(f"nothing would be left of {name} if no {what} were on both sides")
        given_up = {need.demand for need in change.given_up}
        demands = tuple(one for k, one in enumerate(demands) if k not in given_up)
        change = taken_apart(demands, entries, partitioning, by)
    change, emptied = _with_claims(change, manifest, observations, partitioning, entries, yielding)
    obstacles += [
        f"{name} would end without rows that its claims are about: of each, {what}"
        for what, name in emptied
    ]
    obstacles += _beyond_repair(manifest, observations)
    return repair_of(change, entries, partitioning, tuple(dict.fromkeys(obstacles)))


def _with_claims(
    change: Change,
    manifest: SplitManifest,
    observations: Observations,
    partitioning: Partitioning,
    entries: Entries,
    links: Sequence[Links],
) -> tuple[Change, list[tuple[str, str]]]:
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
