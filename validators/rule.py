"""The record of a rule: one file holds it, and everything said about the rule comes from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.examples.example import Example
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence, Level, Severity


class Check(Protocol):
    """The pure function of a rule. It opens no file and keeps no state."""

    def __call__(self, card: DatasetCard, facts: Facts) -> Iterable[Evidence]:
        """Yield one piece of evidence for each cause."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything about one rule.

    Parameters
    ----------
    code
        Permanent, never used again: family and three digits.
    name
        Names the defect, in kebab-case.
    severity
        How bad it is unless a profile says otherwise.
    level
        The shallowest level at which the facts that the rule needs are collected.
    title
        One sentence in plain words: what must hold.
    message
        Template of the sentence in a finding. Fields: ``{where} {observed} {expected} {count}
        {total} {examples}`` and the ``values`` of the evidence.
    fix
        Template of what to do about it, as an order to a person.
    why
        Why it matters: what goes wrong in a model or an evaluation.
    check
        The function.
    passing, failing
        Examples that are run as tests and printed in the documentation.
    operators
        Measurement operators that the rule is about; empty means every dataset.
    containers
        Containers that the rule is about; empty means all.
    needs_card
        Whether the rule has nothing to say without a card.
    needs_extra
        Optional package without which the rule cannot look.
    needs_given
        What must be given beside the input for the rule to look, such as ``truth``.
    slots
        Slots of the standard that it is about, as ``Class.slot``.
    references
        Papers, standards and issues that it rests on.
    since
        Version that brought it.
    """

    code: str
    name: str
    severity: Severity
    level: Level
    title: str
    message: str
    fix: str
    why: str
    check: Check
    passing: tuple[Example, ...]
    failing: tuple[Example, ...]
    operators: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    needs_card: bool = False
    needs_extra: str = ""
    needs_given: str = ""
    slots: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    since: str = "0.1.0"

    @property
    def family(self) -> str:
        """The three letters in front."""
        return self.code[:3]
