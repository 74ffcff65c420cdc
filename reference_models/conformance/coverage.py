"""What a predictor says of itself in its card, as far as laws depend on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.task import TaskKind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a card says is covered; None where it does not say.

    Attributes
    ----------
    kinds
        Kinds of task that it answers; ``response`` where the card does not say.
    says_kinds
        Whether the card says so.
    regimes
        What it may be asked of interventions.
    most_combined
        Agents of the largest combination that it takes.
    is_stochastic
        Whether another seed gives another answer.
    is_pretrained
        Whether it learnt from other data before, so that names may mean something to it.
    uncertainty
        Kind of uncertainty, ``none`` for none.
    """

    kinds: tuple[TaskKind, ...]
    says_kinds: bool
    regimes: frozenset[Regime] | None
    most_combined: int | None
    is_stochastic: bool | None
    is_pretrained: bool
    uncertainty: str | None

    @property
    def takes_pairs(self) -> bool:
        """Whether combinations of two may be asked; so they may where the card does not say."""
        return self.most_combined is None or self.most_combined >= 2

    def takes(self, regime: Regime) -> bool:
        """Whether a regime may be asked; so it may where the card does not say."""
        return self.regimes is None or regime in self.regimes


def coverage_of(card: Mapping[str, Any]) -> Coverage:
    """Read what a ``PredictorCard`` covers; values that the standard has not are left out.

    Examples
    --------
    >>> coverage = coverage_of({"covers_tasks": ["response"], "most_combined": 1})
    >>> coverage.takes_pairs, coverage.regimes
    (False, None)
    """
    kinds = tuple(kind for kind in TaskKind if kind.value in _listed(card, "covers_tasks"))
    most = card.get("most_combined")
    stochastic = card.get("is_stochastic")
    uncertainty = card.get("uncertainty")
    regimes = _listed(card, "covers_regimes")
    return Coverage(
        kinds=kinds or (TaskKind.RESPONSE,),
        says_kinds=bool(kinds),
        regimes=frozenset(each for each in Regime if each.value in regimes) if regimes else None,
        most_combined=most if isinstance(most, int) else None,
        is_stochastic=stochastic if isinstance(stochastic, bool) else None,
        is_pretrained=bool(card.get("pretrained_on")),
        uncertainty=str(uncertainty) if uncertainty is not None else None,
    )


def _listed(card: Mapping[str, Any], slot: str) -> tuple[str, ...]:
    values = card.get(slot)
    return tuple(map(str, values)) if isinstance(values, list | tuple) else ()
