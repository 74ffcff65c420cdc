"""Faults planted in a copy of real data are found: right rule, right place, right count."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import h5py
import numpy as np
import pytest

from aivc.schema.reading import read_card
from aivc.storage import open_dataset
from aivc.validators.engine import run_rules
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Level
from aivc.validators.profile import load_profile
from aivc.validators.registry import rules_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aivc.validators.findings import Finding

    Plant = Callable[[h5py.File], None]
    Found = set[tuple[str, str, int]]

pytestmark = pytest.mark.realdata

GBM = "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad"
N_ROWS = 5_000
AS_IT_IS = {("TAB020", "obs/treatment", 1)}


def findings(path: Path, codes: str = "TAB MAT MEA") -> tuple[Finding, ...]:
    rules = [rule for family in codes.split() for rule in rules_of(family)]
    with open_dataset(path) as dataset:
        _, facts, _ = collect(dataset, ())
    profile = load_profile("release")
    outcome = run_rules(read_card({}), facts, level=Level.FULL, profile=profile, rules=rules)
    return outcome.findings


@pytest.fixture
def planted(real_data: Path, tmp_path: Path) -> Callable[[Plant], Found]:
    def look(plant: Plant) -> Found:
        copy = tmp_path / "planted.h5ad"
        shutil.copyfile(real_data / GBM, copy)
        copy.chmod(0o644)
        with h5py.File(copy, "r+") as file:
            plant(file)
        found = {(f.code, str(f.location), f.count) for f in findings(copy)}
        assert found >= AS_IT_IS
        return found - AS_IT_IS

    return look


def in_rows(file: h5py.File, rows: range, value: float) -> None:
    """Put a value into the first stored entry of some rows."""
    pointers = file["X/indptr"][:]
    values = file["X/data"][:]
    values[pointers[list(rows)]] = value
    file["X/data"][...] = values


def rewrite_rows(file: h5py.File, sources: dict[int, int]) -> None:
    """Give rows the content of others."""
    x = file["X"]
    pointers, indices, values = x["indptr"][:], x["indices"][:], x["data"][:]
    order = [sources.get(row, row) for row in range(N_ROWS)]
    parts = [slice(pointers[row], pointers[row + 1]) for row in order]
    made = {
        "indptr": np.cumsum([0, *(part.stop - part.start for part in parts)]),
        "indices": np.concatenate([indices[part] for part in parts]),
        "data": np.concatenate([values[part] for part in parts]),
    }
    for name, array in made.items():
        dtype = x[name].dtype
        del x[name]
        x.create_dataset(name, data=array.astype(dtype))


def test_the_file_as_it_is_has_one_finding(
    planted: Callable[[Plant], Found],
) -> None:
    assert planted(lambda file: None) == set()


@pytest.mark.parametrize(
    ("value", "code", "n"),
    [
        (float("nan"), "MAT001", 5),
        (float("inf"), "MAT002", 2),
        (-1.0, "MAT003", 7),
        (0.5, "MAT004", 3),
    ],
)
def test_impossible_counts_are_counted(
    planted: Callable[[Plant], Found], value: float, code: str, n: int
) -> None:
    rows = range(100, 100 + n)
    assert planted(lambda file: in_rows(file, rows, value)) == {(code, "X", n)}


def test_all_of_them_at_once_are_told_apart(
    planted: Callable[[Plant], Found],
) -> None:
    def plant(file: h5py.File) -> None:
        for start, (value, n) in enumerate(
            [(float("nan"), 4), (float("inf"), 3), (-1.0, 2), (0.5, 6)]
        ):
            in_rows(file, range(200 * start, 200 * start + n), value)

    assert planted(plant) == {
        ("MAT001", "X", 4),
        ("MAT002", "X", 3),
        ("MAT003", "X", 2),
        ("MAT004", "X", 6),
    }


def test_rows_with_faults_are_named(real_data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "planted.h5ad"
    shutil.copyfile(real_data / GBM, copy)
    copy.chmod(0o644)
    with h5py.File(copy, "r+") as file:
        in_rows(file, range(42, 44), float("nan"))
        names = file[
            "obs/_index" if "_index" in file["obs"] else f"obs/{file['obs'].attrs['_index']}"
        ]
        expected = tuple(names.asstr()[42:44])
    (found,) = (f for f in findings(copy) if f.code == "MAT001")
    assert found.examples == expected


def test_copied_rows_are_counted_without_their_originals(
    planted: Callable[[Plant], Found],
) -> None:
    sources = {4_000: 0, 4_001: 1, 4_002: 1, 4_999: 2_500}
    assert planted(lambda file: rewrite_rows(file, sources)) == {("MAT011", "X", 4)}


def test_repeated_names_are_counted(
    planted: Callable[[Plant], Found],
) -> None:
    def plant(file: h5py.File) -> None:
        index = file["obs"][file["obs"].attrs["_index"]]
        names = index[:]
        names[[10, 20, 30]] = names[0]
        names[40] = names[1]
        index[...] = names

    assert planted(plant) == {("TAB001", "obs", 4)}


def test_minus_666_in_a_numeric_column_is_counted(
    planted: Callable[[Plant], Found],
) -> None:
    def plant(file: h5py.File) -> None:
        ages = file["obs/age"][:]
        ages[:12] = -666
        file["obs/age"][...] = ages

    assert planted(plant) == {("TAB007", "obs/age", 12)}


def test_logarithms_in_place_of_counts_are_seen(real_data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "planted.h5ad"
    shutil.copyfile(real_data / GBM, copy)
    copy.chmod(0o644)
    with h5py.File(copy, "r+") as file:
        pointers, values = file["X/indptr"][:], file["X/data"][:]
        depths = np.add.reduceat(values, pointers[:-1])
        scaled = values / np.repeat(depths, np.diff(pointers)) * 1e4
        file["X/data"][...] = np.log1p(scaled).astype(values.dtype)
    card = read_card(
        {
            "tables": [{"path_in_file": "X", "measured_by": "rna", "value_type": "raw_counts"}],
            "operators": [{"operator_id": "rna", "operator_type": "SingleCellRNA"}],
        }
    )
    with open_dataset(copy) as dataset:
        _, facts, _ = collect(dataset, ())
    outcome = run_rules(
        card,
        facts,
        level=Level.FULL,
        profile=load_profile("release"),
        rules=rules_of("MAT"),
    )
    n_fractions = int(facts.tables[""].scans["X"].fractional.count)
    assert n_fractions > 800_000
    assert [(f.code, str(f.location), f.count) for f in outcome.findings] == [
        ("MAT005", "X", n_fractions)
    ]
    # Without a card nobody called them counts, but that the counts are gone is said.
    assert [f.code for f in findings(copy, "MAT")] == ["MAT021"]
