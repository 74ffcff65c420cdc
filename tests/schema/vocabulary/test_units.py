"""Units as the field writes them, against ucumvert and pint."""

import csv
import math
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.vocabulary import (
    USUAL_UNITS,
    Dialect,
    DoseQuantityKind,
    Unit,
    UnitConversionError,
    UnitProblem,
    UnitProblemKind,
    convert,
    fits,
    parse_unit,
    read_ucum,
)
from aivc.schema.vocabulary.dose_quantity_kinds import SHAPES
from aivc.schema.vocabulary.tables import read_rows
from aivc.schema.vocabulary.ucum_atoms import NONLINEAR, PREFIXES

SCHEMA = Path(__file__).resolve().parents[3] / "schema"

# The spellings and codes of the reference page on dose and time units.
FIELD = {
    "uM": "umol/L", "\u00b5M": "umol/L", "\u03bcM": "umol/L", "micromolar": "umol/L",
    "nM": "nmol/L", "mM": "mmol/L", "pM": "pmol/L", "ng/mL": "ng/mL", "ng/ml": "ng/mL",
    "ug/ml": "ug/mL", "\u03bcg/mL": "ug/mL", "\u00b5g/mL": "ug/mL", "mg/kg": "mg/kg",
    "percent": "%", "U/mL": "U/mL", "IU/mL": "[IU]/mL", "kpa": "kPa", "Celsius": "Cel", "h": "h",
    "hr": "h", "hour": "h", "hours": "h", "d": "d", "day": "d", "min": "min", "s": "s", "wk": "wk",
    "MOI": "{MOI}", "pfu/cell": "{pfu}/{cell}", "\u00b0C": "Cel", "\u2103": "Cel",
    "mg/m\u00b2": "mg/m2", "mg/m^2": "mg/m2", "mg per kg": "mg/kg", "uM*h": "umol.h/L",
    "Days": "d", "HOURS": "h",
    "\uff05": "%", "\u00b5m": "um", "nmol.L-1": "nmol/L", "mL\u207b\u00b9": "/mL",
    "cells/mL": "{cells}/mL", "% v/v": "%", "% (w/v)": "g/dL", "mL/(min.kg)": "mL/min/kg",
    "px": "{px}",
}  # fmt: skip
UCUM = (
    "umol/L", "nmol/L", "mmol/L", "pmol/L", "U/mL", "ug/m2", "mg/m2", "[IU]", "ng/mL", "mg/kg", "h",
    "d", "Cel", "[IU]/mL", "%", "um", "10*6/mL", "Gy", "kPa", "[CFU]", "mg/kg/d", "nmol/L.h",
)  # fmt: skip


@pytest.mark.parametrize(("text", "code"), FIELD.items())
def test_spellings_of_the_field(text, code) -> None:
    unit = parse_unit(text)
    assert isinstance(unit, Unit)
    assert unit.ucum == code


@pytest.mark.parametrize("code", UCUM)
def test_ucum_codes(code) -> None:
    unit = parse_unit(code, Dialect.UCUM)
    assert isinstance(unit, Unit)
    assert read_ucum(unit.ucum) == unit


@pytest.mark.parametrize("row", read_rows("unit_aliases.tsv"), ids=lambda row: row["spelling"])
def test_every_alias_is_read(row) -> None:
    for dialect in row["dialects"].split():
        found = parse_unit(row["spelling"], dialect)
        codes = row["ucum"].split(";")
        if row["status"] == "ambiguous":
            assert isinstance(found, UnitProblem)
            assert found.kind is UnitProblemKind.AMBIGUOUS
            assert [unit.ucum for unit in found.meanings] == codes
        else:
            assert isinstance(found, Unit)
            assert found.ucum == codes[0] == read_ucum(codes[0]).ucum
            assert found.kinds <= read_ucum(codes[0]).kinds
            assert not row["kinds"] or found.kinds == set(row["kinds"].split())


def test_lincs_writes_micromolar_as_um() -> None:
    for text in ("um", "uM", "\u00b5m", "\u00b5M"):
        assert parse_unit(text, "lincs").ucum == "umol/L"
    assert parse_unit("M", "lincs").ucum == "mol/L"
    assert parse_unit("um", "ucum").ucum == "um"


@pytest.mark.parametrize(
    ("text", "probable"), [("um", "umol/L"), ("M", "mol/L"), ("m", "min"), ("C", "Cel")]
)
def test_spellings_with_two_readings_are_refused(text, probable) -> None:
    problem = parse_unit(text)
    assert isinstance(problem, UnitProblem)
    assert problem.kind is UnitProblemKind.AMBIGUOUS
    assert problem.probable.ucum == probable


@pytest.mark.parametrize("text", ["uM", "M", "hours", "percent", "[pfu]", "[U]/mL", "µM", "um um"])
def test_the_ucum_dialect_is_strict(text) -> None:
    assert isinstance(parse_unit(text, "ucum"), UnitProblem)


