"""One closed JSON Schema per profile, made from the one that linkml generates."""

import json
from typing import Any

from linkml.generators.jsonschemagen import JsonSchemaGenerator
from linkml_runtime.linkml_model.meta import ClassRule
from schema_build.slot_table import parsed_examples
from schema_build.source import PROFILES, ROOT_CLASS, Source


def json_schemas(source: Source, comment: str) -> dict[str, dict[str, Any]]:
    """Make the JSON Schema of each profile.

    What linkml generates is kept, and amended where it is weak: an object of several possible
    classes is checked as the class that its designator names, so that one mistake gives one
    error; a conditional requirement carries the title of its rule; examples have their own type
    instead of text; a slot is required as soon as the profile, or a weaker one, asks for it.

    Parameters
    ----------
    source
        The materialised schema.
    comment
        Says how the files were made.
    """
    generated = _generated(source)
    return {
        profile: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"{source.view.schema.id.rsplit('/', 1)[0]}/json-schema/{profile}",
            "$comment": comment,
            "title": f"{source.view.schema.title}, profile {profile}",
            "version": source.view.schema.version,
            "$ref": f"#/$defs/{ROOT_CLASS}",
            "$defs": _definitions(source, generated, profile),
        }
        for profile in PROFILES
    }


def _generated(source: Source) -> dict[str, Any]:
    generator = JsonSchemaGenerator(source.for_generator(), include_null=False, not_closed=False)
    definitions: dict[str, Any] = json.loads(generator.serialize())["$defs"]
    return definitions


def _definitions(source: Source, generated: dict[str, Any], profile: str) -> dict[str, Any]:
    kept = {n: generated[n] for n in sorted(generated) if n in source.view.all_enums()}
    for definition in source.classes():
        name = definition.name
        if definition.abstract:
            kept[name] = _dispatch(source, name)
        else:
            kept[name] = _concrete(source, name, generated[name], profile)
    return dict(sorted(kept.items()))


def _dispatch(source: Source, name: str) -> dict[str, Any]:
    designator = source.designator(name)
    names = source.concrete(name)
    branches = [
        {
            "if": {"properties": {designator: {"const": n}}, "required": [designator]},
            "then": {"$ref": f"#/$defs/{n}"},
        }
        for n in names
    ]
    return {
        "title": name,
        "description": source.view.get_class(name).description,
        "type": "object",
        "properties": {designator: {"type": "string", "enum": names}},
        "required": [designator],
        "allOf": branches,
    }


def _concrete(source: Source, name: str, generated: dict[str, Any], profile: str) -> dict[str, Any]:
    slots = source.slots(name)
    strict_enough = PROFILES[: PROFILES.index(profile) + 1]
    required = [s.name for s in slots if source.required_by(name, s) in strict_enough]
    properties = {
        slot.name: {
            **_pointing_to_base(source, generated["properties"][slot.name]),
            "examples": [name] if slot.designates_type else parsed_examples(source, slot),
        }
        for slot in slots
    }
    conditions = _conditions(source, name, generated)
    return {
        "title": name,
        "description": generated["description"],
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        **({"required": required} if required else {}),
        **({"allOf": conditions} if conditions else {}),
    }


def _pointing_to_base(source: Source, schema: dict[str, Any]) -> dict[str, Any]:
    """Replace the list of subclasses by their common base, which dispatches on its designator."""
    if "items" in schema:
        return {**schema, "items": _pointing_to_base(source, schema["items"])}
    options = [o["$ref"].rsplit("/", 1)[1] for o in schema.get("anyOf", []) if "$ref" in o]
    if not options:
        return schema
    base = next(c.name for c in source.classes() if source.concrete(c.name) == options)
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**rest, "$ref": f"#/$defs/{base}"}


def _conditions(source: Source, name: str, generated: dict[str, Any]) -> list[dict[str, Any]]:
    single = [{"if": generated["if"], "then": generated["then"]}] if "if" in generated else []
    conditions = single + generated.get("allOf", [])
    return [
        _titled(name, rule, condition)
        for rule, condition in zip(source.rules(name), conditions, strict=True)
    ]


def _titled(name: str, rule: ClassRule, condition: dict[str, Any]) -> dict[str, Any]:
    required = condition["then"]["required"]
    if sorted(required) != sorted(rule.postconditions.slot_conditions):
        msg = f"{name}: linkml wrote {required} for the rule {rule.title!r}"
        raise ValueError(msg)
    return {
        "title": rule.title,
        "description": rule.description,
        "if": condition["if"],
        "then": {"required": required},
    }
