"""Rows that must go because of what training holds: each claim has its own rule.

Here only rows are dropped, never moved, so that doing it again and again comes to an end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.axes import AXES
from aivc.splits.repair.apart import claim_axes, codes_of, sides_of
from aivc.splits.repair.ranges import rows_out_of_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.schema.generated.views import Claim, SplitManifest
    from aivc.splits.observations import Observations, Partitioning
    from aivc.splits.repair.entries import Entries

GROUPED_BY = ("agent", "target")
"""Doses and times of one agent say nothing about the range of another."""


@dataclass(frozen=True)
class Sides:
    """A claim with the entries of either side as they are now."""

    claim: Claim
    evaluated: NDArray[np.bool_]
    reference: NDArray[np.bool_]


@dataclass(frozen=True)
class Dropped:
    """Entries that one claim asks to drop, why, and entries of which one must stay.

    Both of shape (n_entries,).
    """

    entries: NDArray[np.bool_]
    reason: str
    judged: NDArray[np.bool_]


def dropped_for_claims(
    manifest: SplitManifest,
    observations: Observations,
    partitioning: Partitioning,
    entries: Entries,
) -> Iterator[Dropped]:
    """Yield what each claim asks to drop, as rows are now."""
    for claim in manifest.claims:
        sides = _sides(claim, partitioning, entries)
        if sides is None or not set(claim_axes(claim)) <= set(observations.axes):
            continue
        policy = manifest.control_policy
        match claim.novelty:
            case "seen":
                yield _not_seen(sides, observations, entries)
            case "seen_in_other_context":
                yield _seen_nowhere(sides, observations, entries, policy)
            case "few_shot" if claim.few_shot_limit is not None:
                yield _too_many(sides, observations, entries, policy, claim.few_shot_limit)
            case "interpolation" | "extrapolation":
                yield _out_of_order(sides, observations, entries)
            case "unseen" if claim.members_seen is not None:
                yield _other_members(sides, observations, entries, claim.members_seen)


def _sides(claim: Claim, partitioning: Partitioning, entries: Entries) -> Sides | None:
    parts = sides_of(claim, partitioning)
    if parts is None:
        return None
    evaluated, references = parts
    return Sides(claim, entries.part == evaluated, np.isin(entries.part, references))


def _is_among(codes: NDArray[np.int64], chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which entries have a code that a chosen one has; -1 is none."""
    found = np.zeros(int(codes.max(initial=-1)) + 2, bool)
    found[codes[chosen]] = True
    found[-1] = False
    return found[codes]


def _label(claim: Claim) -> str:
    return " and ".join(AXES[axis].label for axis in claim_axes(claim))


def _not_seen(sides: Sides, observations: Observations, entries: Entries) -> Dropped:
    codes = codes_of(claim_axes(sides.claim), observations, None)[entries.row]
    goes = sides.evaluated & (codes >= 0) & ~_is_among(codes, sides.reference)
    reason = f"training does not know its {_label(sides.claim)}"
    return Dropped(goes, reason, sides.evaluated & (codes >= 0))


def _seen_nowhere(
    sides: Sides, observations: Observations, entries: Entries, policy: str | None
) -> Dropped:
    axis = sides.claim.claim_axis or ""
    codes = codes_of([axis], observations, policy)[entries.row]
    joint = codes_of(claim_axes(sides.claim), observations, policy)[entries.row]
    # Only a row whose context is known too tells that training has the value in some context.
    goes = sides.evaluated & (joint >= 0) & ~_is_among(codes, sides.reference & (joint >= 0))
    reason = f"training knows its {AXES[axis].label} in no context"
    return Dropped(goes, reason, sides.evaluated & (joint >= 0))


def _too_many(
    sides: Sides,
    observations: Observations,
    entries: Entries,
    policy: str | None,
    limit: int,
) -> Dropped:
    codes = codes_of(claim_axes(sides.claim), observations, policy)[entries.row]
    n_codes = int(codes.max(initial=-1)) + 1
    evaluated = np.bincount(codes[sides.evaluated & (codes >= 0)], minlength=n_codes)
    reference = np.bincount(codes[sides.reference & (codes >= 0)], minlength=n_codes)
    over = (evaluated > 0) & (reference > limit)
    from_test = over & (evaluated < reference - limit)
    goes = sides.evaluated & (codes >= 0) & np.append(from_test, False)[codes]
    in_training = sides.reference & (codes >= 0) & np.append(over & ~from_test, False)[codes]
    # Which rows of a value stay is decided by their names, not by their order.
    order = np.lexsort((observations.id_hashes[entries.row], codes))
    order = order[in_training[order]]
    first = np.searchsorted(codes[order], codes[order])
    goes[order[np.arange(len(order)) - first >= limit]] = True
    reason = f"training may hold {limit:,} of its {_label(sides.claim)}"
    return Dropped(goes, reason, sides.evaluated & (codes >= 0))


def _out_of_order(sides: Sides, observations: Observations, entries: Entries) -> Dropped:
    claim = sides.claim
    axis = claim.claim_axis or ""
    keys = observations.axes[axis]
    where = "between" if claim.novelty == "interpolation" else "beyond"
    reason = f"its {AXES[axis].label} does not lie {where} those of training"
    if keys.numbers is None:
        return Dropped(np.zeros(len(entries), bool), reason, sides.evaluated)
    number = np.append(keys.numbers, np.nan)[keys.codes.astype(np.int64)][entries.row]
    others = [name for name in claim_axes(claim) if name != axis]
    if not others:
        others = [name for name in GROUPED_BY if name in observations.axes][:1]
    group = (
        codes_of(others, observations, None)[entries.row]
        if others
        else np.zeros(len(entries), np.int64)
    )
    goes = rows_out_of_order(
        number, group, sides.evaluated, sides.reference, is_between=where == "between"
    )
    return Dropped(goes, reason, sides.evaluated & (group >= 0) & ~np.isnan(number))


def _other_members(
    sides: Sides, observations: Observations, entries: Entries, wanted: int
) -> Dropped:
    keys = observations.axes["combination"]
    codes = keys.codes.astype(np.int64)[entries.row]
    alone = _seen_alone(sides, observations, entries)
    reason = f"training knows other than {wanted} of its members alone"
    if alone is None:
        return Dropped(np.zeros(len(entries), bool), reason, sides.evaluated)
    in_training = np.unique(codes[sides.reference & (codes >= 0)])
    combined = {member for code in in_training.tolist() for member in keys.members[code]} - alone
    fits = np.array(
        [
            sum(member in alone for member in members) == wanted
            and not any(member in combined for member in members)
            for members in keys.members
        ],
        bool,
    )
    judged = sides.evaluated & (codes >= 0)
    return Dropped(judged & ~np.append(fits, True)[codes], reason, judged)


def _seen_alone(
    sides: Sides, observations: Observations, entries: Entries
) -> frozenset[str] | None:
    combined = {member for level in observations.axes["combination"].members for member in level}
    best: frozenset[str] | None = None
    most = -1
    for axis in ("agent", "target", "guide"):
        if axis not in observations.axes:
            continue
        keys = observations.axes[axis]
        codes = keys.codes.astype(np.int64)[entries.row]
        known = sum(len(level) == 1 and level[0] in combined for level in keys.members)
        if known > most:
            in_training = np.unique(codes[sides.reference & (codes >= 0)]).tolist()
            singles = (keys.members[code] for code in in_training)
            best, most = frozenset(level[0] for level in singles if len(level) == 1), known
    return best