@pytest.mark.parametrize(
    "text", ["foo", "[foo]", "%2", "/", ".", "mg//kg", "mg/", "{", "m[", "kh", "0", "%%"]
)
def test_unknown_units(text) -> None:
    problem = parse_unit(text)
    assert isinstance(problem, UnitProblem)
    assert problem.kind is UnitProblemKind.UNKNOWN


def test_other_problems() -> None:
    assert parse_unit("").kind is UnitProblemKind.EMPTY
    assert parse_unit(" ").kind is UnitProblemKind.EMPTY
    assert parse_unit("pH").kind is UnitProblemKind.NONLINEAR
    assert parse_unit("[pH]", "ucum").kind is UnitProblemKind.NONLINEAR
    assert [unit.ucum for unit in parse_unit("UM").meanings] == ["umol/L", "um"]
    with pytest.raises(ValueError, match="klingon"):
        parse_unit("uM", "klingon")


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=30), st.sampled_from(list(Dialect)))
def test_no_text_raises(text, dialect) -> None:
    found = parse_unit(text, dialect)
    if isinstance(found, Unit):
        assert found.factor > 0
        assert read_ucum(found.ucum).factor == found.factor


@settings(max_examples=500, deadline=None)
@given(st.text("umMgLlk/.*^[]{}()%10-hd ", max_size=16))
def test_no_text_that_looks_like_a_unit_raises(text) -> None:
    found = parse_unit(text)
    assert isinstance(found, Unit | UnitProblem)


def test_huge_texts_are_harmless() -> None:
    for text in ("m" * 100_000, "m." * 50_000, "m" + "9" * 50, "(" * 10_000, "{" * 10_000):
        assert isinstance(parse_unit(text), UnitProblem)


KIND_CASES = [
    ("mg/kg", {"mass_per_body_mass", "mass_fraction"}),
    ("%", {"volume_fraction", "mass_fraction", "partial_pressure_fraction"}),
    ("% v/v", {"volume_fraction"}),
    ("% w/v", {"mass_concentration"}),
    ("% w/w", {"mass_fraction"}),
    ("% O2", {"partial_pressure_fraction"}),
    ("uM", {"molar_concentration"}),
    ("ng/mL", {"mass_concentration"}),
    ("mg/m2", {"mass_per_body_surface_area"}),
    ("mg", {"absolute_mass"}),
    ("nmol", {"absolute_amount"}),
    ("U/mL", {"activity_concentration"}),
    ("[IU]/mL", {"activity_concentration"}),
    ("MOI", {"multiplicity_of_infection"}),
    ("pfu/cell", {"multiplicity_of_infection"}),
    ("PFU/mL", {"viral_titre"}),
    ("TU/mL", {"viral_titre"}),
    ("E:T", {"cell_ratio"}),
    ("cells", {"cell_number"}),
    ("Gy", {"absorbed_radiation_dose"}),
    ("cGy", {"absorbed_radiation_dose"}),
    ("Celsius", {"temperature"}),
    ("kPa", {"pressure"}),
    ("Sv", set()),
    ("h", set()),
    ("[PFU]2/mL", set()),
    ("mg/kg/d", set()),
    ("px", set()),
]


@pytest.mark.parametrize(("text", "kinds"), KIND_CASES)
def test_kinds_of_dose(text, kinds) -> None:
    unit = parse_unit(text)
    assert unit.kinds == kinds
    for kind in DoseQuantityKind:
        assert fits(unit, kind) is (kind in kinds)


@pytest.mark.parametrize("kind", DoseQuantityKind)
def test_usual_units_fit_their_kind(kind) -> None:
    assert SHAPES[kind]
    for code in USUAL_UNITS[kind]:
        assert fits(read_ucum(code), kind)


def test_the_kinds_are_those_of_the_schema() -> None:
    module = yaml.safe_load((SCHEMA / "intervention.yaml").read_text("utf-8"))
    declared = module["enums"]["DoseQuantityKind"]["permissible_values"]
    assert set(declared) == set(DoseQuantityKind)


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        (10, "umol/L", "nmol/L", 10_000.0),
        (0.05, "umol/L", "nmol/L", 50.0),
        (1, "mmol/L", "mol/m3", 1.0),
        (1, "d", "h", 24.0),
        (0.1, "d", "h", 2.4),
        (2, "wk", "d", 14.0),
        (500, "min", "h", 500 / 60),
        (37, "Cel", "K", 310.15),
        (98.6, "[degF]", "Cel", 37.0),
        (-40, "Cel", "[degF]", -40.0),
        (5, "%", "1", 0.05),
        (10, "mg/kg", "ug/g", 10.0),
        (1, "Gy", "cGy", 100.0),
        (1, "% (w/v)", "mg/mL", None),
        (1, "g/dL", "mg/mL", 10.0),
        (1, "U/mL", "nkat/L", 1e9 / 60 / 1e6 * 1e3),
        (1, "{MOI}", "{pfu}/{cell}", 1.0),
        (760, "mm[Hg]", "kPa", 101.32472),
        (1, "[in_i]", "cm", 2.54),
    ],
)
def test_conversion(value, source, target, expected) -> None:
    if expected is None:
        with pytest.raises(UnitConversionError):
            convert(value, source, target)
    else:
        assert convert(value, source, target) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("umol/L", "ug/mL"),
        ("h", "m"),
        ("mg/kg", "{cells}"),
        ("[IU]", "U"),
        ("[IU]", "[PFU]"),
        ("uM", "nmol/L"),
        ("[pH]", "1"),
        ("{cells}", "{MOI}"),
        ("", "h"),
    ],
)
def test_conversion_is_refused(source, target) -> None:
    with pytest.raises(UnitConversionError):
        convert(1.0, source, target)


