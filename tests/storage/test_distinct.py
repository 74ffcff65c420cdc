"""Distinct values are those of a set."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aivc.storage.keys.distinct import distinct_values


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=50))
def test_distinct_values_are_those_of_a_set(values):
    assert distinct_values(np.array(values, np.int64)).tolist() == sorted(set(values))
