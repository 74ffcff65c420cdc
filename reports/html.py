"""The report as one self-contained web page that works offline, from a mail attachment too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.split_text import RESULTS, share_in_words
from aivc.reports.templates import template
from aivc.reports.text import REASONS, VERDICTS
from aivc.schema.version import VERSION
from aivc.validators.findings import Severity
from aivc.validators.registry import rule_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.reports.report import Grid, Report

SHADES = 5

STEPS = {
    "state": "start: state",
    "observation": "start: observation",
    "intervene": "intervene",
    "project": "project",
    "lift": "lift",
    "measure": "measure",
    "readout": "readout",
    "missing": "missing",
    "left_out": "not drawn",
}
"""What each kind of step of a chain is called."""


def render_html(reports: Sequence[Report]) -> str:
    """Write reports as one page. Everything that comes from data is escaped."""
    return template("report.html").render(
        reports=reports,
        version=VERSION,
        severities=list(Severity),
        verdict_words={verdict: words for verdict, (words, _) in VERDICTS.items()},
        reasons=REASONS,
        result_words=RESULTS,
        title_of=lambda code: rule_of(code).title,
        why_of=lambda code: rule_of(code).why,
        shade_of=shade_of,
        share_in_words=share_in_words,
        words=STEPS,
    )


def shade_of(count: int, grid: Grid) -> int:
    """Return a shade from 0 (none) to 5 (most) for a cell of a grid, on a logarithmic scale.

    Examples
    --------
    >>> from aivc.reports.report import Grid
    >>> grid = Grid("t", ("a",), ("x", "y", "z"), ((0, 1, 1000),))
    >>> [shade_of(count, grid) for count in grid.counts[0]]
    [0, 1, 5]
    """
    most = max((max(row, default=0) for row in grid.counts), default=0)
    if count <= 0 or most <= 0:
        return 0
    return 1 + round((SHADES - 1) * (count.bit_length() - 1) / max(most.bit_length() - 1, 1))
