from __future__ import annotations

import math
from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.validators.design.identifiability import predictability
from aivc.validators.facts.model import Contingency


def table_of(counts: list[list[int]]) -> Contingency:
    array = np.array(counts, dtype=np.int64)
    left, right = np.nonzero(array)
    return Contingency(
        tuple(f"l{i}" for i in range(array.shape[0])),
        tuple(f"r{i}" for i in range(array.shape[1])),
        left,
        right,
        array[left, right],
    )


tables = (
    st.integers(2, 4)
    .flatmap(
        lambda n: st.lists(
            st.lists(st.integers(0, 30), min_size=n, max_size=n), min_size=1, max_size=5
        )
    )
    .filter(lambda t: sum(map(sum, t)) > 0)
)


def test_a_plate_that_is_the_treatment() -> None:
    found = predictability(table_of([[50, 0], [0, 50]]))
    assert found.accuracy == 1
    assert found.chance == 0.5
    assert found.excess == 1
    assert found.p_value == pytest.approx(1 / 200)


def test_two_hundred_drugs_on_twenty_plates_are_not_called_insufficient() -> None:
    # Each plate holds ten drugs of its own: accuracy 0.1 where guessing reaches 0.005.
    counts = [[5 if drug // 10 == plate else 0 for drug in range(200)] for plate in range(20)]
    found = predictability(table_of(counts), n_shuffles=49)
    assert found.accuracy == pytest.approx(0.1)
    assert found.chance == pytest.approx(0.005)
    assert found.p_value == pytest.approx(0.02)


def test_one_outcome_tells_nothing() -> None:
    found = predictability(table_of([[5], [7]]))
    assert (found.accuracy, found.chance, found.excess, found.p_value) == (1, 1, 0, 1)


def test_labels_of_one_row_each_tell_nothing_beyond_shuffling() -> None:
    found = predictability(table_of([[1, 0], [0, 1], [1, 0], [0, 1]]))
    assert found.accuracy == 1
    assert found.shuffled_mean == 1
    assert found.excess == 0


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no row"):
        predictability(table_of([[0, 0]]))


def test_shuffles_agree_with_shuffling_every_row() -> None:
    # All orders of 7 rows: the exact distribution.
    counts = [[3, 1], [1, 2]]
    labels = [0] * 4 + [1] * 3
    outcomes = [0, 0, 0, 1, 0, 1, 1]
    exact = []
    for order in permutations(outcomes):
        cells = Counter(zip(labels, order, strict=True))
        exact.append(sum(max(cells[label, 0], cells[label, 1]) for label in (0, 1)) / 7)
    found = predictability(table_of(counts), n_shuffles=4000)
    assert found.shuffled_mean == pytest.approx(np.mean(exact), abs=4 * np.std(exact) / 63)
    assert found.shuffled_sd == pytest.approx(np.std(exact), rel=0.06)
    observed = 5 / 7
    p_exact = np.mean([value >= observed - 1e-12 for value in exact])
    assert found.p_value == pytest.approx(p_exact, abs=4 * math.sqrt(p_exact / 4000))


@settings(deadline=None, max_examples=40)
@given(tables)
def test_bounds(counts: list[list[int]]) -> None:
    found = predictability(table_of(counts), n_shuffles=19)
    assert found.chance - 1e-12 <= found.accuracy <= 1
    assert found.shuffled_mean >= found.chance - 1e-12
    assert found.excess <= 1 + 1e-12
    assert 0.05 <= found.p_value <= 1
    assert found.n_rows == sum(map(sum, counts))


@settings(deadline=None, max_examples=40)
@given(tables, st.randoms(use_true_random=False))
def test_names_and_order_of_levels_change_nothing(counts, random) -> None:
    rows = list(counts)
    random.shuffle(rows)
    columns = list(range(len(counts[0])))
    random.shuffle(columns)
    renamed = [[row[c] for c in columns] for row in rows]
    assert predictability(table_of(counts)) == predictability(table_of(renamed))


def test_a_hundred_million_rows_cost_no_more_than_a_hundred() -> None:
    found = predictability(table_of([[50_000_000, 1], [1, 50_000_000]]))
    assert found.accuracy == pytest.approx(1)
    assert found.excess == pytest.approx(1, abs=1e-3)
