"""Tables of weights that are read in batches give what tables that are held give."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from aivc.schema.generated.views import DataFile
from aivc.validators.facts.scale import parquet_rows
from aivc.validators.facts.scale.keyed_rows import KeyedRows, hash_labels
from aivc.validators.facts.scale.pairs import Pairs
from aivc.validators.facts.scale.recount import recount
from aivc.validators.facts.scale.recount_table import recount_table
from aivc.validators.facts.scale.units import units_of
from aivc.validators.facts.scale.weights_file import read_weights

IDS = st.sampled_from(["a", "b", "c", "ü", "", None])
NUMBERS = st.sampled_from([1, 2, 30, None])
WEIGHTS = st.sampled_from([-1.0, 0.0, 0.1, 0.2, 0.7, 1.0, 2.0, np.nan, np.inf, -np.inf])
ROWS = st.lists(st.tuples(IDS, NUMBERS, WEIGHTS), max_size=14)


def keyed(labels):
    return KeyedRows(
        hash_labels(labels),
        np.zeros(len(labels), bool),
        lambda rows: tuple(labels[row] for row in rows),
    )


@settings(max_examples=40, deadline=None)
@given(
    ROWS, st.sets(st.sampled_from("abcü")), st.sets(st.sampled_from(["1", "2", "4"])), st.booleans()
)
def test_batches_say_what_all_at_once_says(tmp_path_factory, rows, sources, targets, weighted):
    folder = tmp_path_factory.mktemp("weights")
    one, other, weights = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    columns = {"source": pa.array(one, pa.string()), "target": pa.array(other, pa.int32())}
    if weighted:
        columns["weight"] = pa.array(weights, pa.float64())
    parquet.write_table(pa.table(columns), folder / "w.parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_rows, "_BATCH", 3)
        facts, table = read_weights(DataFile(path="w.parquet"), folder)
        assert facts.problem == ""
        pairs = Pairs(table.sources, table.targets, table.weights, "w", of_rows=False)
        source, target = units_of(keyed(sorted(sources))), units_of(keyed(sorted(targets)))
        in_batches = recount_table(pairs, source, target)
    at_once = recount(pairs, source, target)
    for name in ("source", "target", "weights"):
        np.testing.assert_array_equal(getattr(in_batches, name), getattr(at_once, name))
    for name in (
        "n_pairs",
        "n_pairs_unknown_source",
        "n_pairs_unknown_target",
        "unknown_sources",
        "unknown_targets",
        "repeated",
    ):
        assert getattr(in_batches, name) == getattr(at_once, name)
    # As text, because a weight may be no number, which equals nothing.
    assert str(in_batches.of_weights) == str(at_once.of_weights)
    for side in ("of_source", "of_target"):
        mine, theirs = getattr(in_batches, side), getattr(at_once, side)
        assert (mine.n_linked, mine.several) == (theirs.n_linked, theirs.several)
        np.testing.assert_array_equal(mine.is_linked, theirs.is_linked)


def test_pairs_that_are_held_are_no_table_to_read():
    pairs = Pairs(keyed(["a"]), keyed(["b"]), None, "w", of_rows=False)
    assert recount_table(pairs, units_of(keyed(["a"])), units_of(keyed(["b"]))) is None
