"""What rules may know of a report of an evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import EvaluationReport
    from aivc.schema.structure_problem import StructureProblem

SPLIT = "split"
"""What can be given beside a report, so that more can be seen: the data and the manifest."""

COVERAGE = "interval_coverage"
"""``CalibrationKind`` of how many values intervals hold."""

RESPONDING = "responding"
"""Stratum of the features in which something happens."""

TOLERATED = 0.1
"""How far coverage may fall below what can be expected before it is called out."""


@dataclass(frozen=True, slots=True)
class KnownSplit:
    """What data and manifest say, against which a report is held.

    Attributes
    ----------
    verified_claims
        Claims of the manifest that an audit found supported, in its words.
    manifest_digest, content_digest
        Of the manifest, and of the content of the dataset.
    n_units
        Units that the task asks for.
    """

    verified_claims: tuple[str, ...]
    manifest_digest: str
    content_digest: str
    n_units: int


@dataclass(frozen=True, slots=True)
class EvaluationFacts:
    """A report of an evaluation.

    Attributes
    ----------
    raw
        The report as plain data.
    report
        The same, tolerant of everything.
    structure
        What is wrong with its structure.
    split
        What data and manifest say; None where they were not given.
    """

    raw: Mapping[str, Any]
    report: EvaluationReport
    structure: tuple[StructureProblem, ...] = ()
    split: KnownSplit | None = None

    @property
    def given(self) -> frozenset[str]:
        """What was given beside the report."""
        return frozenset() if self.split is None else frozenset({SPLIT})
