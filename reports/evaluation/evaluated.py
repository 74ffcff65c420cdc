"""What an evaluation gives: a report as a document, and what rules say of it and of its input."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import EvaluationReport
    from aivc.validators.findings import Finding
    from aivc.validators.outcome import Outcome


@dataclass(frozen=True)
class Evaluated:
    """One prediction, judged.

    Attributes
    ----------
    source
        File of the predictions.
    document
        Instance of ``EvaluationReport`` of the standard, as plain data.
    outcomes
        What rules about predictions and about reports found.
    """

    source: str
    document: Mapping[str, Any]
    outcomes: tuple[Outcome, ...]

    @cached_property
    def view(self) -> EvaluationReport:
        """The report by names of slots."""
        from aivc.schema.generated.views import EvaluationReport
        from aivc.schema.reading import read

        return read(EvaluationReport, dict(self.document))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that rules found, worst first."""
        found = [finding for outcome in self.outcomes for finding in outcome.findings]
        return tuple(sorted(found, key=lambda each: (each.severity.rank, each.code)))

    @property
    def is_failing(self) -> bool:
        """Whether a rule found an error."""
        return any(outcome.failing for outcome in self.outcomes)

    def to_json(self) -> str:
        """Return the report as JSON, the same for the same input to the last byte."""
        return report_json(self.document)

    def __str__(self) -> str:
        """Return the report for a terminal, without colours."""
        import click

        from aivc.reports.evaluation.text import evaluation_text

        return click.unstyle(evaluation_text(self))


def report_json(document: Mapping[str, Any]) -> str:
    """Write a document as JSON with one line for each of its inner values."""
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
