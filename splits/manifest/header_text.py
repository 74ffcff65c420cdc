"""Write the header of a manifest as YAML, always in the same order and spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDTH = 100


def header_text(header: Mapping[str, Any]) -> str:
    """Return a header as YAML that :func:`aivc.schema.card_document.read_document` reads back.

    Slots come in the order of the standard, whatever the order of the mapping; further keys behind
    them, sorted. Nothing else of the header is reordered.

    Examples
    --------
    >>> print(header_text({"purpose": "benchmark", "manifest_id": "aivc:splits/1e5"}), end="")
    manifest_id: aivc:splits/1e5
    purpose: benchmark
    """
    import yaml

    from aivc.schema.card_scalars import plain_scalar

    class Dumper(yaml.SafeDumper):
        """Repeats what occurs twice, as a person would."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - whatever the data
            return True

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        # What our reader takes for a number, and PyYAML does not, must be quoted too.
        is_plain = value.isprintable() and isinstance(plain_scalar(value), str)
        style = None if is_plain else '"'
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    written: str = yaml.dump(
        _ordered(header, "SplitManifest"),
        Dumper=Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
    )
    return written


def _ordered(value: Mapping[str, Any], class_name: str) -> dict[str, Any]:
    from aivc.schema.slots import class_spec

    slots = class_spec(class_name).slots
    ordered: dict[str, Any] = {}
    for name, slot in slots.items():
        if name in value and value[name] is not None:
            ordered[name] = _inner(value[name], slot.range if slot.kind == "object" else None)
    for name in sorted(set(value) - set(slots)):
        ordered[name] = value[name]
    return ordered


def _inner(value: Any, class_name: str | None) -> Any:
    if class_name is None:
        return list(value) if isinstance(value, tuple) else value
    if isinstance(value, dict):
        return _ordered(value, class_name)
    if isinstance(value, list | tuple):
        return [_inner(item, class_name) for item in value]
    return value
