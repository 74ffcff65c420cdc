"""The reference pages: one for each rule and each class, written from their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.rule_page import render_index, render_rule
from aivc.reports.schema_page import render_class, render_class_index, render_enum
from aivc.schema.slots import class_names, enum_names
from aivc.validators.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator


def pages() -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every page, paths relative to the folder of the documentation."""
    yield "rules/index.md", render_index()
    for rule in all_rules():
        yield f"rules/{rule.code}.md", render_rule(rule)
    yield "schema/index.md", render_class_index()
    for name in class_names():
        yield f"schema/{name}.md", render_class(name)
    for name in enum_names():
        yield f"schema/{name}.md", render_enum(name)
