"""The tables of a benchmark: its tiles, and which units an image shows."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.spatial_histology.card import Region
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.plan import TilePlan
    from aivc.verbs.spatial_histology.splits import Division
    from aivc.verbs.spatial_histology.survey import Survey

_NAMES_AT_ONCE = 1 << 16


def unit_names(survey: Survey) -> list[str]:
    """Return the names of all rows of the table."""
    names: list[str] = []
    n_rows = survey.rows.n_rows
    for start in range(0, n_rows, _NAMES_AT_ONCE):
        names += survey.rows.names_of(range(start, min(start + _NAMES_AT_ONCE, n_rows)))
    return names


def write_tiles(
    survey: Survey, plan: TilePlan, divisions: Sequence[Division], names: Sequence[str], path: Path
) -> None:
    """Write one row for each unit: its tile, what it shares with others, and its parts.

    Places are in the unit that the metadata of the file state; rows and columns are pixels of the
    finest resolution. What a unit does not have is missing.
    """
    import pyarrow as pa
    from pyarrow import parquet

    n_rows = survey.rows.n_rows
    tiles = plan.tiles
    has_tile = tiles.image >= 0
    section = np.full(n_rows, -1, np.int64)
    section[survey.placed] = survey.places.section
    centres = np.full((n_rows, 2), np.nan)
    centres[survey.placed] = survey.places.values
    height, width = tiles.sides()
    columns: dict[str, Any] = {
        "unit_id": pa.array(names, pa.string()),
        "table": _labels(np.zeros(n_rows, np.int64), (survey.units.table.name,)),
        "row": pa.array(np.arange(n_rows)),
        "section": _labels(section, survey.sections),
        "image": _labels(tiles.image, [image.path for image in plan.images]),
        "level": pa.array(np.array([*plan.levels, 0])[tiles.image], mask=~has_tile),
        "row0": pa.array(tiles.rows, mask=~has_tile),
        "col0": pa.array(tiles.columns, mask=~has_tile),
        "height": pa.array(height, mask=~has_tile),
        "width": pa.array(width, mask=~has_tile),
        "centre_x": pa.array(centres[:, 0], mask=np.isnan(centres[:, 0])),
        "centre_y": pa.array(centres[:, 1], mask=np.isnan(centres[:, 1])),
        "share_inside": pa.array(tiles.inside),
        "n_overlapping": pa.array(plan.overlaps.count),
        "largest_overlap": pa.array(plan.overlaps.largest_share),
    }
    if survey.places.micrometres is not None:
        in_um = centres * survey.places.micrometres
        columns["centre_x_um"] = pa.array(in_um[:, 0], mask=np.isnan(in_um[:, 0]))
        columns["centre_y_um"] = pa.array(in_um[:, 1], mask=np.isnan(in_um[:, 1]))
    for division in divisions:
        parts = division.made.partitioning
        name = f"part_{division.name}".replace(".", "_").replace("-", "_")
        columns[name] = _labels(parts.codes.astype(np.int64), parts.names)
    told = {
        "aivc_version": VERSION,
        "unit_of_centres": survey.places.unit,
        "level_scales": {
            image.path: [level.scale[-1] for level in image.stored.levels] for image in plan.images
        },
    }
    table = pa.table(columns).replace_schema_metadata({"aivc": json.dumps(told, sort_keys=True)})
    parquet.write_table(table, path, compression="zstd")


def write_regions(shown: Mapping[str, Sequence[str]], path: Path) -> Region:
    """Write the ids of units that an image shows, each linked to its own tile."""
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table({name: pa.array(ids, pa.string()) for name, ids in shown.items()})
    parquet.write_table(table, path, compression="zstd", store_schema=False)
    return Region(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), table.num_rows)


def _labels(codes: NDArray[np.int64], labels: Sequence[str]) -> Any:
    import pyarrow as pa

    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(labels), pa.string()))
