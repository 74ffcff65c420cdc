"""The page of a metric, written from its card and from running it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.evaluation.metrics.cards import Tried
    from aivc.evaluation.metrics.metric import Metric

ABOUT = (
    "Every metric is a frozen object with a version. Its page says what it gives for cases that "
    "can be worked out by hand, and what becomes of it when a prediction is changed in a known "
    "way; both are run by the tests."
)
COLUMNS = (
    "metric",
    "version",
    "title",
    "for",
    "better",
    "perfect",
    "without skill",
    "missing",
    "sees the size of effects",
)


def render_metric(metric: Metric) -> str:
    """Write the page of one metric as Markdown; its card is run for it."""
    return "\n".join(_page(metric)).rstrip() + "\n"


def render_metric_index() -> str:
    """Write the table of all metrics as Markdown."""
    from aivc.evaluation.metrics.registry import IN_ORDER

    lines = ["# Metrics", "", ABOUT, "", f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    lines += [
        f"| [{metric.metric_id}]({metric.metric_id}.md) | {metric.version} | {metric.title} "
        f"| {', '.join(sorted(metric.kinds))} | {metric.better.value} | {_said(metric.best_value)} "
        f"| {_said(metric.no_skill_value)} | {_said(metric.worst_value)} "
        f"| {'no' if metric.is_scale_blind else 'yes'} |"
        for metric in IN_ORDER
    ]
    return "\n".join(lines) + "\n"


def _page(metric: Metric) -> Iterator[str]:
    from aivc.evaluation.metrics.cards import run_card

    yield f"# {metric.metric_id}"
    yield ""
    yield f"**{metric.title}**, version {metric.version}; {metric.better.value} is better."
    yield ""
    yield from (metric.definition, "")
    yield "| perfect | without skill | missing | sees the size of effects | least features | for |"
    yield "|---|---|---|---|---|---|"
    yield (
        f"| {_said(metric.best_value)} | {_said(metric.no_skill_value)} "
        f"| {_said(metric.worst_value)} | {'no' if metric.is_scale_blind else 'yes'} "
        f"| {metric.least_features} | {', '.join(sorted(metric.kinds))} |"
    )
    yield ""
    lines = run_card(metric)
    known = len(metric.known_answers)
    yield from ("## Known answers", "", *_table(lines[:known], "must be"), "")
    yield "## What it does on made-up data"
    yield ""
    yield (
        "A rough prediction knows the truth up to noise. Each further line is that prediction, or "
        "the truth, after one change; names and orders are changed for one that knows nothing of "
        "every other row."
    )
    yield ""
    yield from (*_table(lines[known:], "compared with the rough prediction"), "")
    if metric.references:
        yield from ("## References", "", *(f"- {reference}" for reference in metric.references))


def _table(lines: tuple[Tried, ...], declared: str) -> Iterator[str]:
    yield f"| | value | {declared} |"
    yield "|---|---|---|"
    for line in lines:
        yield f"| {_cell(line.what)} | {_number(line.value)} | {_cell(line.declared)} |"


def _said(value: float | None) -> str:
    return "depends on the data" if value is None else f"{value:g}"


def _number(value: float) -> str:
    return f"{value + 0.0:.3f}".replace("-0.000", "0.000")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
