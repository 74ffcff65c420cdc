"""A leak that is planted in a clean design, and the rule that must speak of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from catalogue.design import Design, Value
from catalogue.shuffling import generator

if TYPE_CHECKING:
    from catalogue.writing import Written

Plant = Callable[[Design, np.random.Generator], Design]


def unchanged(design: Design, rng: np.random.Generator) -> Design:
    """Leave the design as it is, where only its files are changed."""
    return design


@dataclass(frozen=True)
class Leak:
    """One kind of leak.

    ``code`` is that of the rule that must fire, with this ``severity``, and no other rule may fire
    as an error. ``tamper`` changes the files once they are written.
    """

    name: str
    code: str
    base: Callable[[int], Design]
    plant: Plant = unchanged
    severity: str = "error"
    tamper: Callable[[Written], None] | None = None

    def leaking(self, seed: int) -> Design:
        """Return the design with the leak in it; rows are listed one by one."""
        clean = replace(self.base(seed), keyed_by=())
        return self.plant(clean, generator(self.name, seed))


def a_value(design: Design, column: str, part: str, rng: np.random.Generator) -> Value:
    """Return one of the values that a column has in a part, controls left out."""
    controls = set(design.header.get("control_labels", ()))
    values = [v for v in design.values_of(part, column) if v not in controls]
    return values[int(rng.integers(len(values)))]


def some_rows(
    design: Design, part: str, rng: np.random.Generator, n: int, **values: Value
) -> np.ndarray:
    """Return the positions of n rows of a part that have these values, ascending.

    Controls are left out, unless it is their label that is asked for.
    """
    is_asked = bool(set(values.values()) & set(design.header.get("control_labels", ())))
    rows = [
        row
        for row in design.rows_of(part).tolist()
        if all(design.obs[column][row] == value for column, value in values.items())
        and (is_asked or not is_control(design, row))
    ]
    assert len(rows) >= n, f"only {len(rows)} rows of {part} have {values}"
    return np.sort(rng.permutation(rows)[:n])


def is_control(design: Design, row: int) -> bool:
    """Tell whether a row has the label of a control."""
    labels = set(design.header.get("control_labels", ()))
    return any(values[row] in labels for values in design.obs.values())


def shared_value(column: str, n: int = 3) -> Plant:
    """Move a few rows of a held out value to training."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        value = a_value(design, column, "test", rng)
        rows = some_rows(design, "test", rng, n, **{column: value})
        return design.with_parts(dict.fromkeys(rows.tolist(), "train"))

    return plant


def shared_between(column: str, source: str, goal: str, n: int = 3) -> Plant:
    """Move a few rows of a value from one part to another."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        value = a_value(design, column, source, rng)
        rows = some_rows(design, source, rng, n, **{column: value})
        return design.with_parts(dict.fromkeys(rows.tolist(), goal))

    return plant


def respelt(column: str, other: Callable[[str], str], value: str = "", n: int = 3) -> Plant:
    """Move a few rows of a held out value to training, and spell it in another way there.

    With ``value``, that value is made the held out one first, in place of another.
    """

    def plant(design: Design, rng: np.random.Generator) -> Design:
        held = str(a_value(design, column, "test", rng))
        if value:
            design = exchanged(design, column, held, value)
            held = value
        rows = some_rows(design, "test", rng, n, **{column: held}).tolist()
        moved = design.with_parts(dict.fromkeys(rows, "train"))
        return moved.with_values(column, dict.fromkeys(rows, other(held)))

    return plant


def exchanged(design: Design, column: str, one: str, other: str) -> Design:
    """Let two values of a column change places."""
    swap = {one: other, other: one}
    return design.with_column(
        column, tuple(swap.get(v, v) if isinstance(v, str) else v for v in design.obs[column])
    )
