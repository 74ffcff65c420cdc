"""Reading views: whatever can be read of anything."""

import datetime as dt
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from aivc.schema.generated import views
from aivc.schema.reading import read, read_card
from aivc.schema.slots import class_names, class_spec
from aivc.schema.view import View

VALID = sorted((Path(__file__).resolve().parents[1] / "data" / "valid").glob("*.yaml"))
HEAVY = {"numpy", "pandas", "pydantic", "jsonschema_rs", "yaml", "dataclasses", "linkml_runtime"}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_object_is_read_whole(path: Path) -> None:
    raw = yaml.safe_load(path.read_text("utf-8"))
    view = read(getattr(views, path.name.split("-")[0]), raw)
    assert said(view) == without_empty(raw)


def said(view: object) -> object:
    if isinstance(view, View):
        return {name: said(value) for name, value in view.present().items()}
    return [said(item) for item in view] if isinstance(view, tuple) else view


def without_empty(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {key: without_empty(value) for key, value in raw.items() if value != []}
    return [without_empty(item) for item in raw] if isinstance(raw, list) else raw


def test_views_know_the_slots_of_the_standard() -> None:
    for name in class_names():
        view, spec = getattr(views, name), class_spec(name)
        assert tuple(view.fields) == tuple(spec.slots)
        assert view.class_name == name
        assert view.identifier_slot == spec.identifier
        assert view.designator_slot == spec.designator
        assert view.concrete_classes == spec.concrete
        assert issubclass(view, getattr(views, spec.is_a or "View"))
    assert sorted(views.__all__) == list(class_names())


def test_pointers_lead_back_to_the_object() -> None:
    card = read_card({"conditions": [5, {"condition_id": "a", "harvest_time": {"value": 1}}]})
    (condition,) = card.conditions
    assert card.pointer == ""
    assert condition.pointer == "/conditions/1"
    assert condition.harvest_time.pointer == "/conditions/1/harvest_time"


@pytest.mark.parametrize("raw", [None, 5, "text", [], True, b"x", {1: 2}, {"conditions": 3}])
def test_what_is_no_card_is_an_empty_card(raw: object) -> None:
    assert read_card(raw).present() == {}


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (3, 3), (3.0, 3), (True, None), (3.5, None), ("3", None), (None, None), ([3], None),
        (10**400, 10**400), (math.nan, None), (math.inf, None),
    ],
)  # fmt: skip
def test_integers(raw: object, value: int | None) -> None:
    assert read(views.Condition, {"n_replicates": raw}).n_replicates == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [(0.2, 0.2), (1, 1.0), (True, None), ("0.2", None), ({}, None), (10**400, None)],
)
def test_numbers(raw: object, value: float | None) -> None:
    read_value = read(views.Quantity, {"value": raw}).value
    assert read_value == value
    assert isinstance(read_value, float | None)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("h", "h"), ("", ""), (1, None), (True, None), (["h"], None),
     (dt.date(2027, 1, 1), "2027-01-01")],
)  # fmt: skip
def test_text(raw: object, value: str | None) -> None:
    assert read(views.Quantity, {"unit": raw}).unit == value


@pytest.mark.parametrize(("raw", "value"), [(True, True), (1, None), ("true", None)])
def test_truth_values(raw: object, value: bool | None) -> None:
    assert read(views.DatasetCard, {"is_primary_data": raw}).is_primary_data is value


@pytest.mark.parametrize("raw", ["DMSO", "", 0, 0.5, True, False])
def test_values_of_a_column(raw: object) -> None:
    value = read(views.ColumnMatch, {"column_value": raw}).column_value
    assert (value, type(value)) == (raw, type(raw))


def test_lists_keep_what_has_the_right_type() -> None:
    sample = read(views.Sample, {"from_donors": ["a", 3, None, "b"], "derived_from": "a"})
    assert sample.from_donors == ("a", "b")
    assert sample.derived_from == ()


def test_an_unknown_word_is_kept_for_rules_to_judge() -> None:
    assert read(views.Quantity, {"basis": "planned"}).basis == "planned"


def test_the_designator_picks_the_view() -> None:
    card = read_card({"agents": [{"agent_type": "Chemical", "inchikey": "X"}]})
    (agent,) = card.agents
    assert isinstance(agent, views.Chemical)
    assert agent.inchikey == "X"


@pytest.mark.parametrize("designator", ["Drug", "SingleCellRNA", "Agent", None, 3, ["Chemical"]])
def test_an_unknown_designator_gives_what_all_have_in_common(designator: object) -> None:
    raw = {"agent_id": "a", "agent_type": designator, "inchikey": "X"}
    (agent,) = read_card({"agents": [raw]}).agents
    assert type(agent) is views.Agent
    assert agent.agent_id == "a"


def test_views_compare_by_what_they_say() -> None:
    raw = {"condition_id": "a", "harvest_time": {"value": 1, "unit": "h"}}
    assert read(views.Condition, raw) == read(views.Condition, raw)
    assert read(views.Condition, raw) != read(views.Condition, raw, "/conditions/0")
    assert read(views.Condition, raw) != read(views.Condition, {"condition_id": "b"})
    assert read(views.Site, {"site_id": "a"}) != read(views.Plate, {"plate_id": "a"})
    assert len({read(views.Condition, raw), read(views.Condition, raw)}) == 1


def test_views_show_what_they_say() -> None:
    view = read(views.Quantity, {"value": 1, "unit": "h"})
    assert repr(view) == "Quantity(value=1.0, unit='h')"
    assert read(views.Condition, {"condition_id": "a"}).identifier == "a"
    assert view.identifier is None


def test_reading_loads_only_the_standard_library(root: Path) -> None:
    code = "import sys, aivc.schema.reading, json; print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    outcome = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=root, capture_output=True, check=True
    )
    loaded = {name.split(".")[0] for name in json.loads(outcome.stdout)}
    assert loaded & HEAVY == set()
