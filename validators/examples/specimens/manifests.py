"""Headers of the manifests of specimens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.validators.examples.specimen import Specimen

PARTS = {"train": "training", "validation": "validation", "test": "test"}


def manifest(
    specimen: Specimen, unit: str, *, roles: Mapping[str, str] = PARTS, **more: Any
) -> dict[str, Any]:
    """Return the header of a split of a specimen.

    Parameters
    ----------
    specimen
        The dataset.
    unit
        Axis whose values are kept whole.
    roles
        Role of each part.
    more
        Further slots of ``SplitManifest``.
    """
    parts = [{"partition_name": name, "partition_role": role} for name, role in roles.items()]
    return {
        "aivc_schema_version": "0.1.0",
        "manifest_id": f"aivc:splits/{specimen.name}-by-{unit}",
        "split_of": {"dataset_id": (specimen.card or {}).get("id", "aivc:example")},
        "purpose": "benchmark",
        "unit_of_split": unit,
        "split_method": "given",
        "partitions": parts,
        "validation_role": "model_selection" if "validation" in roles else "none",
        **more,
    }
