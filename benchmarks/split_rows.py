"""Audit the labels of many rows: an h5ad with obs and no matrix, assignments by donor.

python benchmarks/split_rows.py --folder FOLDER --rows 1000000 10000000
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from pathlib import Path
from statistics import median

import h5py
import numpy as np
import yaml
from side_by_side import measure
from split_audit import header

TEXT = h5py.string_dtype()
BLOCK = 1_000_000
SIZES = {
    "perturbation": 121,
    "guide_id": 360,
    "target_gene": 101,
    "donor": 40,
    "batch": 48,
    "replicate": 3,
    "plate": 200,
    "cell_type": 5,
    "dose": 3,
    "time": 2,
}


def write_rows(path: Path, n_rows: int) -> None:
    """Write obs in blocks, every column a categorical."""
    rng = np.random.default_rng(0)
    with h5py.File(path, "w") as file:
        _mark(file, "anndata", "0.1.0")
        for name in ("uns", "obsm", "layers"):
            _mark(file.create_group(name), "dict", "0.1.0")
        _frame(file.create_group("var"), [])
        obs = file.create_group("obs")
        _frame(obs, list(SIZES))
        del obs["_index"]
        names = obs.create_dataset("_index", (n_rows,), dtype=TEXT)
        _mark(names, "string-array", "0.2.0")
        for start in range(0, n_rows, BLOCK):
            stop = min(start + BLOCK, n_rows)
            names[start:stop] = [f"cell{k:09d}" for k in range(start, stop)]
        for column, size in SIZES.items():
            _write_column(obs.create_group(column), column, size, n_rows, rng)


def _write_column(
    group: h5py.Group, column: str, size: int, n_rows: int, rng: np.random.Generator
) -> None:
    _mark(group, "categorical", "0.2.0")
    group.attrs["ordered"] = False
    labels = [str(k + 1) if column in {"dose", "time"} else f"{column}{k}" for k in range(size)]
    if column == "perturbation":
        labels[0] = "control"
    categories = group.create_dataset("categories", data=labels, dtype=TEXT)
    _mark(categories, "string-array", "0.2.0")
    codes = rng.integers(0, size, n_rows, dtype=np.int8 if size < 128 else np.int16)
    _mark(group.create_dataset("codes", data=codes), "array", "0.2.0")


def _frame(group: h5py.Group, columns: list[str]) -> None:
    _mark(group, "dataframe", "0.2.0")
    group.attrs["_index"] = "_index"
    group.attrs.create("column-order", columns, dtype=TEXT)
    _mark(group.create_dataset("_index", data=[], dtype=TEXT), "string-array", "0.2.0")


def _mark(item: h5py.Group | h5py.Dataset, encoding: str, version: str) -> None:
    item.attrs["encoding-type"] = encoding
    item.attrs["encoding-version"] = version


def write_manifest(folder: Path) -> Path:
    """Write a manifest that holds out donors, each named once."""
    table = folder / "donors.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["donor", "partition"])
        writer.writerows(
            (f"donor{k}", "train" if k < 28 else "val" if k < 34 else "test")
            for k in range(SIZES["donor"])
        )
    plain = {
        **header(table),
        "unit_of_split": "donor",
        "claims": [{"claim_axis": "donor", "novelty": "unseen", "partition": "test"}],
        "control_policy": "split_with_group",
        "assignments": {
            "path": table.name,
            "sha256": hashlib.sha256(table.read_bytes()).hexdigest(),
        },
    }
    path = folder / "donors.split.yaml"
    path.write_text(yaml.safe_dump(plain, sort_keys=False), "utf-8")
    return path


def main() -> None:
    """Read the command line and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--aivc", default="aivc", help="how aivc is called")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    manifest = write_manifest(arguments.folder)
    print("| rows | profile | CPU s | wall s | peak MB | ns per row and column pair |")
    print("|---|---|---|---|---|---|")
    n_pairs = len(SIZES) * 3
    for n_rows in arguments.rows:
        data = arguments.folder / f"rows{n_rows}.h5ad"
        if not data.exists():
            write_rows(data, n_rows)
        for profile in ("minimal", "release"):
            command = (
                f"{arguments.aivc} split audit {data} {manifest} --level obs --profile {profile} "
                "--quiet"
            )
            runs = [measure(command) for _ in range(arguments.runs + 1)][1:]
            if {run.code for run in runs} - {0, 1}:
                sys.exit(f"it failed: {command}")
            cpu, wall, peak = (
                median(getattr(run, field) for run in runs) for field in ("cpu", "wall", "peak_mb")
            )
            print(
                f"| {n_rows:,} | {profile} | {cpu:.2f} | {wall:.2f} | {peak:.0f} "
                f"| {cpu / n_rows / n_pairs * 1e9:.1f} |"
            )


if __name__ == "__main__":
    main()
