"""Light classes for reading, which need nothing but the standard library."""

import keyword
import textwrap

from linkml_runtime.linkml_model.meta import SlotDefinition
from schema_build.slot_table import value_kind
from schema_build.source import Source

TYPES = {
    "any": "str | float | bool",
    "boolean": "bool",
    "date": "str",
    "enum": "str",
    "integer": "int",
    "number": "float",
    "reference": "str",
    "string": "str",
    "uriorcurie": "str",
}
# Field kinds of aivc.schema.view, by what a slot holds.
KINDS = dict.fromkeys(TYPES, "text") | {
    "any": "any",
    "boolean": "boolean",
    "integer": "integer",
    "number": "number",
    "object": "object",
}


def views_module(source: Source, comment: str) -> str:
    """Write the module of reading views, base classes before their subclasses."""
    names = sorted(source.view.all_classes(), key=lambda n: (len(source.lineage(n)), n))
    exports = "\n".join(f'    "{name}",' for name in sorted(names))
    head = (
        f'"""Reading views of the classes of the standard.\n\n{comment}\n"""\n\n'
        # Evaluating two thousand annotations would take longer than all the rest.
        "from __future__ import annotations\n\n"
        "from collections.abc import Mapping\n"
        "from typing import ClassVar\n\n"
        "from aivc.schema.view import Field, View\n\n"
        f"__all__ = [\n{exports}\n]\n"
    )
    return "\n\n".join([head, *(_view_class(source, name) for name in names)])


def _view_class(source: Source, name: str) -> str:
    definition = source.view.get_class(name)
    inherited = {s.name for s in source.slots(definition.is_a)} if definition.is_a else set()
    slots = source.slots(name)
    own = [slot for slot in slots if slot.name not in inherited]
    lines = [
        f"class {name}({definition.is_a or 'View'}):",
        *_docstring(definition.description),
        "",
        f"    __slots__ = ({''.join(f'{chr(34)}{s.name}{chr(34)}, ' for s in own).strip()})",
        f'    class_name: ClassVar[str] = "{name}"',
        f"    identifier_slot: ClassVar[str | None] = {_quoted(_identifier(slots))}",
        f"    designator_slot: ClassVar[str | None] = {_quoted(source.designator(name))}",
        f"    concrete_classes: ClassVar[tuple[str, ...]] = {_tuple(source.concrete(name))}",
        "    fields: ClassVar[Mapping[str, Field]] = {",
        *(f"        {_field(source, slot)}" for slot in slots),
        "    }",
        "",
        "    def __init__(",
        "        self,",
        "        *,",
        '        pointer: str = "",',
        *(f"        {s.name}: {_annotation(source, s)} = {_default(s)}," for s in slots),
        "    ) -> None:",
        "        self.pointer = pointer",
        *(f"        self.{slot.name} = {slot.name}" for slot in slots),
        "",
    ]
    bad = [s.name for s in slots if keyword.iskeyword(s.name)]
    if bad:
        msg = f"{name}: {bad} cannot be attributes in Python"
        raise ValueError(msg)
    return "\n".join(lines)


def _identifier(slots: list[SlotDefinition]) -> str | None:
    return next((slot.name for slot in slots if slot.identifier), None)


def _docstring(text: str) -> list[str]:
    return textwrap.wrap(f'"""{text}"""', 96, initial_indent="    ", subsequent_indent="    ")


def _field(source: Source, slot: SlotDefinition) -> str:
    kind = value_kind(source, slot)
    target = slot.range if kind == "object" else None
    return f'"{slot.name}": ("{KINDS[kind]}", {bool(slot.multivalued)}, {_quoted(target)}),'


def _annotation(source: Source, slot: SlotDefinition) -> str:
    kind = value_kind(source, slot)
    one = slot.range if kind == "object" else TYPES[kind]
    return f"tuple[{one}, ...]" if slot.multivalued else f"{one} | None"


def _default(slot: SlotDefinition) -> str:
    return "()" if slot.multivalued else "None"


def _quoted(name: str | None) -> str:
    return f'"{name}"' if name else "None"


def _tuple(names: list[str]) -> str:
    return f"({''.join(f'{chr(34)}{n}{chr(34)}, ' for n in names).strip()})"
