"""One test per rule that the modelling of the standard keeps."""

import json
import keyword
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from aivc.schema.generated import views
from aivc.schema.slots import class_names, class_spec, enum_names, enum_spec, tree_roots
from aivc.schema.structure_errors import slot_validator
from aivc.schema.tables import TABLES

MODULES = (
    "audit",
    "chain",
    "common",
    "context",
    "conversion",
    "dataset",
    "evaluation",
    "task",
    "intervention",
    "measurement",
    "provenance",
    "readout",
    "scale",
    "split",
    "validation",
)


@pytest.fixture(scope="module")
def modules(root) -> dict[str, dict[str, Any]]:
    paths = {path.stem: path for path in (root / "schema").glob("*.yaml")}
    return {name: yaml.safe_load(path.read_text("utf-8")) for name, path in paths.items()}


def places() -> Iterator[tuple[str, Any]]:
    for name in class_names():
        for slot in class_spec(name).slots.values():
            yield f"{name}.{slot.name}", slot


def test_modules_are_the_known_ones(modules) -> None:
    assert sorted(modules) == sorted((*MODULES, "aivc"))
    imported = {name.removeprefix("./") for name in modules["aivc"]["imports"][1:]}
    assert imported == set(MODULES)


def test_everything_is_described(source) -> None:
    view = source.view
    described = [
        *view.all_classes().values(),
        *view.all_slots().values(),
        *view.all_enums().values(),
        *view.all_subsets().values(),
        *(v for e in view.all_enums().values() for v in e.permissible_values.values()),
        *(rule for c in view.all_classes().values() for rule in c.rules),
    ]
    short = [
        str(getattr(x, "name", None) or getattr(x, "text", None) or x.title)
        for x in described
        if not x.description or len(x.description.strip()) < 3
    ]
    assert short == []
    assert len(described) > 1000


def test_descriptions_are_sentences(source) -> None:
    view = source.view
    said = [(n, x.description) for n, x in {**view.all_classes(), **view.all_slots()}.items()]
    assert [name for name, text in said if not text.rstrip().endswith(".")] == []


def test_every_slot_has_a_range_and_an_example(source, modules) -> None:
    slots = {n: s for m in modules.values() for n, s in m.get("slots", {}).items()}
    assert [name for name, slot in slots.items() if not slot.get("examples")] == []
    assert [n for n, slot in source.view.all_slots().items() if not slot.range] == []


def test_no_slot_is_declared_twice(modules) -> None:
    declared = Counter(
        (kind, name)
        for module in modules.values()
        for kind in ("classes", "slots", "enums", "subsets")
        for name in module.get(kind, {})
    )
    assert [name for name, count in declared.items() if count > 1] == []


def test_examples_are_right(source) -> None:
    wrong = [
        f"{name}: {example!r}"
        for name, slot in places()
        if not class_spec(slot.class_name).abstract and not slot.designates_type
        for example in slot.examples
        if not slot_validator(slot.class_name, slot.name).is_valid(json.loads(json.dumps(example)))
    ]
    assert wrong == []


def test_names_are_slots_not_attributes(source) -> None:
    assert [c.name for c in source.classes() if c.attributes] == []


def test_ranges_subsets_and_usages_exist(source) -> None:
    view = source.view
    ranges = {*view.all_classes(), *view.all_enums(), *view.all_types()}
    subsets = set(view.all_subsets())
    for definition in source.classes():
        assert set(definition.slot_usage) <= set(view.class_slots(definition.name))
        for slot in source.slots(definition.name):
            assert slot.range in ranges
            assert set(source.subsets[definition.name, slot.name]) <= subsets


def test_usages_change_something(source, modules) -> None:
    slots = {n: s for m in modules.values() for n, s in m.get("slots", {}).items()}
    idle = [
        f"{class_name}.{slot_name}.{key}"
        for module in modules.values()
        for class_name, definition in module.get("classes", {}).items()
        for slot_name, usage in definition.get("slot_usage", {}).items()
        for key, value in usage.items()
        if slots[slot_name].get(key, [] if key == "in_subset" else None) == value
    ]
    assert idle == []


def test_subsets_name_nothing_that_is_required_anyway(source) -> None:
    idle = [
        f"{definition.name}.{slot.name}"
        for definition in source.classes()
        for slot in source.slots(definition.name)
        if (slot.required or slot.identifier) and source.subsets[definition.name, slot.name]
    ]
    assert idle == []


def test_profiles_are_the_subsets(source) -> None:
    from schema_build.source import PROFILES

    assert set(source.view.all_subsets()) == set(PROFILES)


def test_objects_that_are_referred_to_have_identifiers(source) -> None:
    without = [
        name
        for name, slot in places()
        if slot.is_reference and class_spec(slot.range).identifier is None
    ]
    assert without == []


def test_objects_without_identifier_are_written_in_place(source) -> None:
    from schema_build.slot_table import is_inlined

    lost = [
        f"{definition.name}.{slot.name}"
        for definition in source.classes()
        for slot in source.slots(definition.name)
        if slot.range in source.view.all_classes()
        and source.view.get_identifier_slot(slot.range) is None
        and not is_inlined(slot)
    ]
    assert lost == []


def test_lists_of_objects_are_lists(source) -> None:
    maps = [
        f"{definition.name}.{slot.name}"
        for definition in source.classes()
        for slot in source.slots(definition.name)
        if slot.range in source.view.all_classes()
        and slot.multivalued
        and slot.inlined
        and not slot.inlined_as_list
    ]
    assert maps == []


