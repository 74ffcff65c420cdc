"""Objects as rows of a table, and back."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.cells import join_list, match_cell, read_match, split_list
from aivc.schema.event_rows import read_event_row, write_event_row
from aivc.schema.flat import NotFlatError, flat_columns, flatten, unflatten
from aivc.schema.generated import views
from aivc.schema.reading import read
from aivc.schema.slots import class_names
from aivc.schema.structure import check_structure
from aivc.schema.tables import TABLES

VALID = Path(__file__).resolve().parents[1] / "data" / "valid"
FLAT = sorted({table.class_name for table in TABLES.values()})
FILES = [path for name in FLAT for path in sorted(VALID.glob(f"{name}-*.yaml"))]
entries = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1)
cells = (
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.floats(allow_nan=False)
    | (st.integers() | st.booleans())
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_object_comes_back_from_its_row(path: Path) -> None:
    raw = yaml.safe_load(path.read_text("utf-8"))
    name = path.name.split("-")[0]
    row = flatten(read(getattr(views, name), raw))
    assert unflatten(row, name) == raw


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("suffix", ["tsv", "parquet"])
def test_an_object_comes_back_from_a_file(path: Path, suffix: str, tmp_path: Path) -> None:
    raw = yaml.safe_load(path.read_text("utf-8"))
    name = path.name.split("-")[0]
    row = flatten(read(getattr(views, name), raw))
    # A second row without the optional columns makes readers fill in missing values.
    frame = pd.DataFrame([row, {key: row[key] for key in list(row)[:1]}])
    file = tmp_path / f"table.{suffix}"
    if suffix == "tsv":
        frame.to_csv(file, sep="\t", index=False)
        rows = pd.read_csv(file, sep="\t", dtype=str).to_dict("records")
    else:
        frame.to_parquet(file)
        rows = pd.read_parquet(file).to_dict("records")
    assert unflatten(rows[0], name) == raw
    assert len(unflatten(rows[1], name)) == 1


def test_columns_are_named_for_slots() -> None:
    names = [column.name for column in flat_columns("Condition")]
    assert names[:6] == [
        "condition_id", "label", "intervention", "control", "harvest_time", "harvest_time_unit"
    ]  # fmt: skip
    assert [column.name for column in flat_columns("Segmentation")][2:4] == [
        "software.name", "software.version"
    ]  # fmt: skip


@pytest.mark.parametrize("name", FLAT)
def test_no_two_columns_have_one_name(name: str) -> None:
    names = [column.name for column in flat_columns(name)]
    assert len(names) == len(set(names))


def test_a_column_is_required_where_all_around_it_are() -> None:
    asked = {column.name: column.required_by for column in flat_columns("Condition")}
    assert asked["condition_id"] == "minimal"
    assert asked["harvest_time"] == asked["harvest_time_unit"] == "release"
    assert asked["harvest_time_lower"] is None
    asked = {column.name: column.required_by for column in flat_columns("DosingEvent")}
    assert (asked["event_time_unit"], asked["amount_unit"]) == ("minimal", None)


def test_lists_of_objects_do_not_fit_in_a_row() -> None:
    with pytest.raises(NotFlatError, match=r"Intervention\.events"):
        flat_columns("Intervention")
    fitting = [name for name in class_names() if fits(name)]
    assert set(FLAT) < set(fitting)


def fits(name: str) -> bool:
    try:
        flat_columns(name)
    except NotFlatError:
        return False
    return True


def test_what_is_not_said_has_no_cell() -> None:
    condition = read(views.Condition, {"condition_id": "c", "condition_sample": []})
    assert flatten(condition) == {"condition_id": "c"}
    assert unflatten({"condition_id": "c", "label": " ", "control": None}, "Condition") == {
        "condition_id": "c"
    }


@pytest.mark.parametrize(
    "empty",
    [None, "", "  ", float("nan"), np.nan, pd.NA, pd.NaT, np.float64("nan"), [], np.array([])],
)
def test_empty_cells(empty: object) -> None:
    assert unflatten({"condition_id": "c", "condition_sample": empty}, "Condition") == {
        "condition_id": "c"
    }


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3", 3), (3, 3), (3.0, 3), (np.int64(3), 3), (np.float32(3), 3), ("3.0", 3),
        ("three", "three"), ("3.5", 3.5), ("inf", "inf"), ("1e999", "1e999"), (True, True),
    ],
)  # fmt: skip
def test_integers_in_cells(cell: object, value: object) -> None:
    assert unflatten({"n_replicates": cell}, "Condition") == {"n_replicates": value}


@pytest.mark.parametrize(
    ("cell", "value"),
    [("0.2", 0.2), (".5", 0.5), ("1e-3", 0.001), ("-24", -24.0), ("0.2 uM", "0.2 uM"),
     ("NaN", "NaN"),
     (np.float64(0.2), 0.2)],
)  # fmt: skip
def test_numbers_in_cells(cell: object, value: object) -> None:
    assert unflatten({"amount": cell}, "DosingEvent") == {"amount": {"value": value}}


@pytest.mark.parametrize(
    ("cell", "value"),
    [("true", True), ("False", False), (True, True), (np.True_, True), ("1", "1")],
)
def test_truth_values_in_cells(cell: object, value: object) -> None:
    assert unflatten({"is_virtual": cell}, "Sample") == {"is_virtual": value}


@pytest.mark.parametrize(("cell", "value"), [(701, "701"), (701.0, "701"), ("0701", "0701")])
def test_identifiers_of_digits_are_text(cell: object, value: str) -> None:
    assert unflatten({"sample_id": cell}, "Sample") == {"sample_id": value}
    assert unflatten({"from_donors": cell}, "Sample") == {"from_donors": [value]}


def test_lists_in_cells() -> None:
    for cell in ("a; b", ["a", "b"], np.array(["a", "b"]), ("a", None, "b")):
        assert unflatten({"from_donors": cell}, "Sample") == {"from_donors": ["a", "b"]}


def test_unknown_columns_are_left_for_a_check_to_name() -> None:
    row = {"condition_id": "c", "lable": "x", "match:plate": "P1"}
    (problem,) = check_structure(unflatten(row, "Condition"), "Condition", "minimal")
    assert (problem.code, problem.suggestion) == ("CRD002", "label")
    (problem,) = check_structure(
        unflatten({"unit_id": "u", "condition_id": "c", "match:a": 1}, "Query"), "Query", "minimal"
    )
    assert problem.slot == "match:a"


def test_cells_of_the_wrong_type_are_left_for_a_check_to_name() -> None:
    row = {
        "condition_id": "c",
        "n_replicates": "three",
        "harvest_time": "late",
        "harvest_time_unit": "h",
    }
    problems = check_structure(unflatten(row, "Condition"), "Condition", "minimal")
    assert {p.pointer: p.code for p in problems} == {
        "/n_replicates": "CRD003",
        "/harvest_time/value": "CRD003",
    }


@given(st.lists(entries))
def test_lists_come_back_from_a_cell(values: list[str]) -> None:
    assert split_list(join_list(values)) == values
    assert split_list(join_list(values, " || "), " || ") == values


@given(cells)
def test_matched_values_come_back_from_a_cell(value: Any) -> None:
    found = read_match(match_cell(value))
    assert (found, type(found)) == (value, type(value))


@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    for name in FLAT:
        row = {column.name: text for column in flat_columns(name)}
        unflatten({**row, "match:x": text, text: text}, name)


def test_rows_of_events() -> None:
    raw = yaml.safe_load((VALID / "DosingEvent-bath.yaml").read_text("utf-8"))
    row = write_event_row("panobinostat_0.2uM", read(views.DosingEvent, raw))
    assert next(iter(row)) == "intervention_id"
    assert read_event_row(row) == ("panobinostat_0.2uM", raw)
    assert read_event_row({"intervention_id": float("nan"), "event_type": "reset"}) == (
        None, {"event_type": "reset"}
    )  # fmt: skip
