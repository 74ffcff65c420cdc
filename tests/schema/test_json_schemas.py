"""The JSON Schemas: closed, complete, cumulative, and the same in another engine."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
import yaml

from aivc.schema.slots import PROFILES, class_names, class_spec, enum_names

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = sorted(DATA.glob("*valid/*.yaml"))


@pytest.fixture(scope="module")
def schemas(root: Path) -> dict[str, Any]:
    folder = root / "schema" / "generated"
    return {p: json.loads((folder / f"{p}.json").read_text("utf-8")) for p in PROFILES}


@pytest.mark.parametrize("profile", PROFILES)
def test_a_schema_is_a_schema(schemas, profile: str) -> None:
    jsonschema_rs.meta.validate(schemas[profile])
    jsonschema.Draft202012Validator.check_schema(schemas[profile])


@pytest.mark.parametrize("profile", PROFILES)
def test_every_class_and_enum_is_defined(schemas, profile: str) -> None:
    assert set(schemas[profile]["$defs"]) == {*class_names(), *enum_names()}
    assert schemas[profile]["$ref"] == "#/$defs/DatasetCard"


@pytest.mark.parametrize("profile", PROFILES)
def test_objects_are_closed_and_nothing_is_null(schemas, profile: str) -> None:
    for name in class_names():
        definition = schemas[profile]["$defs"][name]
        assert definition["type"] == "object"
        if not class_spec(name).abstract:
            assert definition["additionalProperties"] is False
            assert set(definition["properties"]) == set(class_spec(name).slots)
    assert '"null"' not in json.dumps(schemas[profile])


def test_profiles_are_cumulative_and_follow_the_slot_table(schemas) -> None:
    for name in class_names():
        if class_spec(name).abstract:
            continue
        required = {p: set(schemas[p]["$defs"][name].get("required", [])) for p in PROFILES}
        assert required["minimal"] <= required["release"] <= required["benchmark"]
        for profile in PROFILES:
            stronger = PROFILES[PROFILES.index(profile) + 1 :]
            slots = class_spec(name).slots.values()
            assert required[profile] == {
                s.name for s in slots if s.required_by and s.required_by not in stronger
            }


def test_every_rule_is_a_titled_condition(schemas) -> None:
    for name in class_names():
        if class_spec(name).abstract:
            continue
        conditions = schemas["minimal"]["$defs"][name].get("allOf", [])
        assert [(c["title"], tuple(c["then"]["required"])) for c in conditions] == [
            (rule.title, rule.requires) for rule in class_spec(name).rules
        ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_another_engine_agrees(schemas, path: Path) -> None:
    raw = yaml.safe_load(path.read_text("utf-8"))
    schema = {**schemas["release"], "$ref": f"#/$defs/{path.name.split('-')[0]}"}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
    # Python's JSON holds infinity, which JSON does not.
    expected = path.parent.name == "valid" or path.stem == "Quantity-not-a-number.CRD003"
    assert validator.is_valid(raw) == expected
