"""Draws that every simulated design needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Item = TypeVar("Item")


def generator(name: str, seed: int) -> np.random.Generator:
    """Return a generator of its own for each design and seed."""
    return np.random.default_rng([seed, *name.encode()])


def shuffled(items: Iterable[Item], rng: np.random.Generator) -> list[Item]:
    """Return the items in a random order."""
    listed = list(items)
    return [listed[k] for k in rng.permutation(len(listed)).tolist()]


def divided(
    items: Iterable[Item], rng: np.random.Generator, shares: Sequence[tuple[str, float]] = ()
) -> dict[Item, str]:
    """Put each item into one part; every part gets at least one."""
    listed = shuffled(items, rng)
    wanted = shares or (("train", 0.6), ("val", 0.2), ("test", 0.2))
    n_small = [max(1, round(share * len(listed))) for _, share in wanted[1:]]
    sizes = [len(listed) - sum(n_small), *n_small]
    parts = [name for (name, _), size in zip(wanted, sizes, strict=True) for _ in range(size)]
    return dict(zip(listed, parts, strict=True))


def barcodes(n: int, rng: np.random.Generator, style: str = "barcode") -> tuple[str, ...]:
    """Return distinct names of rows: 10x barcodes, or numbers with leading zeros."""
    if style == "number":
        return tuple(f"{k:06d}" for k in rng.permutation(n).tolist())
    letters = np.array(list("ACGT"))
    made: dict[str, None] = {}
    while len(made) < n:
        made["".join(letters[rng.integers(0, 4, 16)]) + "-1"] = None
    return tuple(made)
