"""The header of a manifest that was repaired."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.splits.repair.model import Repair


def repaired_header(raw: Mapping[str, Any], repair: Repair) -> dict[str, Any]:
    """Return a header with the parts, counts and exclusions of a repair, and all else as it was.

    A split in which rows were touched is another one, and has another identifier.

    The table of assignments is left out; it is written anew.

    Parameters
    ----------
    raw
        The header as plain data.
    repair
        What was done.
    """
    header = copy.deepcopy(dict(raw))
    header.pop("assignments", None)
    header["partitions"] = _partitions(header.get("partitions", []), repair)
    dropped = [step for step in repair.steps if not step.goal]
    reasons: dict[str, int] = {}
    for step in dropped:
        reason = f"taken out of {step.source}: {step.reason}"
        reasons[reason] = reasons.get(reason, 0) + step.n_observations
    if reasons:
        header["exclusions"] = [
            *header.get("exclusions", []),
            *(
                {"exclusion_reason": reason, "n_observations": n}
                for reason, n in sorted(reasons.items())
            ),
        ]
    if repair.steps and isinstance(header.get("manifest_id"), str):
        header["manifest_id"] = f"{header['manifest_id']}-repaired"
    header["tool"] = {"name": "aivc", "version": VERSION}
    return header


def _partitions(declared: list[dict[str, Any]], repair: Repair) -> list[dict[str, Any]]:
    partitioning = repair.partitioning
    n_parts = len(partitioning.names)
    counted = np.bincount(partitioning.codes[partitioning.codes >= 0], minlength=n_parts)
    counted = counted + np.bincount(partitioning.also[:, 1], minlength=n_parts)
    size = dict(zip(partitioning.names, counted.tolist(), strict=True))
    found = []
    for part in declared:
        name = part.get("partition_name")
        more = {"n_observations": size[name]} if "n_observations" in part and name in size else {}
        found.append({**part, **more})
    named = {part.get("partition_name") for part in declared}
    found += [
        {"partition_name": name, "partition_role": role, "n_observations": size[name]}
        for name, role in zip(partitioning.names, partitioning.roles, strict=True)
        if name not in named and size[name] and role
    ]
    return found
