"""What must not be on both sides: values that are kept whole, rows, links, claimed novelties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.axes import AXES, AxisKind
from aivc.splits.repair.entries import COMPARED
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import Claim, SplitManifest
    from aivc.splits.making.links import Links
    from aivc.splits.observations import AxisKeys, Observations, Partitioning

TOLERANT = frozenset({"train_only", "shared_all"})
"""Policies under which controls may be where what they are controls of is not."""

PartPair = tuple[int, int]


@dataclass(frozen=True)
class Apart:
    """Rows of one code must not be in both parts of a pair.

    Attributes
    ----------
    what
        In words, singular, such as ``donor``.
    codes
        Code of each row, -1 where it is tied to nothing; shape (n_rows,).
    pairs
        Positions of parts, the smaller first.
    needed
        Parts that must keep a row with a code: those that a claim is about and, of what is kept
        whole without a claim, all that are compared.
    """

    what: str
    codes: NDArray[np.int64]
    pairs: frozenset[PartPair]
    needed: frozenset[int] = frozenset()

    @property
    def n_codes(self) -> int:
        """One more than the largest code."""
        return int(self.codes.max(initial=-1)) + 1


def pair_of(one: int, other: int) -> PartPair:
    """Return two parts in order."""
    return (one, other) if one < other else (other, one)


def compared_pairs(partitioning: Partitioning) -> frozenset[PartPair]:
    """Return every pair of parts of which one is learned from before the other is judged."""
    roles = partitioning.roles
    compared = [k for k, role in enumerate(roles) if role in COMPARED]
    return frozenset(
        pair_of(one, other)
        for one in compared
        for other in compared
        if one < other
        and roles[one] != roles[other]
        and {roles[one], roles[other]} != {"test", "external_test"}
    )


def sides_of(claim: Claim, partitioning: Partitioning) -> tuple[int, tuple[int, ...]] | None:
    """Return the part that a claim is about and those that it is compared with; None if missing."""
    names = list(partitioning.names)
    if claim.partition not in names:
        return None
    evaluated = names.index(claim.partition)
    if claim.against_partition:
        references = [k for k, name in enumerate(names) if name == claim.against_partition]
    else:
        references = [k for k, role in enumerate(partitioning.roles) if role == "training"]
    others = tuple(k for k in references if k != evaluated)
    return (evaluated, others) if others else None


def all_apart(
    manifest: SplitManifest,
    observations: Observations,
    partitioning: Partitioning,
    links: Sequence[Links] = (),
) -> tuple[Apart, ...]:
    """Return everything that a manifest keeps apart, each once.

    Rows in several parts, axes of single physical things unless they may be shared, the unit of the
    split, links between rows that are given, and what claims say is unseen.
    """
    found = [
        *_rows(manifest, observations, partitioning),
        *_whole(manifest, observations, partitioning),
        *_claimed(manifest, observations, partitioning),
        *(
            Apart(link.reason, link.codes.astype(np.int64), compared_pairs(partitioning))
            for link in links
        ),
    ]
    return _merged(found)


def codes_of(
    axes: Sequence[str], observations: Observations, policy: str | None
) -> NDArray[np.int64]:
    """Return a code for the values of several axes together, -1 where any is missing.

    Controls have none where the policy lets them be on both sides.
    """
    columns = [_ranked(observations.axes[axis]) for axis in axes]
    if len(columns) == 1:
        codes = columns[0]
    else:
        joint = joint_codes(columns)
        known = (joint.combinations >= 0).all(axis=1)
        place = np.where(known, np.cumsum(known) - 1, -1)
        codes = place[joint.codes]
    if policy in TOLERANT:
        codes = np.where(observations.is_control, -1, codes)
    return codes


def _ranked(keys: AxisKeys) -> NDArray[np.int64]:
    """Return codes that number values by name, so that the order of levels does not matter."""
    order = sorted(range(len(keys.levels)), key=keys.levels.__getitem__)
    rank = np.full(len(order) + 1, -1, np.int64)
    rank[order] = np.arange(len(order))
    codes: NDArray[np.int64] = rank[keys.codes]
    return codes


def _rows(
    manifest: SplitManifest, observations: Observations, partitioning: Partitioning
) -> Iterable[Apart]:
    rows = np.unique(partitioning.also[:, 0])
    if manifest.control_policy == "shared_all":
        rows = rows[~observations.is_control[rows]]
    if not len(rows):
        return
    codes = np.full(observations.n_rows, -1, np.int64)
    # Numbered by name, so that the order of rows does not matter.
    rows = rows[np.argsort(observations.id_hashes[rows], kind="stable")]
    codes[rows] = np.arange(len(rows))
    n_parts = len(partitioning.names)
    every = frozenset((p, q) for p in range(n_parts) for q in range(p + 1, n_parts))
    yield Apart("observation", codes, every)


def _whole(
    manifest: SplitManifest, observations: Observations, partitioning: Partitioning
) -> Iterable[Apart]:
    for axis in observations.axes:
        is_thing = AXES[axis].kind is AxisKind.UNIT and axis not in manifest.shared_axes
        # Rows themselves are told apart by the table of assignments, above.
        if axis != "observation" and (is_thing or axis == manifest.unit_of_split):
            codes = codes_of([axis], observations, manifest.control_policy)
            pairs = compared_pairs(partitioning)
            needed = frozenset(part for pair in pairs for part in pair)
            yield Apart(AXES[axis].label, codes, pairs, needed)


def _claimed(
    manifest: SplitManifest, observations: Observations, partitioning: Partitioning
) -> Iterable[Apart]:
    for claim in manifest.claims:
        sides = sides_of(claim, partitioning)
        axes = claim_axes(claim)
        is_new = claim.novelty in {"unseen", "seen_in_other_context"}
        if not is_new or sides is None or not set(axes) <= set(observations.axes):
            continue
        evaluated, references = sides
        yield Apart(
            what=" and ".join(AXES[axis].label for axis in axes),
            codes=codes_of(axes, observations, manifest.control_policy),
            pairs=frozenset(pair_of(evaluated, reference) for reference in references),
            needed=frozenset({evaluated, *(references if len(references) == 1 else ())}),
        )


def claim_axes(claim: Claim) -> tuple[str, ...]:
    """Return the axes of a claim in the order of ``AXES``, each once."""
    named = {claim.claim_axis or "", *claim.joint_with}
    known = tuple(axis for axis in AXES if axis in named)
    return known if len(known) == len(named) else ("",)


def _merged(found: list[Apart]) -> tuple[Apart, ...]:
    """Join what is kept apart by the same codes."""
    kept: list[Apart] = []
    for one in found:
        same = next(
            (
                k
                for k, other in enumerate(kept)
                if other.what == one.what and np.array_equal(other.codes, one.codes)
            ),
            None,
        )
        if same is None:
            kept.append(one)
        else:
            kept[same] = replace(
                kept[same],
                pairs=kept[same].pairs | one.pairs,
                needed=kept[same].needed | one.needed,
            )
    return tuple(kept)
