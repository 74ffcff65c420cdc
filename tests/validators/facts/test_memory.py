"""Memory stays within its budget, whatever the size of the file."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import h5py
import numpy as np
import pytest

if TYPE_CHECKING:
    from pathlib import Path

MEBI = 1 << 20
CODE = """
import re, sys
from aivc.storage import open_dataset
from aivc.validators.facts.collect import collect
with open_dataset(sys.argv[1]) as dataset:
    card, facts, lines = collect(dataset, ())
scan = facts.table().scans["X"]
print(scan.looks_like, scan.n_values, len(facts.design.pairs))
# ru_maxrss would begin with the size of the process that started this one.
status = open("/proc/self/status").read()
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) * 1024)
"""


def write_text(group: h5py.Group, name: str, texts: list[str]) -> None:
    made = group.create_dataset(name, data=texts, dtype=h5py.string_dtype())
    made.attrs.update({"encoding-type": "string-array", "encoding-version": "0.2.0"})


def write_frame(file: h5py.File, name: str, names: list[str], columns: dict) -> None:
    frame = file.create_group(name)
    frame.attrs.update(
        {
            "encoding-type": "dataframe",
            "encoding-version": "0.2.0",
            "_index": "_index",
            "column-order": list(columns) or np.empty(0, h5py.string_dtype()),
        }
    )
    write_text(frame, "_index", names)
    for column, (codes, labels) in columns.items():
        group = frame.create_group(column)
        group.attrs.update(
            {"encoding-type": "categorical", "encoding-version": "0.2.0", "ordered": False}
        )
        group.create_dataset("codes", data=codes)
        write_text(group, "categories", labels)


def write_counts(path: Path, n_cells: int, n_genes: int, per_cell: int) -> None:
    """Write counts as CSR, a block at a time, so that the writer needs no memory either."""
    rng = np.random.default_rng(0)
    with h5py.File(path, "w") as file:
        file.attrs.update({"encoding-type": "anndata", "encoding-version": "0.1.0"})
        columns = {
            f"{role}_id": (rng.integers(0, 40, n_cells).astype("i1"), [f"{k}" for k in range(40)])
            for role in ("donor", "batch", "plate", "condition", "sample")
        }
        write_frame(file, "obs", [f"cell{k:07}" for k in range(n_cells)], columns)
        write_frame(file, "var", [f"gene{k}" for k in range(n_genes)], {})
        matrix = file.create_group("X")
        matrix.attrs.update({"encoding-type": "csr_matrix", "encoding-version": "0.1.0"})
        matrix.attrs["shape"] = (n_cells, n_genes)
        n = n_cells * per_cell
        data = matrix.create_dataset("data", (n,), "f4", chunks=(30_000,))
        indices = matrix.create_dataset("indices", (n,), "i4", chunks=(30_000,))
        matrix.create_dataset("indptr", data=np.arange(n_cells + 1) * per_cell)
        step = n_genes // per_cell
        for start in range(0, n_cells, 4000):
            rows = min(4000, n_cells - start)
            place = slice(start * per_cell, (start + rows) * per_cell)
            columns_of = np.arange(per_cell) * step + rng.integers(0, step, (rows, per_cell))
            indices[place] = columns_of.ravel()
            data[place] = rng.poisson(1.5, rows * per_cell) + 1


def peak_of(path: Path) -> tuple[list[str], int]:
    run = subprocess.run(
        [sys.executable, "-c", CODE, str(path)],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    said, peak = run.stdout.splitlines()
    return said.split(), int(peak)


@pytest.mark.slow
def test_a_hundred_thousand_cells_fit_the_budget(tmp_path):
    path = tmp_path / "big.h5ad"
    write_counts(path, 100_000, 2_000, 200)
    said, peak = peak_of(path)
    assert said == ["counts", "20000000", "10"]
    assert peak <= 300 * MEBI + 40 * 100_000


@pytest.mark.slow
def test_memory_does_not_grow_with_the_values(tmp_path):
    peaks = []
    for per_cell in (20, 400):
        path = tmp_path / f"{per_cell}.h5ad"
        write_counts(path, 20_000, 2_000, per_cell)
        peaks.append(peak_of(path)[1])
    # Twenty times the values: 8 MB of them more in the sample, and blocks that are full.
    assert peaks[1] - peaks[0] < 120 * MEBI
