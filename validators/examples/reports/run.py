"""Measure an example of a rule about reports of evaluations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.validators.examples import example as edits
from aivc.validators.examples.errors import ImpossibleEditError
from aivc.validators.examples.pointer import with_value, without_value
from aivc.validators.examples.reports.specimens import REPORTS
from aivc.validators.facts.evaluation.collect import facts_of_report

if TYPE_CHECKING:
    from aivc.validators.examples.example import Edit, Example
    from aivc.validators.examples.reports.specimens import ReportSpecimen
    from aivc.validators.facts.model import Facts


def measure_report(example: Example, profile: str) -> Facts:
    """Return the facts of an example that starts from a report.

    Raises
    ------
    ImpossibleEditError
        An edit is none of reports, or names something that is not there.
    """
    specimen = REPORTS[example.specimen]()
    for edit in example.edits:
        specimen = _edited(specimen, edit)
    path = Path(f"{example.specimen}.json")
    return facts_of_report(path, specimen.report, profile=profile, split=specimen.split)


def _edited(specimen: ReportSpecimen, edit: Edit) -> ReportSpecimen:
    if isinstance(edit, edits.SetReport):
        return replace(specimen, report=with_value(specimen.report, edit.pointer, edit.value))
    if isinstance(edit, edits.DropReport):
        return replace(specimen, report=without_value(specimen.report, edit.pointer))
    msg = f"{type(edit).__name__} is no edit of reports."
    raise ImpossibleEditError(msg)
