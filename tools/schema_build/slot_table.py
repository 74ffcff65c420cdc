"""The reduced table of classes, slots and permissible values that is read at run time."""

from typing import Any

import yaml
from linkml_runtime.linkml_model.meta import SlotDefinition
from schema_build.source import Source

# Types of LinkML by the JSON type that they have in a card.
SCALARS = {
    "boolean": "boolean",
    "date": "date",
    "double": "number",
    "float": "number",
    "integer": "integer",
    "string": "string",
    "uriorcurie": "uriorcurie",
}
MAPPINGS = ("exact", "close", "broad", "narrow", "related")


class _JsonLoader(yaml.SafeLoader):
    """Read what JSON has; a day stays text."""


_JsonLoader.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def slot_table(source: Source) -> dict[str, Any]:
    """Reduce a schema to what checks, tables, reports and exports need at run time."""
    schema = source.view.schema
    return {
        "schema_version": schema.version,
        "schema_id": str(schema.id),
        "tree_roots": [c.name for c in source.classes() if c.tree_root],
        "subsets": {n: s.description for n, s in sorted(source.view.all_subsets().items())},
        "prefixes": {n: p.prefix_reference for n, p in sorted(schema.prefixes.items())},
        "classes": {c.name: _class_entry(source, c.name) for c in source.classes()},
        "slots": {
            name: _slot_entry(source, slot, example_of=name)
            for name, slot in sorted(source.view.all_slots().items())
        },
        "enums": {
            name: _enum_entry(enum) for name, enum in sorted(source.view.all_enums().items())
        },
    }


def parsed_examples(source: Source, slot: SlotDefinition) -> list[Any]:
    """Give the examples of a slot as values that the slot takes, not as text."""
    values = [_parsed(source, slot, value) for value in source.examples.get(slot.name, [])]
    if not slot.multivalued:
        return values
    return [value if isinstance(value, list) else [value] for value in values]


def value_kind(source: Source, slot: SlotDefinition) -> str:
    """Name what a slot holds: a JSON type, ``enum``, ``object`` or ``reference``."""
    if slot.range in source.view.all_enums():
        return "enum"
    if slot.range in source.view.all_classes():
        return "object" if is_inlined(slot) else "reference"
    return "any" if _alternatives(slot) else SCALARS[slot.range]


def is_inlined(slot: SlotDefinition) -> bool:
    """Tell whether an object is written in place and not referred to by identifier."""
    return bool(slot.inlined or slot.inlined_as_list)


def _class_entry(source: Source, name: str) -> dict[str, Any]:
    definition = source.view.get_class(name)
    slots = source.slots(name)
    return _without_empty(
        {
            "description": definition.description,
            "class_uri": source.view.get_uri(definition),
            "is_a": definition.is_a,
            "abstract": bool(definition.abstract),
            "tree_root": bool(definition.tree_root),
            "identifier": next((s.name for s in slots if s.identifier), None),
            "designator": source.designator(name),
            "concrete": source.concrete(name),
            "slots": {s.name: _difference(source, name, s) for s in slots},
            "rules": [
                {
                    "title": rule.title,
                    "description": rule.description,
                    "requires": sorted(rule.postconditions.slot_conditions),
                }
                for rule in source.rules(name)
            ],
        },
        keep=("slots",),
    )


def _difference(source: Source, class_name: str, slot: SlotDefinition) -> dict[str, Any]:
    """State what a class changes in a slot, and which profile asks for it there."""
    general = _slot_entry(source, source.view.get_slot(slot.name), example_of=None)
    here = _slot_entry(source, slot, example_of=None)
    changed = {key: value for key, value in here.items() if general.get(key) != value}
    changed["required_by"] = source.required_by(class_name, slot)
    changed["required"] = bool(slot.required or slot.identifier)
    changed["subsets"] = list(source.subsets[class_name, slot.name])
    return _without_empty(changed)


def _slot_entry(source: Source, slot: SlotDefinition, example_of: str | None) -> dict[str, Any]:
    kind = value_kind(source, slot)
    values = _permitted_numbers(slot)
    mappings = {m: [str(x) for x in getattr(slot, f"{m}_mappings")] for m in MAPPINGS}
    return _without_empty(
        {
            "description": slot.description,
            "kind": kind,
            "range": slot.range if kind in {"enum", "object", "reference"} else None,
            "multivalued": bool(slot.multivalued),
            "identifier": bool(slot.identifier),
            "designates_type": bool(slot.designates_type),
            "pattern": slot.pattern,
            "minimum": slot.minimum_value,
            "maximum": slot.maximum_value,
            "minimum_items": slot.minimum_cardinality,
            "maximum_items": slot.maximum_cardinality,
            "values": values,
            "alternatives": _alternatives(slot),
            "unit": slot.unit.ucum_code if slot.unit else None,
            "slot_uri": source.view.get_uri(source.view.get_slot(slot.name)),
            "mappings": _without_empty(mappings),
            "see_also": [str(x) for x in slot.see_also],
            "examples": parsed_examples(source, slot) if example_of else [],
        }
    )


def _enum_entry(enum: Any) -> dict[str, Any]:
    return {
        "description": enum.description,
        "values": {
            text: _without_empty(
                {
                    "description": value.description,
                    "meaning": value.meaning,
                    "rank": value.rank,
                    "mappings": _without_empty(
                        {m: [str(x) for x in getattr(value, f"{m}_mappings")] for m in MAPPINGS}
                    ),
                }
            )
            for text, value in enum.permissible_values.items()
        },
    }


def _alternatives(slot: SlotDefinition) -> list[str]:
    return [SCALARS[option.range] for option in slot.any_of if option.range]


def _permitted_numbers(slot: SlotDefinition) -> list[int]:
    return [int(o.equals_number) for o in slot.any_of if o.equals_number is not None]


def _parsed(source: Source, slot: SlotDefinition, text: str) -> Any:
    """Read an example, which LinkML holds as text, as what the slot holds."""
    if value_kind(source, slot) in {"boolean", "integer", "number", "object"}:
        return yaml.load(text, _JsonLoader)  # noqa: S506 - a SafeLoader
    return text


def _without_empty(entry: dict[str, Any], keep: tuple[str, ...] = ()) -> dict[str, Any]:
    return {k: v for k, v in entry.items() if k in keep or v or (v == 0 and v is not False)}
