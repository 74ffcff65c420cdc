"""The steps that a pipeline of 10x took, as activities of the card."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PIPELINES: Mapping[str, str] = MappingProxyType(
    {
        "cellranger": "Cell Ranger",
        "cellranger-arc": "Cell Ranger ARC",
        "cellranger-atac": "Cell Ranger ATAC",
        "spaceranger": "Space Ranger",
    }
)
"""Programs by the names that they write into ``software_version``."""

_SAID = re.compile(r"(?P<name>[a-z]+(?:-[a-z]+)?)-(?P<version>\d\S*)")


def software_of(said: str) -> dict[str, str] | None:
    """Return program and version; None where they are not those of a pipeline that counts.

    Examples
    --------
    >>> software_of("cellranger-arc-2.0.2")
    {'name': 'Cell Ranger ARC', 'version': '2.0.2'}
    >>> software_of("custom") is None
    True
    """
    found = _SAID.fullmatch(said.strip().lower())
    if found is None or found["name"] not in PIPELINES:
        return None
    return {"name": PIPELINES[found["name"]], "version": found["version"]}


def activities_of(software: Mapping[str, str], *, is_filtered: bool) -> list[dict[str, Any]]:
    """Return the steps from reads to counts.

    Parameters
    ----------
    software
        Program and version.
    is_filtered
        Whether the barcodes are those that the program called cells.
    """
    steps = [("quantify", "quantification", "per_observation")]
    if is_filtered:
        steps.append(("call_cells", "cell_calling", "per_sample"))
    return [
        {
            "activity_id": activity,
            "step_type": kind,
            "order_index": number,
            "software": dict(software),
            "fit_scope": scope,
        }
        for number, (activity, kind, scope) in enumerate(steps, start=1)
    ]
