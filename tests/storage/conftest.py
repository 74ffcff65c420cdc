"""Helpers for the tests of reading containers."""

import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

from aivc.storage.model import Column, Frame, Matrix


def labels_of(column: Column) -> list[str | None]:
    """Return the label of each row, None where it is missing."""
    labels = [*column.categories, None]
    return [labels[code] for code in column.codes]


def index_of(frame: Frame) -> list[str]:
    """Return all row names."""
    return [name for block in frame.index() for name in block]


def dense_of(matrix: Matrix, **how: int) -> np.ndarray:
    """Return a matrix put together from its blocks, checking that they follow one another."""
    whole = np.zeros(matrix.shape, dtype=matrix.dtype)
    expected_start = how.get("start", 0)
    for block in matrix.blocks(**how):
        assert block.start == expected_start
        assert block.stop > block.start
        expected_start = block.stop
        if matrix.encoding == "dense":
            whole[block.start : block.stop] = block.data
            continue
        assert block.indptr[0] == 0
        assert block.indptr.dtype == np.int64
        assert len(block.indptr) == block.stop - block.start + 1
        assert block.indptr[-1] == len(block.data) == len(block.indices)
        major = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
        place = (major, block.indices) if matrix.encoding == "csr" else (block.indices, major)
        np.add.at(whole, place, block.data)
    return whole


def kinds_of(problems: tuple) -> set[str]:
    """Return the kinds of problems."""
    return {problem.kind for problem in problems}


@pytest.fixture(autouse=True)
def _quiet():
    """Silence what anndata and zarr say about the defaults of their next releases."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield


@pytest.fixture
def helpers():
    """Return the functions above: test files cannot import one another."""

    class Helpers:
        labels = staticmethod(labels_of)
        index = staticmethod(index_of)
        dense = staticmethod(dense_of)
        kinds = staticmethod(kinds_of)

    return Helpers


# ru_maxrss would begin with the size of the process that starts this one, and hide what follows.
GROWTH = """
import re, sys
def peak():
    status = open("/proc/self/status").read()
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1])
{imports}
before = peak()
{code}
print((peak() - before) / 1024)
"""


@pytest.fixture
def growth() -> Callable[[str, str], float]:
    """Return a function that runs code in a fresh interpreter and gives the MiB it needed."""

    def measure(imports: str, code: str) -> float:
        script = GROWTH.format(imports=imports, code=code)
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return float(done.stdout.split()[-1])

    return measure


@pytest.fixture
def minimal(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a small AnnData with h5py, to be damaged by the caller."""

    def write(change: Callable[[h5py.File], None] | None = None, name: str = "made.h5ad") -> Path:
        path = tmp_path / name
        with h5py.File(path, "w") as file:
            file.attrs.update({"encoding-type": "anndata", "encoding-version": "0.1.0"})
            for frame, rows, column in (("obs", 4, "dose"), ("var", 3, "chromosome")):
                group = file.create_group(frame)
                group.attrs.update(
                    {
                        "encoding-type": "dataframe",
                        "encoding-version": "0.2.0",
                        "_index": "_index",
                        "column-order": [column],
                    }
                )
                names = [f"{frame}{row}" for row in range(rows)]
                group.create_dataset("_index", data=names, dtype=h5py.string_dtype())
                group.create_dataset(column, data=np.arange(rows, dtype="f8"))
            x = file.create_group("X")
            x.attrs.update(
                {"encoding-type": "csr_matrix", "encoding-version": "0.1.0", "shape": [4, 3]}
            )
            x.create_dataset("data", data=np.array([1, 2, 3, 4, 5], dtype="f4"))
            x.create_dataset("indices", data=np.array([0, 2, 1, 0, 2], dtype="i4"))
            x.create_dataset("indptr", data=np.array([0, 2, 2, 3, 5], dtype="i8"))
            if change is not None:
                change(file)
        return path

    return write
