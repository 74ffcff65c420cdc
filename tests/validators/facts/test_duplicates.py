"""Equal hashes, found by sorting."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.validators.facts import duplicates
from aivc.validators.facts.duplicates import find_duplicates


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=60),
    st.sampled_from([1, 3, 1000]),
)
def test_copies_and_groups(things, chunk):
    hashes = np.array([h for h, _ in things], np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    keep = np.array([k for _, k in things], bool)
    groups: dict[int, list[int]] = {}
    for row, (thing, kept) in enumerate(things):
        if kept:
            groups.setdefault(thing, []).append(row)
    groups = {thing: rows for thing, rows in groups.items() if len(rows) > 1}
    copies = sorted(row for rows in groups.values() for row in rows[1:])
    whole, duplicates._CHUNK = duplicates._CHUNK, chunk
    try:
        found = find_duplicates(hashes, keep)
    finally:
        duplicates._CHUNK = whole
    assert found.count == len(copies)
    assert list(found.first) == copies[:5]
    assert {group[0] for group in found.groups} <= {rows[0] for rows in groups.values()}
    by_first = sorted(groups.values())
    assert [list(group) for group in found.groups] == [rows[:5] for rows in by_first[:5]]


def test_nothing_is_no_copy():
    assert find_duplicates(np.empty(0, np.uint64)).count == 0
