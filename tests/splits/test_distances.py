"""Distances name what they count in, also where nobody states a unit of length."""

from __future__ import annotations

import pytest

from aivc.splits.distances import distance_in_words


@pytest.mark.parametrize("unit", ["", "1"])
def test_no_bare_number_where_no_unit_is_stated(unit):
    assert distance_in_words(60.0, unit) == "60 units of the coordinates"


def test_pixels_are_written_as_a_word():
    assert distance_in_words(60.0, "{pixel}") == "60 pixels"


def test_units_of_length_stay():
    assert distance_in_words(52.93762, "um", ".4g") == "52.94 um"
