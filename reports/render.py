"""Choose the form of a report."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.reports.report import Report

RENDERERS = {
    "json": ("aivc.reports.json_report", "render_json"),
    "sarif": ("aivc.reports.sarif", "render_sarif"),
    "junit": ("aivc.reports.junit", "render_junit"),
    "github": ("aivc.reports.github", "render_github"),
    "html": ("aivc.reports.html", "render_html"),
}


def render(reports: Sequence[Report], form: str, *, quiet: bool = False) -> str:
    """Write reports as ``text``, ``json``, ``sarif``, ``junit``, ``github`` or ``html``."""
    if form == "text":
        from aivc.reports.text import render_text

        return render_text(reports, quiet=quiet)
    module, function = RENDERERS[form]
    text: str = getattr(import_module(module), function)(reports)
    return text
