"""The predictors by name, loaded when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from aivc.reference_models.errors import UnknownPredictorError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.predictor import Predictor

ENTRY_POINTS = "aivc.predictors"
"""Group of the entry points by which other packages add predictors."""


def predictor_names() -> tuple[str, ...]:
    """Return the names of all predictors, those of other packages last and sorted."""
    built_in = _built_in()
    return (*built_in, *sorted(set(_others()) - set(built_in)))


def load_predictor(name: str) -> Predictor:
    """Make a predictor that has learnt nothing yet.

    Parameters
    ----------
    name
        One of :func:`predictor_names`, or ``module:attribute`` of a class or function that gives
        a predictor when it is called with no arguments.

    Raises
    ------
    UnknownPredictorError
        There is none of this name, or the package that offers it cannot be loaded.

    Examples
    --------
    >>> load_predictor("pert_median")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    aivc.reference_models.errors.UnknownPredictorError: there is no predictor 'pert_median'; ...
    """
    built_in = _built_in()
    if name in built_in:
        made: Predictor = _attribute(built_in[name])()
        return made
    other = _others().get(name)
    if other is None and ":" not in name:
        msg = (
            f"there is no predictor {name!r}; there are {', '.join(predictor_names())}, and "
            "`module:Class` names one that no package lists"
        )
        raise UnknownPredictorError(msg)
    try:
        made = _attribute(name)() if other is None else other.load()()
    except Exception as error:
        whose = "" if other is None else f" of package {other.dist.name}"
        msg = f"the predictor {name!r}{whose} cannot be loaded: {type(error).__name__}: {error}"
        if isinstance(error, ModuleNotFoundError):
            msg += "; install its package, or name the folder of the module in PYTHONPATH"
        raise UnknownPredictorError(msg) from error
    return made


def _attribute(place: str) -> Any:
    module, _, path = place.partition(":")
    found: Any = import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def _built_in() -> Mapping[str, str]:
    from aivc.reference_models.predictors import PREDICTORS

    return PREDICTORS


def _others() -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=ENTRY_POINTS)}
