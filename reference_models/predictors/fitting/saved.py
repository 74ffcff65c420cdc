"""What was learnt as named arrays and plain JSON, without pickle."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Saved:
    """A fitted predictor as data.

    Attributes
    ----------
    arrays
        Arrays by name, as ``numpy.savez`` takes them.
    document
        Everything else: texts, finite numbers, truth values, lists and mappings.
    """

    arrays: Mapping[str, NDArray[Any]]
    document: Mapping[str, Any]


def pack(parts: Mapping[str, Any]) -> Saved:
    """Take frozen dataclasses apart. Their fields are arrays, or JSON with tuples for lists."""
    arrays: dict[str, NDArray[Any]] = {}
    document: dict[str, dict[str, Any]] = {}
    for name, part in parts.items():
        document[name] = {}
        for field in fields(part):
            value = getattr(part, field.name)
            if isinstance(value, np.ndarray):
                arrays[f"{name}.{field.name}"] = value
            else:
                document[name][field.name] = value
    return Saved(arrays, document)


def unpack(saved: Saved, name: str, kind: type[T]) -> T:
    """Put one part together again.

    Examples
    --------
    >>> from aivc.reference_models.predictors.intervals.conformal import Intervals
    >>> some = Intervals((0.5,), ("seen",), (3,), np.ones((1, 1, 2)))
    >>> unpack(pack({"intervals": some}), "intervals", Intervals).n_clusters
    (3,)
    """
    prefix = f"{name}."
    arrays = {
        key.removeprefix(prefix): array
        for key, array in saved.arrays.items()
        if key.startswith(prefix)
    }
    rest = {key: _tuples(value) for key, value in saved.document[name].items()}
    return kind(**arrays, **rest)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value
