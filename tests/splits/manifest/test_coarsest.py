"""Assignments are as short as the data allow, and say the same."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_rows import HEADER, rows_of

from aivc.splits.manifest.coarsest import assignment_columns
from aivc.splits.manifest.document import read_manifest
from aivc.splits.manifest.resolve import assign_rows
from aivc.splits.manifest.write import write_manifest
from aivc.splits.observations import Partitioning

NAMES = [f"c{k}" for k in range(12)]
COLUMNS = {
    "donor_id": ["D1"] * 4 + ["D2"] * 4 + ["D3"] * 4,
    "sample_id": [f"S{k // 2}" for k in range(12)],
    "drug": ["a", "b"] * 6,
}
ROLES = ("training", "validation", "test")


def divided(parts, also=()):
    codes = np.array(parts, np.int16)
    return Partitioning(
        ("train", "validation", "test"), ROLES, codes, np.array(also, np.int64).reshape(-1, 2)
    )


@pytest.mark.parametrize(
    ("parts", "keys"),
    [
        ([0] * 4 + [1] * 4 + [2] * 4, ["donor_id"]),
        ([0] * 4 + [-1] * 4 + [2] * 4, ["donor_id"]),
        ([0] * 4 + [0, 0, 1, 1] + [2] * 4, ["sample_id"]),
        ([0, 2] * 6, ["drug"]),
        ([0, 1] * 2 + [1, 0] * 2 + [2, 0] * 2, ["donor_id", "drug"]),
        ([0, 1, 2, 0, 0, 1, 2, 2, 1, 1, 0, 0], ["observation_id"]),
        ([0, -1, 0, 0] + [1] * 4 + [2] * 4, ["observation_id"]),
    ],
)
def test_the_coarsest_key_is_taken(parts, keys):
    columns = assignment_columns(divided(parts), rows_of(NAMES, COLUMNS))
    assert [name for name in columns if name != "partition"] == keys


def test_a_column_that_lacks_a_value_does_not_decide():
    donors = [None, *COLUMNS["donor_id"][1:]]
    columns = assignment_columns(
        divided([0] * 4 + [1] * 4 + [2] * 4), rows_of(NAMES, {"donor_id": donors})
    )
    assert "observation_id" in columns


@settings(max_examples=60)
@given(
    st.lists(st.integers(-1, 2), min_size=12, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 2)), max_size=4),
)
def test_they_say_the_same(parts, more):
    also = sorted({(row, part) for row, part in more if parts[row] >= 0 and part > parts[row]})
    before = divided(parts, also)
    rows = rows_of(NAMES, COLUMNS)
    with tempfile.TemporaryDirectory() as folder:
        if max(parts) < 0:
            return
        path = write_manifest(
            HEADER, assignment_columns(before, rows), Path(folder) / "s.split.yaml"
        )
        after, facts = assign_rows(read_manifest(path), rows)
    assert after.codes.tolist() == before.codes.tolist()
    assert after.also.tolist() == before.also.tolist()
    assert not facts.unknown_keys
