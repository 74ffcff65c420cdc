"""Columns of numbers without a unit, with and without a card."""

from __future__ import annotations

import pytest

from aivc.schema.reading import read_card
from aivc.validators.rules.int.bare_numbers import bare_number_columns
from tests.validators.rules.handmade import facts_of, number_column, table_of, text_column


def bare(*columns, meaning="dose"):
    facts = facts_of(table_of({column.info.name: column for column in columns}))
    found = bare_number_columns(read_card({}), facts, meaning)
    return {str(column.location): sum(column.labels.values()) for column in found}


def test_a_ladder_of_doses_needs_a_unit():
    assert bare(number_column("dose", {0.0: 4, 0.1: 3, 10.0: 3})) == {"obs/dose": 6}


@pytest.mark.parametrize("name", ["dose_uM", "pert_dose_um", "dose_ng/mL", "dose_umol/L"])
def test_a_name_that_ends_in_a_unit_says_it(name):
    assert bare(number_column(name, {0.1: 5, 10.0: 5})) == {}


@pytest.mark.parametrize("unit_column", ["dose_unit", "dose_units", "pert_dose_unit"])
def test_a_column_of_units_says_it(unit_column):
    columns = number_column("dose", {0.1: 5, 10.0: 5}), text_column(unit_column, {"nM": 10})
    assert bare(*columns) == {}


def test_a_column_of_units_of_something_else_does_not():
    columns = number_column("dose", {0.1: 5, 10.0: 5}), text_column("time_unit", {"h": 10})
    assert bare(*columns) == {"obs/dose": 10}


def test_one_level_is_no_scale_and_logarithms_follow_another_column():
    assert bare(text_column("dose", {"1": 5, "1+1": 5})) == {}
    assert bare(number_column("log_dose", {-2.0: 5, 1.0: 5})) == {}


def test_text_with_units_and_levels_in_words_are_no_numbers():
    assert bare(text_column("dose", {"0.1 uM": 5, "10 uM": 5})) == {}
    assert bare(text_column("dose", {"Low": 5, "High": 5})) == {}


def test_other_columns_are_not_looked_at():
    assert bare(number_column("pct_counts_mt", {0.1: 5, 10.0: 5})) == {}
    assert bare(number_column("duration", {2.0: 5, 8.0: 5})) == {}
    assert bare(number_column("duration", {2.0: 5, 8.0: 5}), meaning="time") == {"obs/duration": 10}
