"""What one generator of linkml would lose is written out before any of them runs."""

import pytest

SCHEMA = """
id: https://example.org/small
name: small
prefixes:
  small: https://example.org/small/
  linkml: https://w3id.org/linkml/
default_prefix: small
default_range: string
imports: [linkml:types]
types:
  barcode:
    typeof: string
    pattern: '^[ACGT]+$'
  share:
    typeof: double
    minimum_value: 0
    maximum_value: 1
subsets:
  minimal: {}
  release: {}
slots:
  tag: {range: barcode, in_subset: [minimal]}
  fraction: {range: share}
  corners: {range: double, multivalued: true, exact_cardinality: 4}
  colour: {range: Colour}
  home: {range: uriorcurie, in_subset: [release]}
classes:
  Parent:
    slots: [tag, home, fraction, corners, colour]
    slot_usage:
      tag: {in_subset: []}
  Child:
    is_a: Parent
    slot_usage:
      home: {in_subset: [minimal]}
enums:
  Base:
    permissible_values: {red: {}}
  Colour:
    inherits: [Base]
    permissible_values: {blue: {}}
"""


@pytest.fixture(scope="module")
def small(build_tools: None, tmp_path_factory: pytest.TempPathFactory) -> object:
    from schema_build.source import read_schema

    path = tmp_path_factory.mktemp("schema") / "small.yaml"
    path.write_text(SCHEMA)
    return read_schema(path, "small.yaml")


def test_constraints_of_a_type_reach_the_slot(small) -> None:
    slots = {slot.name: slot for slot in small.slots("Child")}
    assert slots["tag"].pattern == "^[ACGT]+$"
    assert (slots["fraction"].minimum_value, slots["fraction"].maximum_value) == (0, 1)
    assert slots["home"].pattern is not None


def test_exact_cardinality_becomes_both_bounds(small) -> None:
    corners = next(slot for slot in small.slots("Parent") if slot.name == "corners")
    assert (corners.minimum_cardinality, corners.maximum_cardinality) == (4, 4)
    assert corners.exact_cardinality is None


def test_inherited_values_are_written_out(small) -> None:
    assert list(small.view.get_enum("Colour").permissible_values) == ["red", "blue"]


def test_a_usage_replaces_the_subsets_even_by_none(small) -> None:
    assert small.subsets["Parent", "tag"] == ()
    assert small.subsets["Child", "tag"] == ()
    assert small.subsets["Parent", "home"] == ("release",)
    assert small.subsets["Child", "home"] == ("minimal",)


def test_the_weakest_profile_that_requires_a_slot(small) -> None:
    asked = {slot.name: small.required_by("Child", slot) for slot in small.slots("Child")}
    assert asked == {
        "tag": None,
        "home": "minimal",
        "fraction": None,
        "corners": None,
        "colour": None,
    }


def test_machine_paths_are_not_in_the_schema(small) -> None:
    assert small.view.schema.source_file == "small.yaml"
