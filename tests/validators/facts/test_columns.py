"""Columns counted, against pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.storage.errors import MissingElementError
from aivc.validators.facts import columns
from aivc.validators.facts.columns import column_facts
from tests.validators.facts.memory import MemoryFrame

TEXT = st.lists(st.sampled_from(["a", "b", "D1", "", None]), max_size=30)
NUMBERS = st.lists(st.sampled_from([0.0, -0.0, 0.1, 1.0, -666.0, None]), max_size=30)


def facts_of(series: pd.Series):
    return column_facts(MemoryFrame(pd.DataFrame({"c": series})), "c")[0]


def compare(facts, series: pd.Series, label_of):
    present = series.dropna()
    expected = present.map(label_of).value_counts().to_dict()
    listed = dict(zip(facts.categories, facts.counts.tolist(), strict=True))
    assert {label: n for label, n in listed.items() if n} == expected
    assert facts.n_missing == series.isna().sum()
    assert facts.n_rows == len(series)
    labels = [None if pd.isna(value) else label_of(value) for value in series]
    for label, first in zip(facts.categories, facts.first_rows.tolist(), strict=True):
        assert first == (labels.index(label) if label in labels else -1)


@settings(deadline=None)
@given(TEXT)
def test_labels_are_counted(labels):
    series = pd.Series(labels, dtype="category")
    compare(facts_of(series), series, str)


@settings(deadline=None)
@given(NUMBERS, st.booleans())
def test_numbers_are_counted_alike_where_there_are_many(numbers, many):
    series = pd.Series(numbers, dtype=float)
    with pytest.MonkeyPatch.context() as patched:
        if many:
            patched.setattr(columns, "MAX_NUMBERS", 0)
        facts = facts_of(series)
    compare(facts, series + 0.0, lambda value: str(value).removesuffix(".0"))
    assert facts.numbers.tolist() == [float(label) for label in facts.categories]


def test_of_very_many_numbers_the_ends_and_the_commonest_are_kept():
    rng = np.random.default_rng(0)
    numbers = np.concatenate([rng.random(30_000), [-666.0] * 3, [5000.0], np.full(40, 0.5)])
    facts = facts_of(pd.Series(rng.permutation(numbers)))
    assert facts.count_of("-666") == 3
    assert facts.count_of("5000") == 1
    assert facts.count_of("0.5") == 40
    assert facts.numbers.tolist() == sorted(facts.numbers)
    assert len(facts.categories) + facts.n_unlisted_levels == 30_003
    assert facts.n_unlisted_rows > 0
    assert facts.n_rows == len(numbers)
    assert len(facts.categories) <= 2_000


def test_of_very_many_labels_the_commonest_are_kept(monkeypatch):
    monkeypatch.setattr(columns, "MAX_LEVELS", 10)
    monkeypatch.setattr(columns, "_KEPT_COMMON", 3)
    labels = [f"cell{k}" for k in range(50)] + ["a"] * 4 + ["b"] * 3 + [None]
    facts = facts_of(pd.Series(labels, dtype="category"))
    assert {"a", "b"} < set(facts.categories)
    assert (len(facts.categories), facts.n_unlisted_levels, facts.n_unlisted_rows) == (3, 49, 49)
    assert (facts.n_missing, facts.n_rows) == (1, len(labels))


def test_codes_are_given_for_columns_that_group():
    frame = MemoryFrame(pd.DataFrame({"dose": [0.1, 1.0, 0.1]}))
    _, column = column_facts(frame, "dose")
    assert column.codes.tolist() == [0, 1, 0]
    assert column.categories == ("0.1", "1")


def test_a_column_that_is_not_there():
    with pytest.raises(MissingElementError):
        column_facts(MemoryFrame(pd.DataFrame({"a": [1]})), "b")
