"""Steps of an intervention as JSON text, as the slot ``dosing_steps`` of the standard says."""

from __future__ import annotations

import json
from math import isfinite, nan
from typing import Any

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.units import Intervention, Step

_NUMBERS = ("dose", "start_hours", "end_hours")


def steps_as_text(intervention: Intervention) -> str:
    """Write what was done, step by step; an empty list where nothing was.

    Examples
    --------
    >>> steps_as_text(Intervention((Step("JQ1", 0.2, "umol/L", end_hours=6.0),)))
    '[{"agent": "JQ1", "dose": 0.2, "end_hours": 6.0, "start_hours": 0.0, "unit": "umol/L"}]'
    """
    plain = [
        {
            "agent": step.agent,
            "dose": _known(step.dose),
            "end_hours": _known(step.end_hours),
            "start_hours": _known(step.start_hours),
            "unit": step.unit,
        }
        for step in intervention.steps
    ]
    return json.dumps(plain, ensure_ascii=False)


def steps_of_text(text: str, where: str) -> Intervention:
    """Read what was done.

    Parameters
    ----------
    text
        JSON; empty text is no step.
    where
        Unit and file, for the message.

    Raises
    ------
    PredictionError
        It is no list of steps.
    """
    try:
        plain = json.loads(text) if text else []
    except (ValueError, RecursionError) as error:
        raise _no_steps(where, f"it is no JSON ({error})") from error
    if not isinstance(plain, list):
        raise _no_steps(where, "it is no list")
    return Intervention(tuple(_step(entry, where) for entry in plain))


def _step(entry: Any, where: str) -> Step:
    if not isinstance(entry, dict) or not isinstance(entry.get("agent"), str):
        raise _no_steps(where, "a step is no object with the text `agent`")
    numbers = {name: entry.get(name) for name in _NUMBERS}
    for name, number in numbers.items():
        if number is not None and (isinstance(number, bool) or not isinstance(number, int | float)):
            raise _no_steps(where, f"`{name}` of a step is {number!r}, which is no number")
    unit = entry.get("unit") or ""
    if not isinstance(unit, str):
        raise _no_steps(where, f"`unit` of a step is {unit!r}, which is no text")
    dose, start, end = (nan if number is None else float(number) for number in numbers.values())
    return Step(entry["agent"], dose, unit, start, end)


def _known(number: float) -> float | None:
    return float(number) if isfinite(number) else None


def _no_steps(where: str, why: str) -> PredictionError:
    msg = (
        f"dosing_steps of {where} cannot be read: {why}; expected a list of objects with agent, "
        "dose, unit, start_hours and end_hours"
    )
    return PredictionError(msg)
