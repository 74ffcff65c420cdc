"""The pages of classes and lists of choices, written from the slot table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.slots import class_names, class_spec, enum_names, enum_spec, schema_version

if TYPE_CHECKING:
    from aivc.schema.slots import SlotSpec

LINKED_KINDS = ("enum", "object", "reference")


def render_class_index() -> str:
    """Write the list of all classes and choices."""
    lines = ["# The standard", "", f"Version {schema_version()}.", "", "## Classes", ""]
    lines += [f"- [{name}]({name}.md): {class_spec(name).description}" for name in class_names()]
    lines += ["", "## Choices", ""]
    lines += [f"- [{name}]({name}.md): {enum_spec(name).description}" for name in enum_names()]
    return "\n".join(lines) + "\n"


def render_class(name: str) -> str:
    """Write the page of one class."""
    spec = class_spec(name)
    lines = [f"# {name}", "", spec.description, ""]
    lines += [f"IRI: `{spec.class_uri}`", ""]
    if spec.is_a:
        lines += [f"A kind of [{spec.is_a}]({spec.is_a}.md).", ""]
    if spec.abstract:
        lines += ["Kinds: " + ", ".join(f"[{kind}]({kind}.md)" for kind in spec.concrete), ""]
    lines += ["| slot | value | required by | what it says | example |", "|---|---|---|---|---|"]
    lines += [_row(slot) for slot in spec.slots.values()]
    if spec.rules:
        lines += ["", "## Conditional requirements", ""]
        lines += [
            f"- {rule.title[0].upper()}{rule.title[1:]}. {rule.description}" for rule in spec.rules
        ]
    mapped = [slot for slot in spec.slots.values() if slot.mappings]
    if mapped:
        lines += ["", "## Mappings", "", "| slot | elsewhere |", "|---|---|"]
        lines += [f"| `{slot.name}` | {_mappings(slot)} |" for slot in mapped]
    return "\n".join(lines) + "\n"


def render_enum(name: str) -> str:
    """Write the page of one list of choices."""
    spec = enum_spec(name)
    lines = [f"# {name}", "", spec.description, "", "| choice | meaning | term |", "|---|---|---|"]
    lines += [
        f"| `{value.text}` | {_cell(value.description)} | {value.meaning or ''} |"
        for value in spec.values.values()
    ]
    return "\n".join(lines) + "\n"


def _row(slot: SlotSpec) -> str:
    kind = slot.range or slot.kind
    shown = f"[{kind}]({kind}.md)" if slot.kind in LINKED_KINDS else kind
    shown += " (list)" if slot.multivalued else ""
    shown += f", e.g. in `{slot.unit}`" if slot.unit else ""
    example = f"`{_cell(str(slot.examples[0]))}`" if slot.examples else ""
    needed = slot.required_by or ""
    return f"| `{slot.name}` | {shown} | {needed} | {_cell(slot.description)} | {example} |"


def _mappings(slot: SlotSpec) -> str:
    return "; ".join(f"{how}: {', '.join(terms)}" for how, terms in sorted(slot.mappings.items()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
