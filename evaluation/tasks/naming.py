"""Names of units: what a person would call them, each once."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.evaluation.units import Intervention, Step

BETWEEN = "|"
CONTROL = "control"


def unit_name(intervention: Intervention, context: Mapping[str, str], hours: float) -> str:
    """Name a unit by context, intervention and time.

    Examples
    --------
    >>> from aivc.evaluation.units import Intervention, Step
    >>> drug = Intervention((Step("panobinostat", 0.2, "umol/L"),))
    >>> unit_name(drug, {"donor": "PW030"}, 24.0)
    'PW030|panobinostat 0.2 umol/L|24 h'
    """
    given = " + ".join(_step(step) for step in intervention.acting) or CONTROL
    parts = [*context.values(), given]
    if not isnan(hours):
        parts.append(f"{hours:g} h")
    return BETWEEN.join(parts)


def _step(step: Step) -> str:
    words = [step.agent]
    if not isnan(step.dose):
        words.append(f"{step.dose:g} {step.unit}".strip())
    if not isnan(step.start_hours) and (step.start_hours or not isnan(step.end_hours)):
        end = "" if isnan(step.end_hours) else f" to {step.end_hours:g}"
        words.append(f"from {step.start_hours:g}{end} h")
    return " ".join(words)


class Names:
    """Gives each unit a name of its own."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, name: str, further: Iterable[str] = ()) -> str:
        """Return the name, with what tells it apart where it is taken: a word, else a number."""
        for candidate in (name, *(f"{name}{BETWEEN}{word}" for word in further)):
            if candidate not in self._given:
                self._given.add(candidate)
                return candidate
        number = 2
        while f"{name}#{number}" in self._given:
            number += 1
        self._given.add(f"{name}#{number}")
        return f"{name}#{number}"
