"""Buffers of Arrow arrays are read as pyarrow itself reads them."""

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.storage.records.arrow_arrays import nulls_of, texts_array, truths_array, values_of

KINDS = {
    pa.int8(): st.integers(-128, 127),
    pa.uint64(): st.integers(0, 2**64 - 1),
    pa.float32(): st.floats(width=32, allow_nan=False),
    pa.float64(): st.floats(allow_nan=False),
    pa.bool_(): st.booleans(),
}


@pytest.mark.parametrize("kind", KINDS, ids=str)
@given(data=st.data())
def test_values_and_nulls_are_those_of_pyarrow(kind, data):
    values = data.draw(st.lists(st.none() | KINDS[kind], max_size=40))
    start = data.draw(st.integers(0, len(values)))
    array = pa.array(values, kind)[start:]

    is_null = nulls_of(array)

    assert is_null.tolist() == [value is None for value in values[start:]]
    assert values_of(array)[~is_null].tolist() == [v for v in values[start:] if v is not None]


@given(st.lists(st.lists(st.none() | st.integers(-9, 9), max_size=9), max_size=4))
def test_chunks_are_joined(chunks):
    array = pa.chunked_array([pa.array(chunk, pa.int64()) for chunk in chunks], pa.int64())

    flat = [value for chunk in chunks for value in chunk]
    assert nulls_of(array).tolist() == [value is None for value in flat]
    assert len(values_of(array)) == len(flat)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=9))
def test_texts_are_the_same_in_arrow(texts):
    assert texts_array(texts).to_pylist() == texts
    assert texts_array(texts).type == pa.string()


@given(st.lists(st.booleans(), max_size=40))
def test_truths_are_the_same_in_arrow(truths):
    assert truths_array(np.array(truths, bool)).to_pylist() == truths


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_a_table_is_read_without_pandas(suffix, tmp_path):
    from pyarrow import csv, parquet

    table = pa.table({"observation_id": ["001", None, "NA"], "n": [1, None, 3]})
    path = tmp_path / f"table.{suffix}"
    parquet.write_table(table, path) if suffix == "parquet" else csv.write_csv(table, path)
    script = (
        "import sys\n"
        "from aivc.storage import open_observations\n"
        f"with open_observations({str(path)!r}) as data:\n"
        "    obs = data.tables[0].obs\n"
        "    print(obs.numbers('n').tolist(), 'pandas' in sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )

    assert ran.stdout.split("]")[-1].split() == ["False"], ran.stderr
