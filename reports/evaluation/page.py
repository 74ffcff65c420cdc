"""Evaluation reports as one self-contained page that works offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.evaluation.drawing import coverage_plot, risk_plot
from aivc.reports.evaluation.numbers import number, share
from aivc.reports.evaluation.side_by_side import compared_groups, name_of
from aivc.reports.templates import template
from aivc.schema.slots import enum_spec
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.reference_models.synthetic.recovered import Recovered
    from aivc.schema.generated.views import EvaluationReport


def render_evaluations(
    reports: Sequence[EvaluationReport], recovery: Sequence[Recovered] = ()
) -> str:
    """Write reports as one page; those on the same task stand side by side.

    Parameters
    ----------
    reports
        One for each predictor and task.
    recovery
        Planted values and what was found of them, where the truth is known.

    Returns
    -------
    str
        HTML. Everything that comes from data is escaped.
    """
    return template("evaluation/page.html").render(
        groups=compared_groups(reports),
        recovery=recovery,
        version=VERSION,
        words=_words,
        number=number,
        share=share,
        name_of=name_of,
        coverage_plot=coverage_plot,
        risk_plot=risk_plot,
    )


def _words(enum: str, value: str | None) -> str:
    """Return what a value of an enum of the standard means, or the value where it has none."""
    spec = enum_spec(enum).values.get(value or "")
    return (value or "") if spec is None else spec.description
