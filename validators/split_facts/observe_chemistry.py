"""Scaffolds of compounds and clusters of similar ones, computed from structures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary import chemistry_available
from aivc.splits.identity.similarity import DEFAULT_THRESHOLD
from aivc.splits.identity.spelling import folded
from aivc.splits.observations import AxisKeys
from aivc.storage.keys.joint_keys import chunks, small_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import SplitManifest
    from aivc.splits.identity.context import IdentityContext

NEEDS_CHEM = "structures cannot be compared without RDKit; install aivc[chem]"

COMPUTED = ("scaffold", "compound_cluster")


def structures_by_name(agents: AxisKeys, context: IdentityContext) -> dict[str, str]:
    """Return the structure of each canonical agent, by its name; the first of several alike."""
    # Names are tidied: blanks around a label are gone, and letters may be of another case.
    told = {folded(label): written for label, written in sorted(context.structures.items())}
    names = {member for members in agents.members for member in members}
    found = {name: told[folded(name)] for name in sorted(names) if folded(name) in told}
    resolution = agents.resolution
    for merge in resolution.merges if resolution is not None else ():
        for label in merge.labels:
            if merge.canonical in names and folded(label) in told:
                found.setdefault(merge.canonical, told[folded(label)])
    return found


def computed_axes(
    agents: AxisKeys, structures: Mapping[str, str], manifest: SplitManifest | None
) -> tuple[dict[str, AxisKeys], dict[str, str]]:
    """Compute the scaffold of each agent, and the cluster where the manifest asks for it.

    A combination has the scaffolds, or the clusters, of all its members. An agent without a ring
    has no scaffold.

    Returns
    -------
    axes, absent
        What could be computed, and what the manifest asks for and could not be.
    """
    asked = _asked(manifest)
    if not structures:
        return {}, {
            axis: "no structure of any agent is known" for axis in COMPUTED if axis in asked
        }
    if not chemistry_available():
        return {}, {axis: NEEDS_CHEM for axis in COMPUTED if axis in asked}
    from aivc.splits.identity.structures import compound_clusters, scaffold_of

    found = {"scaffold": {name: scaffold_of(s) or "" for name, s in sorted(structures.items())}}
    if "compound_cluster" in asked and manifest is not None:
        threshold = manifest.similarity_threshold
        found["compound_cluster"] = compound_clusters(
            structures, DEFAULT_THRESHOLD if threshold is None else threshold
        )
    axes = {axis: _of_members(axis, agents, names) for axis, names in found.items()}
    return {axis: keys for axis, keys in axes.items() if keys.levels}, {
        axis: "no agent has one" for axis, keys in axes.items() if not keys.levels and axis in asked
    }


def _asked(manifest: SplitManifest | None) -> frozenset[str]:
    if manifest is None:
        return frozenset()
    named = {manifest.unit_of_split, *manifest.shared_axes}
    for claim in manifest.claims:
        named.update((claim.claim_axis, *claim.joint_with))
    return frozenset(name for name in named if name is not None)


def _of_members(axis: str, agents: AxisKeys, names: Mapping[str, str]) -> AxisKeys:
    sets = [
        tuple(sorted({names[member] for member in members if names.get(member)}))
        for members in agents.members
    ]
    distinct = {" + ".join(each): each for each in sets if each}
    places = {name: k for k, name in enumerate(sorted(distinct))}
    place = np.array([*(places.get(" + ".join(each), -1) for each in sets), -1], np.int64)
    place = small_codes(place, len(places))
    codes = np.empty(len(agents.codes), place.dtype)
    for rows in chunks(len(codes)):
        codes[rows] = place[np.maximum(agents.codes[rows], -1)]
    return AxisKeys(
        axis,
        codes,
        tuple(places),
        agents.columns,
        "computed",
        members=tuple(distinct[name] for name in places),
    )
