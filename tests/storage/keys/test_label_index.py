"""What a value of the card means among the labels of a column."""

from __future__ import annotations

import numpy as np
import pytest

from aivc.storage.keys.label_index import LabelIndex
from aivc.storage.model import Column, ColumnInfo, ColumnKind


def meant(labels, value, *, kind=ColumnKind.CATEGORICAL, numbers=None):
    numbers = None if numbers is None else np.array(numbers, dtype=float)
    column = Column(ColumnInfo("c", kind, ""), np.empty(0, np.int8), tuple(labels), numbers)
    return [labels[code] for code in LabelIndex(column).codes(value)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, ["1", "1.0", "1e0", "01"]),
        (1.0, ["1", "1.0", "1e0", "01"]),
        (0.1, ["0.1"]),
        ("1", ["1"]),
        ("1.0", ["1.0"]),
        ("01", ["01"]),
        ("DMSO", ["DMSO"]),
        ("dmso", []),
        (2, []),
        (float("nan"), []),
    ],
)
def test_among_labels(value, expected):
    labels = ["1", "1.0", "1e0", "01x", "01", "0.1", "DMSO", "nan", "1_0", " 1"]
    assert meant(labels, value) == expected


def test_among_numbers():
    numbers = {"labels": ["0.1", "1", "1e-05"], "kind": ColumnKind.FLOAT, "numbers": [0.1, 1, 1e-5]}
    assert meant(value=0.00001, **numbers) == ["1e-05"]
    assert meant(value="1.0", **numbers) == ["1"]
    assert meant(value="0.10", **numbers) == ["0.1"]
    assert meant(value="low", **numbers) == []
    assert meant(value=True, **numbers) == ["1"]


def test_a_float32_column_is_compared_by_its_shortest_text():
    third = np.float32(0.3)
    assert meant(["0.3"], 0.3, kind=ColumnKind.FLOAT, numbers=[third]) == ["0.3"]


@pytest.mark.parametrize("value", [True, "True", "true", "TRUE"])
def test_among_truth_values(value):
    assert meant(["False", "True"], value, kind=ColumnKind.BOOLEAN) == ["True"]


def test_truth_values_as_categories():
    assert meant(["FALSE", "TRUE"], False) == ["FALSE"]
    assert meant(["FALSE", "TRUE"], "false") == []


def test_a_label_that_is_listed_twice():
    assert meant(["a", "b", "a"], "a") == ["a", "a"]
