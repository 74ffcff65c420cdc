"""Draft the header of a manifest for a split that was read from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.splits.importers.model import ImportedSplit
    from aivc.splits.observations import Observations, Partitioning


def draft_header(
    imported: ImportedSplit, manifest_id: str, split_of: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the slots that the source states, and those that a manifest cannot be without.

    What is unsaid is left out, aside from ``purpose`` (benchmark) and ``split_method`` (given); a
    part whose role is unsaid has none, so that an audit asks for it.
    """
    parts = [
        {"partition_name": name} | ({"partition_role": role} if role else {})
        for name, role in imported.parts.items()
    ]
    return {
        "aivc_schema_version": VERSION,
        "manifest_id": manifest_id,
        "split_of": dict(split_of),
        "purpose": "benchmark",
        "unit_of_split": imported.unit,
        "split_method": "given",
        "partitions": parts,
        **imported.slots,
    }


def with_measured(
    header: Mapping[str, Any],
    left_out: int,
    partitioning: Partitioning,
    observations: Observations,
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Add what the data show: sizes of parts, what was left out, and where controls are.

    Observations that the source does not name at all are no exclusion: an audit asks about them.

    Returns
    -------
    dict
        The header.
    tuple of str
        What was added, in words.
    """
    sizes = _sizes(partitioning)
    parts = [
        {**part, "n_observations": sizes.get(part["partition_name"], 0)}
        for part in header["partitions"]
    ]
    measured = {**header, "partitions": parts}
    remarks = []
    n_nowhere = int(np.count_nonzero(partitioning.codes < 0))
    if left_out and n_nowhere:
        reason = "left out by the split that was imported"
        number = min(left_out, n_nowhere)
        measured["exclusions"] = [{"exclusion_reason": reason, "n_observations": number}]
    if n_nowhere:
        remarks.append(f"{n_nowhere} of {observations.n_rows} observations are in no part")
    lost = int(np.count_nonzero(observations.is_control & (partitioning.codes < 0)))
    if lost:
        are = "is a control" if lost == 1 else "are controls"
        remarks.append(f"{lost} of them {are}: say where controls go")
    policy = None if "control_policy" in header else _policy(partitioning, observations)
    if policy is not None:
        measured["control_policy"] = policy
        remarks.append(f"control_policy is {policy}: that is where the controls are")
    return measured, tuple(remarks)


def _sizes(partitioning: Partitioning) -> dict[str, int]:
    every = np.concatenate([partitioning.codes, partitioning.also[:, 1]])
    counts = np.bincount(every.astype(np.int64) + 1, minlength=len(partitioning.names) + 1)[1:]
    return dict(zip(partitioning.names, counts.tolist(), strict=True))


def _policy(partitioning: Partitioning, observations: Observations) -> str | None:
    """Return the policy where the data leave no doubt about it."""
    controls = np.flatnonzero(observations.is_control)
    if not len(controls):
        return None
    training = [k for k, role in enumerate(partitioning.roles) if role == "training"]
    codes = partitioning.codes[controls]
    if np.isin(partitioning.also[:, 0], controls).any():
        return "shared_all"
    return "train_only" if np.isin(codes, training).all() else None
