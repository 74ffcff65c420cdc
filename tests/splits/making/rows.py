"""Observations written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.axes import AXES
from aivc.splits.observations import AxisKeys, Coordinates, Observations
from aivc.storage.keys.text_hash import hash_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def observations(
    axes: Mapping[str, Sequence[str | None]],
    *,
    control: Sequence[bool] | None = None,
    numbers: Mapping[str, Mapping[str, float]] | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
    places: Any = None,
    section: Sequence[int] | None = None,
    names: Sequence[str] | None = None,
) -> Observations:
    """Return rows with labels on axes, None where a label is missing; ``A+B`` has two members."""
    n_rows = len(next(iter(axes.values()))) if axes else len(places)
    ids = list(names) if names is not None else [f"cell_{k}" for k in range(n_rows)]
    coordinates = None
    if places is not None:
        values = np.asarray(places, np.float64)
        codes = np.zeros(n_rows, np.int16) if section is None else np.asarray(section, np.int16)
        coordinates = Coordinates(values, codes, "um", "spatial")
    return Observations(
        n_rows=n_rows,
        axes={
            axis: keys(axis, axes[axis], (numbers or {}).get(axis)) for axis in AXES if axis in axes
        },
        is_control=np.zeros(n_rows, bool) if control is None else np.asarray(control, bool),
        id_hashes=hash_texts(np.array(ids, object)),
        names_of=lambda positions: tuple(ids[k] for k in positions),
        column=lambda name: coded(columns[name]) if columns and name in columns else None,
        coordinates=coordinates,
    )


def coded(labels: Sequence[str | None]) -> tuple[np.ndarray[Any, Any], tuple[str, ...]]:
    levels = tuple(sorted({label for label in labels if label is not None}))
    place = {label: k for k, label in enumerate(levels)}
    return np.array([-1 if x is None else place[x] for x in labels], np.int32), levels


def keys(
    axis: str, labels: Sequence[str | None], numbers: Mapping[str, float] | None = None
) -> AxisKeys:
    codes, levels = coded(labels)
    return AxisKeys(
        axis,
        codes,
        levels,
        columns=(f"{axis}_column",),
        numbers=None if numbers is None else np.array([numbers[level] for level in levels]),
        members=tuple(tuple(sorted(level.split("+"))) for level in levels),
    )


def permuted(rows: Observations, order: Sequence[int]) -> Observations:
    """Return the same rows in another order, with the labels of each axis in another order too."""
    place = np.asarray(order)
    names = rows.names_of(range(rows.n_rows))
    axes = {}
    for axis, old in rows.axes.items():
        turn = np.arange(len(old.levels))[::-1]
        back = np.append(np.argsort(turn), -1)
        axes[axis] = AxisKeys(
            axis,
            back[old.codes][place].astype(np.int32),
            tuple(old.levels[k] for k in turn),
            old.columns,
            numbers=None if old.numbers is None else old.numbers[turn],
            members=tuple(old.members[k] for k in turn),
        )
    coordinates = rows.coordinates
    if coordinates is not None:
        coordinates = Coordinates(
            coordinates.values[place], coordinates.section[place], coordinates.unit
        )
    shuffled = [names[k] for k in place]

    def column(name: str) -> Any:
        found = rows.column(name)
        return None if found is None else (found[0][place], found[1])

    return Observations(
        rows.n_rows,
        axes,
        rows.is_control[place],
        rows.id_hashes[place],
        lambda positions: tuple(shuffled[k] for k in positions),
        column,
        coordinates,
    )
