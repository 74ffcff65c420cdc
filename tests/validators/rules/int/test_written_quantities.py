"""Doses and times as files write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.generated.views import Quantity
from aivc.schema.reading import read_card
from aivc.validators.rules.int.written_quantities import (
    Written,
    agrees,
    amounts_in,
    dialect_of,
    with_unit,
)


@pytest.mark.parametrize(
    ("label", "dialect", "amounts"),
    [
        ("0.2", "field", [(0.2, None)]),
        ("10.0nM", "field", [(10.0, "nmol/L")]),
        ("10 um", "lincs", [(10.0, "umol/L")]),
        ("1+1", "field", [(1.0, None), (1.0, None)]),
        ("0.5 uM + 1 uM", "field", [(0.5, "umol/L"), (1.0, "umol/L")]),
        ("500_minutes", "field", [(500.0, "min")]),
        ("-666", "lincs", [(-666.0, None)]),
    ],
)
def test_amounts_are_read(label, dialect, amounts):
    assert amounts_in(label, dialect) == tuple(Written(*amount) for amount in amounts)


@pytest.mark.parametrize(
    "label",
    ["", "Low", "vehicle (DMSO)", "0.2 uM panobinostat", "10 um", "<10 nM", "1+high", "5-10"],
)
def test_what_is_not_only_amounts_is_not_read(label):
    assert amounts_in(label, "field") is None


@given(st.text(max_size=40))
def test_any_text_can_be_read(label):
    amounts = amounts_in(label, "field")
    assert amounts is None or all(isinstance(amount.value, float) for amount in amounts)


@pytest.mark.parametrize(
    ("written", "bare_unit", "is_same"),
    [
        (Written(0.2, None), None, True),
        (Written(200.0, None), "nmol/L", True),
        (Written(200.0, "nmol/L"), "umol/L", True),
        (Written(0.201, None), None, True),
        (Written(0.25, None), None, False),
        (Written(200.0, None), None, False),
        # Units that measure something else are reported where the unit is.
        (Written(0.2, "h"), None, True),
    ],
)
def test_agreement_with_a_fifth_of_a_micromolar(written, bare_unit, is_same):
    assert agrees(written, Quantity(value=0.2, unit="umol/L"), bare_unit, 0.02) is is_same


def test_an_amount_without_unit_or_value_is_not_judged():
    assert agrees(Written(5.0, None), Quantity(value=0.2), None, 0.02)
    assert agrees(Written(5.0, None), Quantity(unit="umol/L"), None, 0.02)


def test_dialects():
    assert dialect_of(read_card({})) == "field"
    assert dialect_of(read_card({"binding": {"unit_dialect": "lincs"}})) == "lincs"
    assert dialect_of(read_card({"binding": {"unit_dialect": "klingon"}})) == "field"


def test_labels_are_shown_with_the_unit_that_was_declared():
    assert with_unit("8", (Written(8.0, None),), "min") == "8 min"
    assert with_unit("8 h", (Written(8.0, "h"),), "min") == "8 h"
    assert with_unit("8", (Written(8.0, None),), None) == "8"
