"""Which table of several a benchmark is about."""

from types import SimpleNamespace

import pytest

from aivc.evaluation.spatial_histology.units import choose_units
from aivc.schema.reading import read_card


def table(name, n_obs=4):
    return SimpleNamespace(name=name, n_obs=n_obs, matrix=lambda _: object())


def chosen(value_types, sizes=(4, 4)):
    names = ("tables/norm", "tables/raw")
    declared = [
        {"path_in_file": f"{name}/X", "value_type": kind}
        for name, kind in zip(names, value_types, strict=True)
    ]
    tables = tuple(table(name, n) for name, n in zip(names, sizes, strict=True))
    return choose_units(SimpleNamespace(tables=tables, path="x"), read_card({"tables": declared}))


@pytest.mark.parametrize(
    ("value_types", "sizes", "name", "why"),
    [
        (("log_normalized", "raw_counts"), (4, 4), "tables/raw", "raw counts"),
        (("log_normalized", "raw_counts"), (5, 4), "tables/norm", "it has the most rows"),
        (("raw_counts", "raw_counts"), (4, 4), "tables/norm", "the first of 2 with raw counts"),
        (("log_normalized", "z_score"), (4, 4), "tables/norm", "the first of 2 that"),
    ],
)
def test_the_reason_is_the_true_one(value_types, sizes, name, why):
    units = chosen(value_types, sizes)
    assert units.table.name == name
    assert why in units.because
