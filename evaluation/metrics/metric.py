"""What a metric is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.errors import MetricError
from aivc.evaluation.metrics.answered import filled, finite_where_judged
from aivc.evaluation.metrics.scores import Scores
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.metrics.known_answer import KnownAnswer
    from aivc.evaluation.metrics.response import Change, Outcome
    from aivc.evaluation.metrics.sides import Answer, Reference

BLIND_READOUTS = frozenset({ReadoutKind.PATHWAY})
"""Readouts that are tests: their values stay what they are where all effects are multiplied."""

WITHOUT_SIZE = BLIND_READOUTS | {ReadoutKind.ENDPOINT, ReadoutKind.DOSE_RESPONSE}
"""Readouts in which a difference of two values is no error.

Those of a prediction without noise are larger tests than those of what was measured; and times and
risks, or doses and areas, have no unit in common.
"""


class Better(StrEnum):
    """Which way is better; the values of ``BetterDirection`` of the standard."""

    HIGHER = "higher"
    LOWER = "lower"


class Need(StrEnum):
    """What a metric needs beside values."""

    NOISE = "noise"
    P_VALUES = "p_values"
    QUANTILES = "quantiles"


MISSING_NEED: Mapping[Need, str] = MappingProxyType(
    {
        Need.NOISE: "the sampling noise of the truth is not known",
        Need.P_VALUES: "the truth was not tested against its control",
        Need.QUANTILES: "the prediction has no quantiles",
    }
)


def refuses_nothing(reference: Reference, answer: Answer) -> str:  # noqa: ARG001 - a default
    """Refuse nothing."""
    return ""


def no_notes(reference: Reference) -> tuple[str, ...]:  # noqa: ARG001 - a default of a field
    """Say nothing."""
    return ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Metric:
    """A metric: its definition, how it is computed, and what it was seen to do.

    The value of a metric is Σ top / Σ bottom over rows, see :class:`Scores`.

    Attributes
    ----------
    metric_id, version
        Its name, and the number of its definition. Any change of what it means is a new number,
        also where no other field changes.
    title, definition
        A name for readers, and words that allow to compute it again.
    kinds
        Readouts that it is for.
    better
        Which way is better.
    best_value, no_skill_value, worst_value
        Of a perfect prediction, of one that knows nothing of the row, and what a row without an
        answer scores; None where it depends on the data.
    is_scale_blind
        Whether all effects may be multiplied by a positive number without a change of the value.
    least_features
        Judged features below which a row is not scored.
    needs
        What it needs beside values.
    settings
        Numbers that the definition leaves open.
    references
        Where the definition comes from.
    bottom
        What each row adds to the denominator, from the truth alone, shape (n_rows,); NaN for rows
        that are not scored.
    unscored
        Why rows are not scored, for readers.
    top
        What each row adds to the numerator, shape (n_rows,). Rows without an answer hold the
        neutral values and are overwritten.
    worst
        What a row without an answer adds to the numerator, from the truth alone; None where
        ``top`` itself tells such rows.
    answered
        Which rows have an answer.
    takes_gaps
        Whether ``top`` takes values without an answer as NaN, and says what they cost.
    refuses
        Why it cannot be computed of these, beside what it needs; empty where it can.
    notes
        What a reader has to know of this truth.
    known_answers
        Small cases whose value can be worked out by hand.
    responses
        What becomes of the value when a prediction is changed in a known way.
    """

    metric_id: str
    version: int
    title: str
    definition: str
    kinds: frozenset[ReadoutKind]
    better: Better
    best_value: float | None
    no_skill_value: float | None
    worst_value: float | None
    is_scale_blind: bool
    bottom: Callable[[Reference], NDArray[np.float64]]
    unscored: str
    top: Callable[[Reference, Answer], NDArray[np.float64]]
    worst: Callable[[Reference], NDArray[np.float64]] | None
    known_answers: tuple[KnownAnswer, ...]
    responses: Mapping[Change, Outcome]
    least_features: int = 1
    needs: frozenset[Need] = frozenset()
    settings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    references: tuple[str, ...] = ()
    answered: Callable[[Reference, Answer], NDArray[np.bool_]] = finite_where_judged
    takes_gaps: bool = False
    refuses: Callable[[Reference, Answer], str] = refuses_nothing
    notes: Callable[[Reference], tuple[str, ...]] = no_notes

    def is_blind_to_scale_on(self, kind: ReadoutKind) -> bool:
        """Whether effects may be multiplied unseen, by the metric or by the readout it is of."""
        return self.is_scale_blind or kind in BLIND_READOUTS

    def card(self) -> dict[str, Any]:
        """Return the instance of ``MetricCard`` of the standard, as plain data."""
        card: dict[str, Any] = {
            "metric_id": self.metric_id,
            "metric_version": self.version,
            "title": self.title,
            "definition": self.definition,
            "better": self.better.value,
            "no_skill_value": self.no_skill_value,
            "best_value": self.best_value,
            "worst_value": self.worst_value,
            "is_scale_blind": self.is_scale_blind,
            "least_features": self.least_features,
            "references": list(self.references),
        }
        return {slot: value for slot, value in card.items() if value not in (None, [])}

    def refusal(self, reference: Reference, answer: Answer) -> str:
        """Return why the metric cannot be computed here; empty where it can."""
        if reference.kind not in self.kinds:
            kinds = ", ".join(sorted(self.kinds))
            return f"it is for readouts of kind {kinds}, and this one is {reference.kind.value}"
        held = {
            Need.NOISE: reference.noise is not None and reference.control_noise is not None,
            Need.P_VALUES: reference.p_values is not None,
            Need.QUANTILES: answer.quantiles is not None,
        }
        missing = [MISSING_NEED[need] for need in sorted(self.needs) if not held[need]]
        refusal = "; ".join(missing) or self.refuses(reference, answer)
        if refusal:
            return refusal
        return "" if np.isfinite(self.bottom(reference)).any() else self.unscored

    def scores(self, reference: Reference, answer: Answer) -> Scores:
        """Score every row of the reference.

        Parameters
        ----------
        reference
            What was measured.
        answer
            What was predicted, rows and columns in any order. A row that it has not, or not
            finite where the truth is judged, scores worst.

        Raises
        ------
        MetricError
            The metric cannot be computed here; ``refusal`` says so before.
        """
        refusal = self.refusal(reference, answer)
        if refusal:
            msg = f"Metric {self.metric_id} cannot be computed: {refusal}."
            raise MetricError(msg)
        aligned = answer.aligned(reference.ids, self._columns(reference, answer))
        answered = self.answered(reference, aligned)
        given = aligned if self.takes_gaps else filled(reference, aligned, answered)
        top = self.top(reference, given)
        if self.worst is not None:
            top = np.where(answered, top, self.worst(reference))
        bottom = self.bottom(reference)
        return Scores(
            reference.ids,
            top,
            np.where(np.isfinite(bottom), bottom, 0.0),
            np.isfinite(bottom),
            answered,
            self.notes(reference),
        )

    def _columns(self, reference: Reference, answer: Answer) -> tuple[str, ...]:
        """Return the columns to align to; outcomes are predicted under names of their own."""
        is_outcome = reference.kind is ReadoutKind.ENDPOINT
        return answer.features if is_outcome else reference.features
