"""Names of what is measured of an endpoint, and of what is predicted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TIME, EVENT = "time", "event"
"""What is measured: the time of the event or of the last look, and 1 where the event was seen."""

MEASURED = (TIME, EVENT)

RISK = "risk"
"""What is predicted: larger where the event is expected sooner."""

SURVIVAL = "survival@"
"""Before a horizon: the predicted probability of being without the event until then."""


def survival_feature(horizon: float) -> str:
    """Return the name of the probability of being without the event until a horizon.

    The shortest number that reads back as the horizon is written, so that two horizons never share
    a name.

    Examples
    --------
    >>> survival_feature(365.0), survival_feature(365.25), survival_feature(1234567.0)
    ('survival@365', 'survival@365.25', 'survival@1234567')
    """
    written = f"{horizon:g}"
    return SURVIVAL + (written if float(written) == horizon else repr(horizon).removesuffix(".0"))


def predicted_features(horizons: Iterable[float]) -> tuple[str, ...]:
    """Return what is predicted of each subject: the risk, and survival until each horizon.

    Examples
    --------
    >>> predicted_features([180.0, 365.0])
    ('risk', 'survival@180', 'survival@365')
    """
    return (RISK, *map(survival_feature, horizons))


def horizon_of(feature: str) -> float | None:
    """Return the horizon that a feature is about; None where it is about none.

    Examples
    --------
    >>> horizon_of("survival@365"), horizon_of("risk"), horizon_of("survival@later")
    (365.0, None, None)
    """
    if not feature.startswith(SURVIVAL):
        return None
    try:
        return float(feature.removeprefix(SURVIVAL))
    except ValueError:
        return None


def columns_of_horizons(features: Sequence[str]) -> dict[float, int]:
    """Return the place of each probability among features by its horizon, ascending.

    Examples
    --------
    >>> columns_of_horizons(["risk", "survival@365", "survival@180"])
    {180.0: 2, 365.0: 1}
    """
    horizons = {horizon_of(name): place for place, name in enumerate(features)}
    return dict(sorted((when, place) for when, place in horizons.items() if when is not None))
