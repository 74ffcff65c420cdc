"""A value and a unit in one text."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.vocabulary import (
    Dialect,
    Quantity,
    QuantityProblem,
    QuantityProblemKind,
    UnitProblemKind,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("text", "value", "code", "rest"),
    [
        ("10 \u00b5M", 10, "umol/L", ""),
        ("10 \u03bcM", 10, "umol/L", ""),
        ("0.05 uM", 0.05, "umol/L", ""),
        ("10.0nM", 10, "nmol/L", ""),
        ("24h", 24, "h", ""),
        ("2 days", 2, "d", ""),
        ("500_minutes", 500, "min", ""),
        ("24-hour", 24, "h", ""),
        ("0.2 uM panobinostat", 0.2, "umol/L", "panobinostat"),
        ("20 ng/ml IL-2", 20, "ng/mL", "IL-2"),
        ("24 h post", 24, "h", "post"),
        ("1 uM_24h", 1, "umol/L", "24h"),
        ("1e-5 mol/L", 1e-5, "mol/L", ""),
        ("1\u00d710\u207b\u2075 mol/L", 1e-5, "mol/L", ""),
        ("3x10^5 cells/well", 3e5, "{cells}/{well}", ""),
        ("10^6 cells/mL", 1e6, "{cells}/mL", ""),
        ("5% CO2", 5, "%", "CO2"),
        ("5 % O2", 5, "%", ""),
        ("0.1% v/v DMSO", 0.1, "%", "DMSO"),
        ("37 \u00b0C", 37, "Cel", ""),
        ("5 mg/m\u00b2", 5, "mg/m2", ""),
        ("-5 Cel", -5, "Cel", ""),
        ("\u22125 Cel", -5, "Cel", ""),
        (".5 h", 0.5, "h", ""),
        ("+1. h", 1, "h", ""),
        ("\uff11\uff10 uM", 10, "umol/L", ""),
    ],
)
def test_quantities_are_read(text, value, code, rest) -> None:
    found = parse_quantity(text)
    assert isinstance(found, Quantity)
    assert found.value == pytest.approx(value, rel=1e-12)
    assert (found.unit.ucum, found.rest) == (code, rest)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1+1", QuantityProblemKind.SEVERAL_VALUES, 1),
        ("5-10 uM", QuantityProblemKind.SEVERAL_VALUES, 5),
        ("5 to 10 uM", QuantityProblemKind.SEVERAL_VALUES, 5),
        ("3 d 4 h", QuantityProblemKind.SEVERAL_VALUES, 3),
        ("1/2 uM", QuantityProblemKind.SEVERAL_VALUES, 1),
        ("10 uM + 5 uM", QuantityProblemKind.SEVERAL_VALUES, 10),
        ("10 uM, 24h", QuantityProblemKind.SEVERAL_VALUES, 10),
        ("10 uM; 20 uM", QuantityProblemKind.SEVERAL_VALUES, 10),
        ("-666", QuantityProblemKind.MISSING_UNIT, -666),
        ("10", QuantityProblemKind.MISSING_UNIT, 10),
        ("<10 nM", QuantityProblemKind.NOT_EXACT, None),
        ("~5 uM", QuantityProblemKind.NOT_EXACT, None),
        ("1,000 nM", QuantityProblemKind.AMBIGUOUS_NUMBER, 1),
        ("10,5 uM", QuantityProblemKind.AMBIGUOUS_NUMBER, 10),
        ("1e999 uM", QuantityProblemKind.NOT_FINITE, None),
        ("nan", QuantityProblemKind.NO_NUMBER, None),
        ("", QuantityProblemKind.NO_NUMBER, None),
        ("DMSO", QuantityProblemKind.NO_NUMBER, None),
        ("uM", QuantityProblemKind.NO_NUMBER, None),
        ("10 foo", QuantityProblemKind.UNIT, 10),
        ("5 T cells", QuantityProblemKind.UNIT, 5),
        ("1e-5M", QuantityProblemKind.UNIT, 1e-5),
        ("10 um", QuantityProblemKind.UNIT, 10),
    ],
)
def test_what_is_not_one_quantity(text, kind, value) -> None:
    found = parse_quantity(text)
    assert isinstance(found, QuantityProblem)
    assert (found.kind, found.value, found.text) == (kind, value, text)


@pytest.mark.parametrize(("text", "probable"), [("1e-5M", "mol/L"), ("10 um", "umol/L")])
def test_the_probable_unit_is_offered(text, probable) -> None:
    problem = parse_quantity(text).unit_problem
    assert problem.kind is UnitProblemKind.AMBIGUOUS
    assert problem.probable.ucum == probable


def test_the_dialect_decides() -> None:
    assert parse_quantity("10.0 um", "lincs").unit.ucum == "umol/L"
    assert parse_quantity("10.0 um", "ucum").unit.ucum == "um"
    assert parse_quantity("10 uM", "ucum").kind is QuantityProblemKind.UNIT


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=40), st.sampled_from(list(Dialect)))
def test_no_text_raises(text, dialect) -> None:
    found = parse_quantity(text, dialect)
    if isinstance(found, Quantity):
        assert math.isfinite(found.value)


@settings(max_examples=500, deadline=None)
@given(st.text("0123456789.eE+-x^* uMnhd%/,;~_<", max_size=24))
def test_no_text_that_looks_like_a_quantity_raises(text) -> None:
    found = parse_quantity(text)
    if isinstance(found, Quantity):
        assert math.isfinite(found.value)


@settings(max_examples=200, deadline=None)
@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["umol/L", "h", "ng/mL", "mg/kg", "%", "Cel", "[IU]/mL"]),
    st.sampled_from(["", " ", "  ", "_"]),
)
def test_written_quantities_are_read_back(value, code, between) -> None:
    found = parse_quantity(f"{value!r}{between}{code}")
    assert isinstance(found, Quantity)
    assert (found.value, found.unit.ucum, found.rest) == (value, code, "")


def test_huge_texts_are_harmless() -> None:
    for text in (
        "1" * 100_000,
        "1 " + "x " * 50_000,
        "1" + "_" * 100_000,
        "1e" + "9" * 5000 + " h",
    ):
        assert isinstance(parse_quantity(text), QuantityProblem)
