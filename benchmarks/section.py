"""Validate a section of cells and transcripts: time and memory against the number of transcripts.

    python benchmarks/section.py --folder FOLDER --cells 200000 --transcripts 20000000
    python benchmarks/section.py --folder FOLDER --cells 200000 --transcripts 20000000 --ids text

The section is a SpatialData store that is written here, a part of a million transcripts at a time:
points with the place, gene, quality and cell of each transcript, shapes of cells, and a table of
counts that are those of the transcripts. One transcript in ten is of no cell. ``--ids`` says what
transcripts are called: by their place in the file (``none``), by numbers in random order
(``number``) or by texts (``text``). Each job is a process of its own:

``validate``  ``aivc validate --level full``, every rule
``scale``     sets of units and links alone
``read``      the floor: pyarrow reads the same two columns and counts the transcripts of each cell
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import Any

import numpy as np
from side_by_side import measure

N_GENES = 300
PART = 1_000_000
SHARE_UNASSIGNED = 0.1


def write_section(path: Path, n_cells: int, n_transcripts: int, ids: str, seed: int = 0) -> None:
    """Write the store and its card."""
    import anndata
    import pandas as pd
    import scipy.sparse as sp
    import yaml
    import zarr
    from pyarrow import parquet

    root = zarr.open_group(path, mode="w", zarr_format=2)
    root.attrs["spatialdata_attrs"] = {"version": "0.2"}
    for name in ("points/transcripts", "shapes/cells"):
        root.create_group(name).attrs["coordinateTransformations"] = [_in_micrometres()]
    names = np.array([f"cell_{cell:07d}" for cell in range(n_cells)])
    side = float(np.sqrt(n_cells) * 10)
    draw = np.random.default_rng(seed)
    shapes = pd.DataFrame({"radius": np.full(n_cells, 5.0, np.float32)}, index=names)
    shapes.to_parquet(path / "shapes/cells/shapes.parquet")
    (path / "points/transcripts/points.parquet").mkdir()
    counts = sp.csr_matrix((n_cells, N_GENES), dtype=np.int32)
    n_linked = 0
    for number, start in enumerate(range(0, n_transcripts, PART)):
        n = min(PART, n_transcripts - start)
        cell = draw.integers(0, n_cells, n)
        gene = draw.integers(0, N_GENES, n)
        is_linked = draw.random(n) >= SHARE_UNASSIGNED
        n_linked += int(is_linked.sum())
        linked = np.ones(int(is_linked.sum()), np.int32), (cell[is_linked], gene[is_linked])
        counts = counts + sp.coo_matrix(linked, shape=counts.shape).tocsr()
        part = _part(draw, side, cell, gene, is_linked, names)
        if ids != "none":
            part = part.append_column("transcript_id", _ids(start, n, n_transcripts, ids))
        parquet.write_table(part, path / f"points/transcripts/points.parquet/part.{number}.parquet")
    obs = pd.DataFrame({"cell_id": names, "region": pd.Categorical(["cells"] * n_cells)})
    obs.index = names
    var = pd.DataFrame(index=[f"GENE{gene}" for gene in range(N_GENES)])
    with anndata.settings.override(zarr_write_format=2):
        anndata.AnnData(counts.astype(np.float32), obs=obs, var=var).write_zarr(
            path / "tables" / "cells"
        )
    zarr.open_group(path / "tables", mode="a", zarr_format=2)
    card = _card(n_cells, n_transcripts, n_linked, ids)
    path.with_suffix(".aivc.yaml").write_text(yaml.safe_dump(card, sort_keys=False))


def _part(
    draw: np.random.Generator,
    side: float,
    cell: np.ndarray,
    gene: np.ndarray,
    is_linked: np.ndarray,
    names: np.ndarray,
) -> Any:
    import pyarrow as pa

    n = len(cell)
    codes = np.where(is_linked, cell, len(names)).astype(np.int32)
    labels = pa.array([*names.tolist(), "UNASSIGNED"])
    genes = pa.array([f"GENE{one}" for one in range(N_GENES)])
    return pa.table(
        {
            "x": draw.random(n, np.float32) * np.float32(side),
            "y": draw.random(n, np.float32) * np.float32(side),
            "gene": pa.DictionaryArray.from_arrays(gene.astype(np.int32), genes),
            "qv": draw.random(n, np.float32) * np.float32(40),
            # As vendors write it: texts, which Parquet itself keeps as a dictionary.
            "cell_id": pa.DictionaryArray.from_arrays(codes, labels).cast(pa.string()),
        }
    )


def _ids(start: int, n: int, n_transcripts: int, ids: str) -> Any:
    import pyarrow as pa

    # An odd factor times the number, modulo a power of two, meets every number once.
    space = 1 << max(1, (n_transcripts - 1).bit_length())
    numbers = (np.arange(start, start + n, dtype=np.int64) * 0x9E3779B1) % space
    return pa.array(numbers) if ids == "number" else pa.array(numbers).cast(pa.string())


def _in_micrometres() -> dict[str, Any]:
    axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
    return {
        "type": "scale",
        "scale": [1.0, 1.0],
        "input": {"name": "yx", "axes": axes},
        "output": {"name": "global", "axes": axes},
    }


def _card(n_cells: int, n_transcripts: int, n_linked: int, ids: str) -> dict[str, Any]:
    transcripts = {
        "unit_set_id": "transcripts",
        "scale": "molecule",
        "element": "points/transcripts",
        "n_units": n_transcripts,
    }
    if ids != "none":
        transcripts["unit_id_column"] = "transcript_id"
    coverage = {"n_source": n_transcripts, "n_source_linked": n_linked}
    return {
        "title": "A section that was drawn by a program",
        "operators": [
            {
                "operator_id": "panel",
                "operator_type": "ImagingSpatial",
                "scale": "cell",
                "pixel_size": {"value": 1.0, "unit": "um"},
            }
        ],
        "tables": [
            {
                "path_in_file": "tables/cells/X",
                "measured_by": "panel",
                "value_type": "raw_counts",
                "unit_set": "cells",
            }
        ],
        "unit_sets": [
            transcripts,
            {
                "unit_set_id": "cells",
                "scale": "cell",
                "element": "shapes/cells",
                "unit_id_column": "cell_id",
                "n_units": n_cells,
            },
        ],
        "links": [
            {
                "link_id": "assigned",
                "source_set": "transcripts",
                "target_set": "cells",
                "direction": "project",
                "link_type": "transcript_to_cell",
                "cardinality": "many_to_one",
                "partner_column": "cell_id",
                "unassigned_labels": ["UNASSIGNED"],
                "aggregation_function": "sum",
                "conserved_quantity": "counts",
                "coverage": {**coverage, "n_target": n_cells, "n_target_linked": n_cells},
            }
        ],
    }


def measure_scale(path: Path) -> str:
    """Measure sets and links, and return what was counted of the link."""
    from aivc.storage import find_card, open_dataset
    from aivc.validators.facts.collect import collect
    from aivc.validators.findings import Level

    with open_dataset(path) as dataset:
        _, facts, _ = collect(dataset, find_card(path, dataset=dataset), level=Level.OBS)
    if facts.scale is None:
        return "no card"
    (link,) = facts.scale.links
    return f"{link.n_source_linked:,} of {link.n_source:,} linked {link.problem}"


def read_floor(path: Path) -> str:
    """Read ids and cells with pyarrow and count, a part at a time."""
    import pyarrow.compute as pc
    from pyarrow import parquet

    counts: dict[str, int] = {}
    for file in sorted((path / "points/transcripts/points.parquet").glob("*.parquet")):
        table = parquet.read_table(file, use_threads=False)
        for one in pc.value_counts(table["cell_id"]).to_pylist():
            counts[one["values"]] = counts.get(one["values"], 0) + one["counts"]
    return f"{sum(counts.values()) - counts.get('UNASSIGNED', 0):,} linked"


def main() -> None:
    """Write the section where it is not there, and measure the jobs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--cells", type=int, default=200_000)
    parser.add_argument("--transcripts", type=int, default=20_000_000)
    parser.add_argument("--ids", choices=("none", "number", "text"), default="number")
    parser.add_argument("--jobs", nargs="*", default=["scale", "read", "validate"])
    parser.add_argument("--job", help=argparse.SUPPRESS)
    given = parser.parse_args()
    path = given.folder / f"section_{given.cells}_{given.transcripts}_{given.ids}.zarr"
    if given.job == "write":
        given.folder.mkdir(parents=True, exist_ok=True)
        write_section(path, given.cells, given.transcripts, given.ids)
        return
    if given.job is not None:
        print({"scale": measure_scale, "read": read_floor}[given.job](path))
        return
    again = shlex.join([sys.executable, *sys.argv])
    if not path.exists():
        # A process of its own: the peak of a child is at least what its parent holds.
        measure(f"{again} --job write")
    aivc = Path(sys.executable).with_name("aivc")
    validate = shlex.join([str(aivc), "validate", str(path), "--quiet"])
    print("| job | CPU s | wall s | peak MB | exit |")
    print("|---|---|---|---|---|")
    for job in given.jobs:
        cost = measure(validate if job == "validate" else f"{again} --job {job}")
        print(f"| {job} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.peak_mb:.0f} | {cost.code} |")


if __name__ == "__main__":
    main()
