"""The reference pages: one for each rule, metric and class, written from their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.metric_page import render_metric, render_metric_index
from aivc.reports.rule_page import render_index, render_rule
from aivc.reports.schema_page import render_class, render_class_index, render_enum
from aivc.schema.slots import class_names, enum_names
from aivc.validators.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator


def pages() -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every page, paths relative to the folder of the documentation."""
    from aivc.evaluation.metrics.registry import IN_ORDER

    yield "metrics/index.md", render_metric_index()
    for metric in IN_ORDER:
        yield f"metrics/{metric.metric_id}.md", render_metric(metric)
    yield "rules/index.md", render_index()
    for rule in all_rules():
        yield f"rules/{rule.code}.md", render_rule(rule)
    yield "schema/index.md", render_class_index()
    for name in class_names():
        yield f"schema/{name}.md", render_class(name)
    for name in enum_names():
        yield f"schema/{name}.md", render_enum(name)
