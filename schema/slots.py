"""The slot table: what the standard says of every class, slot and permissible value.

It is read from ``generated/slots.json``, so that checks, tables, reports and exports need no
LinkML at run time. Loading takes about a millisecond; entries are made when they are asked for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from aivc.schema.errors import AivcError

PROFILES = ("minimal", "release", "benchmark")
"""Profiles from weak to strict; each requires what the ones before it require."""


class UnknownNameError(AivcError, LookupError):
    """The standard has no class, enumeration or profile of this name."""


@dataclass(frozen=True, slots=True)
class SlotSpec:
    """One slot, as it holds in one class.

    Attributes
    ----------
    name, class_name, description
        What it is, where, and what it says.
    kind
        What a value is: ``string``, ``integer``, ``number``, ``boolean``, ``date``,
        ``uriorcurie``, ``any`` (of ``alternatives``), ``enum``, ``object`` (written in place) or
        ``reference`` (the identifier of an object).
    range
        Enumeration or class of an enum, object or reference.
    required, required_by
        Whether every profile requires it, and the weakest profile that does.
    subsets
        Subsets that name it in this class.
    pattern, minimum, maximum, minimum_items, maximum_items, values
        What a value must match; ``values`` are the numbers that are permitted.
    unit
        UCUM code of the unit of a quantity, where there is one.
    slot_uri, mappings, see_also, examples
        The IRI of the slot, terms of other vocabularies by ``exact``, ``close``, ``broad``,
        further reading, and values that are right.
    """

    name: str
    class_name: str
    description: str
    kind: str
    range: str | None = None
    multivalued: bool = False
    identifier: bool = False
    designates_type: bool = False
    required: bool = False
    required_by: str | None = None
    subsets: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    minimum_items: int | None = None
    maximum_items: int | None = None
    values: tuple[int, ...] = ()
    alternatives: tuple[str, ...] = ()
    unit: str | None = None
    slot_uri: str = ""
    mappings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    see_also: tuple[str, ...] = ()
    examples: tuple[Any, ...] = ()

    @property
    def is_reference(self) -> bool:
        """Whether the value is the identifier of an object of class ``range``."""
        return self.kind == "reference"


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A conditional requirement of a class: its title, and the slots that it asks for."""

    title: str
    description: str
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassSpec:
    """One class of the standard, with all slots that it has or inherits."""

    name: str
    description: str
    class_uri: str
    is_a: str | None
    abstract: bool
    tree_root: bool
    identifier: str | None
    designator: str | None
    concrete: tuple[str, ...]
    slots: Mapping[str, SlotSpec]
    rules: tuple[RuleSpec, ...]


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """One permissible value: text, description, ontology term, rank and mappings."""

    text: str
    description: str
    meaning: str | None = None
    rank: int | None = None
    mappings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EnumSpec:
    """One enumeration and its permissible values, in the order of the standard."""

    name: str
    description: str
    values: Mapping[str, ValueSpec]


def schema_version() -> str:
    """Version of the standard."""
    version: str = _table()["schema_version"]
    return version


def class_names() -> tuple[str, ...]:
    """Name every class of the standard, sorted."""
    return tuple(_table()["classes"])


def enum_names() -> tuple[str, ...]:
    """Name every enumeration of the standard, sorted."""
    return tuple(_table()["enums"])


def tree_roots() -> tuple[str, ...]:
    """Name the classes that a whole file can be of, sorted."""
    return tuple(_table()["tree_roots"])


def prefixes() -> Mapping[str, str]:
    """Map the prefixes of compact identifiers to IRIs."""
    found: dict[str, str] = _table()["prefixes"]
    return found


@cache
def class_spec(name: str) -> ClassSpec:
    """Describe one class.

    Raises
    ------
    UnknownNameError
        If the standard has no such class.

    Examples
    --------
    >>> spec = class_spec("Condition")
    >>> spec.identifier, spec.slots["harvest_time"].required_by
    ('condition_id', 'release')
    """
    entry = _entry("classes", name)
    return ClassSpec(
        name=name,
        description=entry["description"],
        class_uri=entry["class_uri"],
        is_a=entry.get("is_a"),
        abstract=entry.get("abstract", False),
        tree_root=entry.get("tree_root", False),
        identifier=entry.get("identifier"),
        designator=entry.get("designator"),
        concrete=tuple(entry["concrete"]),
        slots={slot: _slot_spec(name, slot, here) for slot, here in entry["slots"].items()},
        rules=tuple(
            RuleSpec(rule["title"], rule["description"], tuple(rule["requires"]))
            for rule in entry.get("rules", ())
        ),
    )


@cache
def enum_spec(name: str) -> EnumSpec:
    """Describe one enumeration.

    Raises
    ------
    UnknownNameError
        If the standard has no such enumeration.

    Examples
    --------
    >>> enum_spec("ScaleLevel").values["cell"].meaning
    'CL:0000000'
    """
    entry = _entry("enums", name)
    values = {text: _value_spec(text, value) for text, value in entry["values"].items()}
    return EnumSpec(name, entry["description"], values)


def _slot_spec(class_name: str, name: str, here: dict[str, Any]) -> SlotSpec:
    stated = {**_table()["slots"][name], **here, "name": name, "class_name": class_name}
    return SlotSpec(**{key: _frozen(value) for key, value in stated.items()})


def _value_spec(text: str, entry: dict[str, Any]) -> ValueSpec:
    return ValueSpec(text, **{key: _frozen(value) for key, value in entry.items()})


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _entry(table: str, name: str) -> dict[str, Any]:
    entries: dict[str, dict[str, Any]] = _table()[table]
    if name not in entries:
        msg = f"the standard has no {name!r} among its {table}: {', '.join(entries)}"
        raise UnknownNameError(msg)
    return entries[name]


@cache
def _table() -> dict[str, Any]:
    path = Path(__file__).parent / "generated" / "slots.json"
    table: dict[str, Any] = json.loads(path.read_bytes())
    return table
