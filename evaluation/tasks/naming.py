"""Names of units: what a person would call them, each once."""

from __future__ import annotations

from collections import Counter
from math import isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.evaluation.units import Intervention, Step

BETWEEN = "|"
CONTROL = "control"
UNIT = "unit"


def unit_name(
    intervention: Intervention, context: Mapping[str, str], hours: float, *, is_told: bool = True
) -> str:
    """Name a unit by context, intervention and time; by the rest where nobody tells what was done.

    Examples
    --------
    >>> from aivc.evaluation.units import Intervention, Step
    >>> drug = Intervention((Step("panobinostat", 0.2, "umol/L"),))
    >>> unit_name(drug, {"donor": "PW030"}, 24.0)
    'PW030|panobinostat 0.2 umol/L|24 h'
    """
    given = " + ".join(_step(step) for step in intervention.acting)
    parts = [*context.values(), given or (CONTROL if is_told else "")]
    if not isnan(hours):
        parts.append(f"{hours:g} h")
    return BETWEEN.join(part for part in parts if part) or UNIT


def _step(step: Step) -> str:
    words = [step.agent]
    if not isnan(step.dose):
        unit = "" if step.unit == "1" else step.unit
        words.append(f"{step.dose:g} {unit}".strip())
    if not isnan(step.start_hours) and (step.start_hours or not isnan(step.end_hours)):
        end = "" if isnan(step.end_hours) else f" to {step.end_hours:g}"
        words.append(f"from {step.start_hours:g}{end} h")
    return " ".join(words)


class Names:
    """Gives each unit a name of its own.

    Parameters
    ----------
    wanted
        The names that units would have; what several want alone, none gets.
    """

    def __init__(self, wanted: Iterable[str]) -> None:
        self._wanted = Counter(wanted)
        self._given: set[str] = set()

    def give(self, name: str, further: Iterable[str] = ()) -> str:
        """Return the name, with the words that tell it apart where others want it too.

        Where no words do, a number does.

        Examples
        --------
        >>> names = Names(["control", "control", "drug"])
        >>> names.give("drug", ["P1"]), names.give("control", ["P1"]), names.give("control")
        ('drug', 'control|P1', 'control#2')
        """
        candidate = name
        if self._wanted[name] > 1:
            for word in further:
                candidate = f"{candidate}{BETWEEN}{word}" if word else candidate
                if candidate not in self._given:
                    break
        number = 2
        told_apart = candidate
        while told_apart in self._given or (told_apart == name and self._wanted[name] > 1):
            told_apart = f"{candidate}#{number}"
            number += 1
        self._given.add(told_apart)
        return told_apart
