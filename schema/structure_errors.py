"""Apply the JSON Schema of a profile, and say where in the whole object each error is."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.slots import PROFILES, ClassSpec, UnknownNameError, class_spec

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError

LocatedError = tuple[tuple[str | int, ...], "ValidationError"]


def structure_errors(value: Any, class_name: str, profile: str) -> Iterator[LocatedError]:
    """Find every error of an object, with its path.

    Each error of the validator carries a copy of the object that it is about, so that a title
    missing from a card of ten thousand conditions would copy them all. Therefore the entries of
    a list are checked one by one, and the object that holds the list is checked without them.

    Parameters
    ----------
    value
        The object, as plain JSON.
    class_name
        Class that it should be of.
    profile
        Profile that says what is required.
    """
    spec = class_spec(class_name)
    if _validator(class_name, profile).is_valid(value):
        return
    lists = _object_lists(spec)
    if spec.abstract or not isinstance(value, dict) or not lists:
        yield from _located((), _validator(class_name, profile), value)
        return
    held = {n: value[n] for n in lists if isinstance(value.get(n), list)}
    shell = {**value, **{name: [None] * len(entries) for name, entries in held.items()}}
    yield from _located((), _shell_validator(class_name, profile), shell)
    for name, entries in held.items():
        validator = _validator(lists[name], profile)
        for index, entry in enumerate(entries):
            yield from _located((name, index), validator, entry)


def slot_validator(class_name: str, slot_name: str) -> "Draft202012Validator":
    """Compile what the standard says of the value of one slot.

    Parameters
    ----------
    class_name
        Class that has the slot; it is concrete.
    slot_name
        The slot.
    """
    return _compiled({"$ref": f"#/$defs/{class_name}/properties/{slot_name}"}, PROFILES[0])


def _object_lists(spec: ClassSpec) -> dict[str, str]:
    """Map the slots of a class that hold lists of objects to the class of these."""
    slots = spec.slots.values()
    return {s.name: s.range for s in slots if s.kind == "object" and s.multivalued and s.range}


def _located(
    path: tuple[str | int, ...], validator: "Draft202012Validator", value: object
) -> Iterator[LocatedError]:
    for error in validator.iter_errors(value):
        yield (*path, *error.instance_path), error


@cache
def _validator(class_name: str, profile: str) -> "Draft202012Validator":
    return _compiled({"$ref": f"#/$defs/{class_name}"}, profile)


@cache
def _shell_validator(class_name: str, profile: str) -> "Draft202012Validator":
    """Compile the schema of a class whose lists of objects may hold anything."""
    definition = _definitions(profile)[class_name]
    properties = dict(definition["properties"])
    for name in _object_lists(class_spec(class_name)):
        properties[name] = {key: x for key, x in properties[name].items() if key != "items"}
    shell = {**definition, "properties": properties}
    return _compiled(shell, profile)


def _compiled(schema: dict[str, Any], profile: str) -> "Draft202012Validator":
    # Only who checks a structure pays for the validator.
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator({**schema, "$defs": _definitions(profile)}, validate_formats=True)


@cache
def _definitions(profile: str) -> dict[str, Any]:
    if profile not in PROFILES:
        msg = f"the standard has no profile {profile!r}, only {', '.join(PROFILES)}"
        raise UnknownNameError(msg)
    path = Path(__file__).parent / "generated" / f"{profile}.json"
    definitions: dict[str, Any] = json.loads(path.read_bytes())["$defs"]
    return definitions
