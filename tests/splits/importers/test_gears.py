"""The dictionary of GEARS is read, and a pickle is never run."""

import json
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seen_rows import rows_of

from aivc.splits.errors import ImportedSplitError
from aivc.splits.importers.gears import import_gears
from aivc.splits.importers.plain_pickle import NotPlainError, read_plain_pickle

SPLIT = {"train": ["A+ctrl", "B+ctrl", "ctrl"], "val": ["C+ctrl"], "test": ["A+B", "C+ctrl"]}
ROWS = rows_of(
    list("abcdef"), {"condition": ["A+ctrl", "B+ctrl", "ctrl", "C+ctrl", "A+B", "D+ctrl"]}
)

SPELT = rows_of(list("abcd"), {"condition": ["A", "control", "C", "B+A"]})


def test_conditions_are_written_as_the_data_spell_them():
    found = import_gears_of(SPLIT, SPELT)
    assert list(found.columns["condition"]) == ["A", "B+ctrl", "control", "C", "B+A", "C"]
    assert any("'A+ctrl' for 'A'" in remark for remark in found.remarks)


def import_gears_of(split, rows):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "split.json"
        path.write_text(json.dumps(split))
        return import_gears(path, rows)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner)
        | st.frozensets(st.text())
    ),
    max_leaves=10,
)


@given(plain, st.integers(0, pickle.HIGHEST_PROTOCOL))
def test_plain_pickles_are_read(value, protocol):
    try:
        found = read_plain_pickle(pickle.dumps(value, protocol))
    except NotPlainError:
        # Before protocol 4 a frozenset is made by a call.
        assert "frozenset" in repr(value) and protocol < 4
    else:
        assert found == value


class Evil:
    def __reduce__(self):
        return sys.exit, (7,)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("value", [Evil(), {"train": Evil()}, {"train": np.array(["A"])}])
def test_nothing_is_run(value, protocol):
    with pytest.raises(NotPlainError):
        read_plain_pickle(pickle.dumps(value, protocol))


@given(st.binary(max_size=200))
def test_any_bytes(content):
    with suppress(NotPlainError):
        read_plain_pickle(content)


@given(st.data())
def test_a_damaged_pickle(data):
    content = bytearray(pickle.dumps(SPLIT))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(NotPlainError):
        read_plain_pickle(bytes(content))


@pytest.mark.parametrize("nest", [lambda d: d, lambda d: {"set2conditions": d, "seed": 1}])
@pytest.mark.parametrize("kind", ["json", "pkl"])
def test_conditions_go_to_their_parts(tmp_path, nest, kind):
    path = tmp_path / f"s.{kind}"
    dump = json.dumps(nest(SPLIT)).encode() if kind == "json" else pickle.dumps(nest(SPLIT))
    path.write_bytes(dump)
    found = import_gears(path, ROWS)
    assert found.parts == {"train": "training", "val": "validation", "test": "test"}
    pairs = zip(found.columns["condition"], found.columns["partition"], strict=True)
    assert list(pairs) == [(one, part) for part, listed in SPLIT.items() for one in listed]
    assert any("'C+ctrl' (val and test)" in remark for remark in found.remarks)
    assert any("'D+ctrl'" in remark for remark in found.remarks)


def test_the_column_that_knows_the_conditions(tmp_path):
    (tmp_path / "s.json").write_text(json.dumps({"train": ["A"], "test": ["B"]}))
    rows = rows_of(list("ab"), {"condition": ["A+ctrl", "B+ctrl"], "drug": ["A", "B"]})
    assert "drug" in import_gears(tmp_path / "s.json", rows).columns


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        {"train": "A"},
        {"train": [1]},
        {"test_subgroup": {"unseen_single": ["A"]}},
        {"train": [["A"]]},
    ],
)
def test_what_is_no_split(tmp_path, value):
    (tmp_path / "s.json").write_text(json.dumps(value))
    with pytest.raises(ImportedSplitError):
        import_gears(tmp_path / "s.json", ROWS)


def test_a_refused_pickle_says_how_to_save_it(tmp_path):
    (tmp_path / "s.pkl").write_bytes(pickle.dumps({"train": np.array(["A"])}))
    with pytest.raises(ImportedSplitError, match=r"json\.dump"):
        import_gears(tmp_path / "s.pkl", ROWS)
