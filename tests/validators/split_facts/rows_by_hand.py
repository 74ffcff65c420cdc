"""Rows of a split made by hand, without a file."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.observations import AxisKeys, Coordinates, Observations, Partitioning
from aivc.validators.split_facts.model import Pair

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TRAINED, TESTED = 0, 1
PAIR = Pair(evaluated=TESTED, reference=TRAINED)


def coded(labels: Sequence[str | None]) -> tuple[np.ndarray[Any, Any], tuple[str, ...]]:
    """Give each label a code, -1 for None."""
    names = tuple(sorted({label for label in labels if label is not None}))
    place = {name: k for k, name in enumerate(names)}
    return np.array([place[x] if x is not None else -1 for x in labels], np.int64), names


def rows(
    n_rows: int,
    axes: Mapping[str, Sequence[str | None]] | None = None,
    columns: Mapping[str, Sequence[str | None]] | None = None,
    places: Any = None,
    unit: str = "",
    controls: Any = None,
) -> Observations:
    """Make rows named ``r0``, ``r1``, ... with axes, columns and places."""
    keys = {}
    for name, labels in (axes or {}).items():
        codes, levels = coded(labels)
        keys[name] = AxisKeys(name, codes, levels, columns=(name,))
    read = {name: coded(labels) for name, labels in (columns or {}).items()}
    coordinates = None
    if places is not None:
        section = keys["section"].codes if "section" in keys else np.zeros(n_rows, np.int64)
        coordinates = Coordinates(np.asarray(places, float), section, unit, "obsm/spatial")
    return Observations(
        n_rows=n_rows,
        axes=MappingProxyType(keys),
        is_control=np.zeros(n_rows, bool) if controls is None else np.asarray(controls, bool),
        id_hashes=np.arange(n_rows, dtype=np.uint64),
        names_of=lambda positions: tuple(f"r{int(p)}" for p in positions),
        column=read.get,
        coordinates=coordinates,
    )


def parts(codes: Any, names: Sequence[str] = ("train", "test")) -> Partitioning:
    """Put rows into parts by code; roles follow from names."""
    roles = {"train": "training", "val": "validation"}
    return Partitioning(
        tuple(names), tuple(roles.get(n, n) for n in names), np.asarray(codes, np.int16)
    )
