"""Importing and opening load only what they need."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("numpy", "h5py", "zarr", "numcodecs", "pandas", "anndata", "mudata", "scipy")


def loaded(code: str) -> set[str]:
    """Run code in a fresh interpreter and return which heavy libraries it loaded."""
    report = f"import sys; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_the_room_loads_no_library() -> None:
    assert loaded("import aivc.storage") == set()


def test_card_search_loads_no_library() -> None:
    assert loaded("from aivc.storage import find_card; find_card('nowhere.h5ad')") == set()


def test_opening_h5ad_loads_numpy_and_h5py_alone(minimal) -> None:
    path: Path = minimal()
    code = f"""
from aivc.storage import open_dataset
with open_dataset({str(path)!r}) as dataset:
    table = dataset.tables[0]
    table.obs.column("dose")
    list(table.obs.index())
    list(table.matrices[0].blocks())
"""
    assert loaded(code) == {"numpy", "h5py"}


def test_reading_zarr_loads_no_zarr_library(tmp_path: Path) -> None:
    anndata = pytest.importorskip("anndata")
    import numpy as np

    anndata.AnnData(np.eye(3, dtype="f4")).write_zarr(tmp_path / "eye.zarr")
    code = f"""
from aivc.storage import open_dataset
with open_dataset({str(tmp_path / "eye.zarr")!r}) as dataset:
    list(dataset.tables[0].matrices[0].blocks())
    list(dataset.tables[0].obs.index())
"""
    assert loaded(code) == {"numpy", "numcodecs"}


def test_unknown_name_is_an_attribute_error() -> None:
    import aivc.storage

    with pytest.raises(AttributeError, match="no_such_name"):
        _ = aivc.storage.no_such_name
