"""Headers of manifests, put together by hand as a person would."""

from __future__ import annotations

from typing import Any

PARTS = (("train", "training"), ("val", "validation"), ("test", "test"))


def header(
    unit: str,
    claims: list[dict[str, Any]],
    *,
    binding: dict[str, list[str]],
    control_policy: str = "split_with_group",
    controls: list[str] | None = None,
    shared: list[str] | None = None,
    parts: tuple[tuple[str, str], ...] = PARTS,
    **more: Any,
) -> dict[str, Any]:
    """Return a header.

    ``binding`` maps roles to columns; the keys ``combination_separator``, ``dose_unit`` and
    ``time_unit`` are taken over as they are.
    """
    plain = {"combination_separator", "dose_unit", "time_unit"}
    keys = [
        {"role": role, "columns": columns} for role, columns in binding.items() if role not in plain
    ]
    written: dict[str, Any] = {
        "aivc_schema_version": "0.1.0",
        "manifest_id": "aivc:splits/simulated",
        "split_of": {"dataset_id": "aivc:datasets/simulated", "version": "1.0.0"},
        "purpose": "benchmark",
        "unit_of_split": unit,
        "binding": {"keys": keys, **{k: v for k, v in binding.items() if k in plain}},
        "split_method": "random",
        "seed": 1,
        "tool": {"name": "simulation", "version": "1"},
        "partitions": [{"partition_name": n, "partition_role": r} for n, r in parts],
        "claims": claims,
        "control_policy": control_policy,
        "validation_role": "model_selection",
        **more,
    }
    if controls:
        written["control_labels"] = controls
    if shared:
        written["shared_axes"] = shared
    return written


def unseen(*axes: str, part: str = "test", **more: Any) -> dict[str, Any]:
    """Return the claim that a part holds new values of an axis, or new joint values of several."""
    claim: dict[str, Any] = {"claim_axis": axes[0], "novelty": "unseen", "partition": part}
    if axes[1:]:
        claim["joint_with"] = list(axes[1:])
    return {**claim, **more}


def both_unseen(axis: str) -> list[dict[str, Any]]:
    """Return the claim for validation and for test."""
    return [unseen(axis, part="val"), unseen(axis)]
