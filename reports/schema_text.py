"""The standard as text: the list of classes, and one class with its slots."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from aivc.schema.nearest import nearest
from aivc.schema.slots import (
    UnknownNameError,
    class_names,
    class_spec,
    enum_names,
    enum_spec,
    schema_version,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.slots import ClassSpec, EnumSpec, SlotSpec

WIDTH = 96


def render_names() -> str:
    """List every class with its description."""
    lines = [f"aivc standard {schema_version()}", ""]
    for name in class_names():
        lines += _indented(f"{name:<22} {class_spec(name).description}", 24)
    lines += ["", "`aivc schema print CLASS` shows the slots of a class."]
    return "\n".join(lines) + "\n"


def render_entry(name: str) -> str:
    """Describe one class or one list of choices.

    Raises
    ------
    UnknownNameError
        The standard has neither of this name.
    """
    if name in enum_names():
        return "\n".join(_choices(enum_spec(name))) + "\n"
    if name not in class_names():
        near = nearest(name, (*class_names(), *enum_names()))
        hint = f" Did you mean {near}?" if near else ""
        msg = f"The standard has no class {name!r}.{hint} `aivc schema print` lists them all."
        raise UnknownNameError(msg)
    return "\n".join(_class(class_spec(name))) + "\n"


def _class(spec: ClassSpec) -> Iterator[str]:
    yield f"{spec.name}" + (f" (a kind of {spec.is_a})" if spec.is_a else "")
    yield from _indented(spec.description, 2)
    if spec.abstract:
        yield f"  kinds: {', '.join(spec.concrete)}"
    yield ""
    for slot in spec.slots.values():
        yield from _slot(slot)
    for rule in spec.rules:
        yield from _indented(f"Also: {rule.title}. {rule.description}", 2)


def _slot(slot: SlotSpec) -> Iterator[str]:
    kind = slot.range or slot.kind
    many = ", list" if slot.multivalued else ""
    unit = f", such as in {slot.unit}" if slot.unit else ""
    needed = f"; required by {slot.required_by}" if slot.required_by else ""
    yield f"  {slot.name}: {kind}{many}{unit}{needed}"
    yield from _indented(slot.description, 6)
    if slot.examples:
        yield from _indented(f"e.g. {slot.examples[0]}", 6)


def _choices(spec: EnumSpec) -> Iterator[str]:
    yield spec.name
    yield from _indented(spec.description, 2)
    yield ""
    for value in spec.values.values():
        term = f" [{value.meaning}]" if value.meaning else ""
        yield from _indented(f"{value.text}: {value.description}{term}", 4)


def _indented(text: str, columns: int) -> list[str]:
    first = " " * min(columns, 6) if columns < 20 else ""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=" " * columns, break_long_words=False
    )
