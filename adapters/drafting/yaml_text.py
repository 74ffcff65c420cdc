"""Write a card as YAML for people: in the order of the standard, with comments beside guesses."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from aivc.adapters.drafting.notes import pointer
from aivc.schema.card_scalars import plain_scalar
from aivc.schema.slots import class_spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.adapters.drafting.notes import Path

WIDTH = 100
FLOW_CLASSES = frozenset(
    {
        "ColumnMatch", "CombinationMember", "LabelReading", "Quantity", "RoleColumns", "Software",
        "SourceFile",
    }
)  # fmt: skip
"""Objects short enough for one line."""


def render_yaml(
    card: Mapping[str, Any],
    comments: Mapping[str, str],
    heading: tuple[str, ...] = (),
    class_name: str = "DatasetCard",
) -> str:
    """Write a card, or another object of the standard.

    Parameters
    ----------
    card
        Plain data of the class.
    comments
        Comment by JSON pointer of the place it stands beside.
    heading
        Lines of comment at the top.
    class_name
        Class of the object.

    Examples
    --------
    >>> print(render_yaml({"title": "1e3", "license": "CC0-1.0"}, {"/title": "guessed"}), end="")
    title: '1e3'  # guessed
    license: CC0-1.0
    """
    lines = [f"# {_plain(line)}".rstrip() for line in heading]
    lines += _mapping(card, class_name, (), comments, 0)
    return "\n".join(lines) + "\n"


def _mapping(
    value: Mapping[str, Any], name: str, path: Path, comments: Mapping[str, str], depth: int
) -> Iterator[str]:
    indent = "  " * depth
    for key in _in_order(value, name):
        item, place = value[key], (*path, key)
        comment = comments.get(pointer(place), "")
        kind = _class_of(name, key, item)
        if isinstance(item, dict) and kind in FLOW_CLASSES:
            yield from _line(f"{indent}{key}: {_flow(item, kind)}", comment, indent)
        elif isinstance(item, dict):
            yield from _line(f"{indent}{key}:", comment, indent)
            yield from _mapping(item, kind, place, comments, depth + 1)
        elif isinstance(item, list) and any(isinstance(entry, dict) for entry in item):
            yield from _line(f"{indent}{key}:", comment, indent)
            yield from _list(item, kind, place, comments, depth + 1)
        elif isinstance(item, list):
            yield from _line(f"{indent}{key}: {_flow(item, '')}", comment, indent)
        else:
            yield from _line(f"{indent}{key}: {_scalar(item)}", comment, indent)


def _list(
    items: list[Any], name: str, path: Path, comments: Mapping[str, str], depth: int
) -> Iterator[str]:
    indent = "  " * depth
    for number, item in enumerate(items):
        place = (*path, number)
        comment = comments.get(pointer(place), "")
        kind = _concrete(name, item)
        if kind in FLOW_CLASSES:
            yield from _line(f"{indent}- {_flow(item, kind)}", comment, indent)
            continue
        if comment:
            yield f"{indent}# {_plain(comment)}"
        lines = list(_mapping(item, kind, place, comments, depth + 1))
        first = next(k for k, line in enumerate(lines) if not line.lstrip().startswith("#"))
        lines[first] = f"{indent}- {lines[first].lstrip()}"
        yield from lines


def _line(text: str, comment: str, indent: str) -> Iterator[str]:
    """Write a line with its comment behind it, or above it where both are too long."""
    plain = _plain(comment)
    if plain and len(text) + len(plain) + 4 > WIDTH:
        yield f"{indent}# {plain}"
        plain = ""
    yield f"{text}  # {plain}" if plain else text


def _flow(value: Any, name: str) -> str:
    if isinstance(value, dict):
        parts = (
            f"{key}: {_flow(value[key], _class_of(name, key, value[key]))}"
            for key in _in_order(value, name)
        )
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(entry, name) for entry in value) + "]"
    return _scalar(value, in_flow=True)


def _scalar(value: Any, *, in_flow: bool = False) -> str:
    # 1, 1.0 and True are equal, and written differently.
    return _written(value, type(value).__name__, in_flow)


@lru_cache(maxsize=1 << 14)
def _written(value: Any, kind: str, in_flow: bool) -> str:  # noqa: ARG001, FBT001 - keys of the cache
    if isinstance(value, str) and not value.isprintable():
        # Escapes keep what people cannot see; a plain scalar could not hold it.
        return yaml.safe_dump(value, default_style='"', width=10**9).rstrip("\n")
    wrapped: Any = [value] if in_flow else {"k": value}
    text = yaml.safe_dump(
        wrapped, default_flow_style=in_flow, allow_unicode=True, width=10**9, sort_keys=False
    ).rstrip("\n")
    plain = text[1:-1] if in_flow else text.removeprefix("k: ")
    is_misread = isinstance(value, str) and plain == value and plain_scalar(value) != value
    return f"'{value}'" if is_misread else plain


def _in_order(value: Mapping[str, Any], name: str) -> list[str]:
    order = _slot_order(name)
    return sorted(value, key=lambda key: order.get(key, len(order)))


@cache
def _slot_order(name: str) -> dict[str, int]:
    return {slot: k for k, slot in enumerate(class_spec(name).slots)} if name else {}


def _class_of(name: str, key: str, value: Any) -> str:
    """Return the class of what a slot holds; empty where it holds no object."""
    if not name or key not in class_spec(name).slots:
        return ""
    slot = class_spec(name).slots[key]
    if slot.kind != "object" or slot.range is None:
        return ""
    return _concrete(slot.range, value)


def _concrete(name: str, value: Any) -> str:
    designator = class_spec(name).designator if name else None
    if designator is None or not isinstance(value, dict):
        return name
    named = value.get(designator)
    return named if named in class_spec(name).concrete else name


def _plain(comment: str) -> str:
    """Write a comment on one line, whatever labels it quotes."""
    return "".join(c if c.isprintable() else " " for c in comment)
