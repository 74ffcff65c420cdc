"""An index that pandas writes is no key beside others, and the key where it is alone."""

from pathlib import Path

import pandas as pd
import pytest

from aivc.splits.manifest.assignments import read_assignments

PARTS = ["train", "test"]


def written(folder, table, suffix):
    path = folder / f"split.{suffix}"
    (table.to_csv if suffix == "csv" else table.to_parquet)(path)
    return read_assignments(path.read_bytes(), Path(path.name))


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_beside_keys_it_numbers_rows(tmp_path, suffix):
    table = pd.DataFrame({"donor_id": ["D1", "D2"], "partition": PARTS}, index=[7, 9])
    assert list(written(tmp_path, table, suffix).keys) == ["donor_id"]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_alone_it_names_rows(tmp_path, suffix):
    found = written(tmp_path, pd.DataFrame({"partition": PARTS}, index=["c1", "c2"]), suffix)
    assert found.keys["observation_id"].labels() == ["c1", "c2"]
