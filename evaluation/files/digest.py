"""Digests of views and of inputs: the same in memory and in a file, in any order of rows."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from aivc.evaluation.files.task_text import task_as_plain
from aivc.evaluation.files.unit_columns import axes_of, unit_columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.view import Inputs, TrainingView

VERSION = "view1"
"""Changes when the digest of the same content does."""


def view_digest(view: TrainingView) -> str:
    """Return the SHA-256 of everything that a view holds; 64 hexadecimal digits.

    Rows and features are taken in the order of their names. ``view.digest`` plays no part.
    """
    order = sorted(range(len(view.units)), key=lambda row: view.units[row].unit_id)
    units = [view.units[row] for row in order]
    axes = axes_of(units, view.task.context_axes)
    columns = {name: _plain(values) for name, values in unit_columns(units, axes).items()}
    header = {
        "version": VERSION,
        "task": task_as_plain(view.task),
        "units": [unit.unit_id for unit in units],
        "roles": [view.roles[row].value for row in order],
        "n_observations": [unit.n_observations for unit in units],
        "columns": columns,
        "inputs": None if view.inputs is None else inputs_digest(view.inputs),
        "has_noise": view.noise is not None,
    }
    places, names = _sorted_features(view.features)
    digest = _started({**header, "features": names})
    for values in (view.states, view.noise):
        if values is not None:
            digest.update(_bytes(values[order][:, places]))
    return digest.hexdigest()


def inputs_digest(inputs: Inputs) -> str:
    """Return the SHA-256 of inputs: names of units and features, and values."""
    order = sorted(range(len(inputs.unit_ids)), key=inputs.unit_ids.__getitem__)
    places, names = _sorted_features(inputs.features)
    header = {"units": [inputs.unit_ids[row] for row in order], "features": names}
    digest = _started(header)
    digest.update(_bytes(inputs.values[order][:, places]))
    return digest.hexdigest()


def _started(header: dict[str, Any]) -> hashlib._Hash:
    text = json.dumps(header, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass"))


def _sorted_features(features: tuple[str, ...]) -> tuple[list[int], list[str]]:
    places = sorted(range(len(features)), key=features.__getitem__)
    return places, [features[place] for place in places]


def _plain(values: Any) -> list[Any]:
    return [None if value is None or value != value else value for value in values]  # noqa: PLR0124 - NaN


def _bytes(values: NDArray[np.float64]) -> bytes:
    """Return values as little-endian bytes; all NaN are one, and so are both zeros."""
    import numpy as np

    canonical = values.astype("<f8") + 0.0
    canonical[np.isnan(canonical)] = np.nan
    return canonical.tobytes()
