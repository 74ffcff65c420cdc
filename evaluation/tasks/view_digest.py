"""The digest of a training view: the same in memory and after a file of it was read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView

VERSION = "view1"
"""Changes when the digest of the same view does."""


def view_digest(view: TrainingView) -> str:
    """Return the SHA-256 of the content of a view, its own ``digest`` aside.

    It covers the task, the units with their roles and clusters, names of features, states, noise
    and inputs, as float64, in the order in which they stand.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    digest = hashlib.sha256(VERSION.encode())
    _text(digest, asdict(view.task))
    _text(digest, [_unit(unit) for unit in view.units])
    _text(digest, [role.value for role in view.roles])
    _text(digest, [list(view.features), list(view.clusters)])
    _numbers(digest, (view.states, view.noise))
    if view.inputs is not None:
        _text(digest, [list(view.inputs.unit_ids), list(view.inputs.features)])
        _numbers(digest, (view.inputs.values,))
    return digest.hexdigest()


def _unit(unit: Unit) -> list[Any]:
    place = None if unit.place is None else [unit.place[0], [repr(x) for x in unit.place[1]]]
    return [
        unit.unit_id,
        [list(key) for key in unit.intervention.key],
        sorted(unit.context.items()),
        repr(unit.harvest_hours),
        unit.control,
        place,
        unit.n_observations,
    ]


def _text(digest: Any, content: dict[str, Any] | Sequence[Any]) -> None:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    digest.update(f"{len(text)}:".encode() + text.encode())


def _numbers(digest: Any, arrays: Iterable[NDArray[np.float64] | None]) -> None:
    for values in arrays:
        if values is None:
            digest.update(b"none")
            continue
        plain = np.array(values, "<f8")
        # Every NaN is one value, and so is zero with either sign.
        plain[np.isnan(plain)] = np.nan
        plain += 0.0
        digest.update(repr(plain.shape).encode() + plain.tobytes())
