"""What was found when a predictor was held against the laws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.reference_models.conformance.law import Verdict

if TYPE_CHECKING:
    from aivc.evaluation.task import TaskKind
    from aivc.reference_models.conformance.law import Law, Outcome


@dataclass(frozen=True, slots=True)
class LawResult:
    """One law, in the setting of one kind of task; None where it is about none that is covered."""

    law: Law
    kind: TaskKind | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ConformanceReport:
    """What was found.

    Attributes
    ----------
    predictor
        Its name.
    results
        Law by law, and setting by setting.
    notes
        What was taken for granted because the card does not say it.
    """

    predictor: str
    results: tuple[LawResult, ...]
    notes: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether no law is broken, and at least one was looked at."""
        return not self.broken and any(
            result.outcome.verdict is Verdict.PASSED for result in self.results
        )

    @property
    def broken(self) -> tuple[str, ...]:
        """Names of the laws that are broken."""
        failed = (r.law.name for r in self.results if r.outcome.verdict is Verdict.FAILED)
        return tuple(dict.fromkeys(failed))

    def count(self, verdict: Verdict) -> int:
        """Return how many results have a verdict."""
        return sum(result.outcome.verdict is verdict for result in self.results)

    def as_plain(self) -> dict[str, Any]:
        """Return the report as dicts and lists."""
        return {
            "predictor": self.predictor,
            "conforms": self.conforms,
            "broken": list(self.broken),
            "notes": list(self.notes),
            "results": [
                {
                    "law": result.law.name,
                    "task_kind": None if result.kind is None else result.kind.value,
                    "verdict": result.outcome.verdict.value,
                    "n_looked_at": result.outcome.n_looked_at,
                    "because": result.outcome.because,
                    "sentence": result.law.sentence,
                    "fix": result.law.fix,
                }
                for result in self.results
            ],
        }
