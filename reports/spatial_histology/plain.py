"""A benchmark of spatial histology as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.reports.spatial_histology.summary import HistologyBenchmark


def as_plain(made: HistologyBenchmark) -> dict[str, Any]:
    """Return everything but the maps, whose content is in the table of tiles."""
    plain = asdict(made)
    del plain["maps"]
    plain["folder"] = str(made.folder)
    plain["sizes"] = {
        name: {"value": choice.length.value, "unit": choice.length.unit, "because": choice.why}
        for name, choice in made.sizes
    }
    plain["files"] = dict(made.files)
    plain["part_names"] = {
        split.name: list(names) for split, names in zip(made.splits, made.part_names, strict=True)
    }
    return plain