def test_identifiers_are_single_text_that_is_not_blank(source) -> None:
    for name in class_names():
        identifiers = [slot for slot in class_spec(name).slots.values() if slot.identifier]
        assert len(identifiers) <= 1
        for slot in identifiers:
            assert slot.required
            assert slot.pattern
            assert not slot.multivalued
            assert not re.search(slot.pattern, " ")


def test_every_class_can_be_reached() -> None:
    reached: set[str] = set()
    waiting = [*tree_roots(), *(table.class_name for table in TABLES.values())]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        spec = class_spec(name)
        reached.add(name)
        waiting += [*spec.concrete, *([spec.is_a] if spec.is_a else [])]
        waiting += [slot.range for slot in spec.slots.values() if slot.kind == "object"]
    assert set(class_names()) - reached == set()


def test_every_slot_and_enum_is_used(source) -> None:
    used = {slot.name for _, slot in places()}
    assert set(source.view.all_slots()) - used == set()
    ranges = {slot.range for _, slot in places()}
    assert set(enum_names()) - ranges == set()


def test_polymorphic_classes_have_a_required_designator(source) -> None:
    for definition in source.classes():
        children = source.view.class_children(definition.name)
        if not children:
            continue
        spec = class_spec(definition.name)
        assert definition.abstract
        assert spec.designator is not None
        assert spec.slots[spec.designator].required


def test_rules_use_only_what_every_artefact_keeps(source) -> None:
    allowed_before = {"equals_string", "value_presence", "any_of", "name"}
    for definition in source.classes():
        for rule in definition.rules:
            assert rule.title
            assert not rule.elseconditions
            before = rule.preconditions.slot_conditions
            after = rule.postconditions.slot_conditions
            assert set(before) | set(after) <= set(source.view.class_slots(definition.name))
            for condition in before.values():
                assert _stated(condition) <= allowed_before
                assert all(_stated(option) == {"equals_string"} for option in condition.any_of)
            assert sum(str(c.value_presence) == "ABSENT" for c in before.values()) <= 1
            for condition in after.values():
                assert _stated(condition) == {"name", "required"}
                assert condition.required


def _stated(element: Any) -> set[str]:
    return {key for key, value in vars(element).items() if value not in (None, [], {}, False)}


def test_equal_strings_are_permissible_values(source) -> None:
    wrong = []
    for definition in source.classes():
        ranges = {slot.name: slot.range for slot in source.slots(definition.name)}
        for rule in definition.rules:
            for name, condition in rule.preconditions.slot_conditions.items():
                texts = [o.equals_string for o in condition.any_of] + [condition.equals_string]
                known = enum_spec(ranges[name]).values if ranges[name] in enum_names() else {}
                wrong += [f"{definition.name}: {t}" for t in texts if t and t not in known]
    assert wrong == []


def test_rule_titles_are_unique() -> None:
    titles = Counter(
        rule.title for n in class_names() if not class_spec(n).is_a for rule in class_spec(n).rules
    )
    assert [title for title, count in titles.items() if count > 1] == []


def test_prefixes_of_mappings_and_meanings_are_declared(source) -> None:
    prefixes = set(source.view.schema.prefixes)
    elements = [
        *source.view.all_classes().values(),
        *source.view.all_slots().values(),
        *(v for e in source.view.all_enums().values() for v in e.permissible_values.values()),
    ]
    for element in elements:
        for kind in ("exact", "close", "broad", "narrow", "related"):
            for curie in getattr(element, f"{kind}_mappings"):
                assert str(curie).split(":")[0] in prefixes, curie
        meaning = getattr(element, "meaning", None)
        assert meaning is None or meaning.split(":")[0] in prefixes


def test_every_declared_prefix_is_used(modules) -> None:
    text = "\n".join(
        yaml.safe_dump({k: v for k, v in module.items() if k != "prefixes"}, width=10**6)
        for module in modules.values()
    )
    idle = [
        prefix
        for prefix in modules["common"]["prefixes"]
        if not re.search(rf"\b{prefix}[:_]", text)
    ]
    assert idle == []


def test_an_exact_mapping_is_claimed_once_in_a_class(source) -> None:
    for definition in source.classes():
        claimed = Counter(
            str(curie) for slot in source.slots(definition.name) for curie in slot.exact_mappings
        )
        assert [curie for curie, count in claimed.items() if count > 1] == []


def test_ranks_are_a_gapless_order() -> None:
    ranked = [
        name
        for name in enum_names()
        if any(v.rank is not None for v in enum_spec(name).values.values())
    ]
    assert ranked == ["ScaleLevel"]
    ranks = [value.rank for value in enum_spec("ScaleLevel").values.values()]
    assert ranks == list(range(1, len(ranks) + 1))


def test_patterns_are_anchored_and_mean_the_same_everywhere(source) -> None:
    for name, slot in source.view.all_slots().items():
        if slot.pattern is None:
            continue
        re.compile(slot.pattern)
        assert slot.pattern == r"\S" or slot.pattern.startswith("^"), name
        assert slot.pattern == r"\S" or slot.pattern.endswith("$"), name


def test_names_work_as_python_attributes(source) -> None:
    names = [*source.view.all_slots(), *source.view.all_classes()]
    assert [n for n in names if keyword.iskeyword(n) or not n.isidentifier()] == []
    reserved = set(dir(views.View))
    assert sorted(set(source.view.all_slots()) & reserved) == []


def test_quantities_with_a_unit_are_quantities() -> None:
    wrong = [
        name
        for name, slot in places()
        if slot.unit and slot.range != "Quantity" and slot.kind not in {"integer", "number"}
    ]
    assert wrong == []


def test_a_quantity_is_no_exact_match_of_a_bare_number(source) -> None:
    exact = [
        n for n, s in source.view.all_slots().items() if s.range == "Quantity" and s.exact_mappings
    ]
    assert exact == []
