"""Names of layers that hold quantiles: ``q0050`` is the level 0.05."""

from __future__ import annotations

import re

from aivc.evaluation.errors import PredictionError

_NAME = re.compile(r"q(0[0-9]{3})")
_STEPS = 1000


def level_name(level: float) -> str:
    """Return the name of the layer of a level.

    Raises
    ------
    PredictionError
        The level is no multiple of 0.001 between 0.001 and 0.999.

    Examples
    --------
    >>> level_name(0.05), level_name(0.975)
    ('q0050', 'q0975')
    """
    steps = round(level * _STEPS)
    if not 0 < steps < _STEPS or abs(level * _STEPS - steps) > 1e-6:
        msg = f"the level {level} is no multiple of 0.001 between 0.001 and 0.999"
        raise PredictionError(msg)
    return f"q{steps:04d}"


def level_of(name: str) -> float | None:
    """Return the level of a layer; None where the name is that of no level.

    Examples
    --------
    >>> level_of("q0050"), level_of("noise")
    (0.05, None)
    """
    found = _NAME.fullmatch(name)
    return int(found[1]) / _STEPS if found and int(found[1]) else None
