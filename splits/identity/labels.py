"""Labels that differ in nothing but blanks, case or Unicode form."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.splits.identity.model import Resolution
from aivc.splits.identity.naming import Naming, Renaming, Step, in_order
from aivc.splits.identity.spelling import difference, folded, is_missing, is_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def resolve_labels(labels: Sequence[str]) -> Resolution:
    """Resolve plain labels, such as those of donors, samples and plates.

    Labels are one where they differ only in blanks, case or Unicode form. Numbers are compared as
    they are written: ``1``, ``01`` and ``1.0`` are three labels, and so are ``1E5`` and ``1e5``.
    Words for a missing value are no value.

    Parameters
    ----------
    labels
        Distinct labels, in any order.

    Examples
    --------
    >>> resolve_labels(["P1", "p1 ", "P2", "nan"]).names
    ('P1', 'P2')
    """
    return resolution_of(labels, Naming.of(present(labels)).then(fold))


def resolve_exactly(labels: Sequence[str]) -> Resolution:
    """Resolve labels of which every character counts, such as SMILES and ids of cells.

    Examples
    --------
    >>> resolve_exactly(["c1ccccc1", "C1CCCCC1 "]).names
    ('C1CCCCC1', 'c1ccccc1')
    """
    return resolution_of(labels, Naming.of(present(labels)))


def present(labels: Iterable[str]) -> list[str]:
    """Return the labels that stand for a value."""
    return [label for label in labels if not is_missing(label)]


def fold(names: tuple[str, ...]) -> Renaming:
    """Find names that differ in case or Unicode form only; the first in order stands for all."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if not is_number(name):
            together[folded(name)].append(name)
    steps: dict[str, Step] = {}
    for spellings in together.values():
        if len(spellings) > 1:
            first = min(spellings)
            steps |= {name: Step(first, difference(name, first)) for name in spellings}
    return Renaming(steps)


def resolution_of(labels: Sequence[str], naming: Naming) -> Resolution:
    """Make the resolution of labels that are single things."""
    names = tuple(sorted(set(naming.names.values())))
    places = {name: place for place, name in enumerate(names)}
    return Resolution(
        names=names,
        place=tuple(
            places[naming.names[label]] if label in naming.names else -1 for label in labels
        ),
        members=tuple((name,) for name in names),
        merges=naming.merges(),
        doubts=in_order(naming.doubts),
    )