def test_conversion_keeps_what_is_not_finite() -> None:
    assert math.isnan(convert(math.nan, "h", "d"))
    assert convert(math.inf, "h", "d") == math.inf
    assert convert(1e308, "km", "pm") == math.inf
    assert convert(-1e308, "km", "pm") == -math.inf


PAIRS = [
    ("umol/L", "nmol/L"), ("mol/L", "fmol/uL"), ("h", "min"), ("d", "s"), ("Cel", "K"),
    ("Cel", "[degF]"), ("mg/kg", "ug/g"), ("%", "1"), ("Gy", "cGy"), ("kPa", "mm[Hg]"),
    ("ng/mL", "g/L"), ("[IU]/mL", "k[IU]/L"), ("[PFU]/mL", "[PFU]/L"),
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.floats(-1e12, 1e12, allow_subnormal=False), st.sampled_from(PAIRS))
def test_conversion_there_and_back(value, pair) -> None:
    there = convert(value, *pair)
    back = convert(there, *reversed(pair))
    assert back == pytest.approx(value, rel=1e-12, abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(st.floats(0.001, 1e6), st.sampled_from(["umol/L", "h", "ng/mL", "%", "[IU]/mL", "K"]))
def test_conversion_to_itself_changes_nothing(value, code) -> None:
    assert convert(value, code, code) == value


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(PREFIXES)),
    st.sampled_from(["mol", "g", "L", "m", "Pa", "[IU]"]),
    st.sampled_from(["L", "mL", "m2", "kg", "h"]),
)
def test_prefixes_scale(prefix, atom, below) -> None:
    scaled, plain = read_ucum(f"{prefix}{atom}/{below}"), read_ucum(f"{atom}/{below}")
    # "dar" is ten ares and "cd" a candela: a whole atom goes before a prefix.
    if read_ucum(f"{prefix}{atom}").dimension == read_ucum(atom).dimension:
        assert math.log10(float(scaled.factor / plain.factor)) == pytest.approx(PREFIXES[prefix])
        assert scaled.shape == plain.shape


# pint has the conventional millimetre of mercury, UCUM 133.3220 Pa; and a later atomic mass.
TOLERANCES = {"m[Hg]": 1e-5, "cm[Hg]": 1e-5, "mm[Hg]": 1e-5, "u": 1e-8}


def test_the_table_agrees_with_ucumvert_and_pint() -> None:
    import ucumvert

    from aivc.schema.vocabulary.ucum import _read_by_table
    from aivc.schema.vocabulary.ucum_library import read_by_library

    examples = Path(ucumvert.__file__).parent / "vendor" / "ucum_examples.tsv"
    with examples.open(encoding="utf-8") as lines:
        codes = [row["UCUM_CODE"] for row in csv.DictReader(lines, delimiter="\t")]
    atoms = [row["code"] for row in read_rows("units.tsv")]
    compared = 0
    for code in [*filter(None, codes), *atoms, *UCUM]:
        ours, theirs = _read_by_table(code), read_by_library(code)
        if ours is None or theirs is None or "arbitrary" in str(ours.dimension):
            continue
        compared += 1
        factor, dimension = theirs
        tolerance = TOLERANCES.get(code, 1e-9)
        assert ours.dimension == dimension, code
        assert float(ours.factor) == pytest.approx(float(factor), rel=tolerance), code
    assert compared > 500


def test_most_ucum_examples_are_read_without_the_library() -> None:
    import ucumvert

    from aivc.schema.vocabulary.ucum import _read_by_table

    examples = Path(ucumvert.__file__).parent / "vendor" / "ucum_examples.tsv"
    with examples.open(encoding="utf-8") as lines:
        codes = [row["UCUM_CODE"] for row in csv.DictReader(lines, delimiter="\t")]
    read = sum(_read_by_table(code) is not None for code in filter(None, codes))
    assert read > 0.9 * len(codes)


def test_arbitrary_units_never_become_numbers() -> None:
    for code in ("[AU]", "[AU]/mL", "[beth'U]", "[IU]/[AU]"):
        assert read_ucum(code) is None
    assert read_ucum("[IU]").dimension == (("arbitrary [IU]", 1),)
    assert all(read_ucum(code) is None for code in NONLINEAR)
