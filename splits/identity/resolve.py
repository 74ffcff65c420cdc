"""Resolve the labels of any axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.splits.errors import UnknownAxisError
from aivc.splits.identity.labels import resolve_exactly, resolve_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.splits.identity.context import IdentityContext
    from aivc.splits.identity.model import Resolution

EXACT = frozenset({"observation", "cell", "scaffold", "compound_cluster"})
"""Axes whose labels are compared character by character: barcodes, and SMILES."""


def resolve_axis(axis: str, labels: Sequence[str], context: IdentityContext) -> Resolution:
    """Find which labels of an axis mean one thing.

    Parameters
    ----------
    axis
        Name in :data:`aivc.splits.axes.AXES`.
    labels
        Distinct labels, in any order; the result does not depend on it.
    context
        What else is known.

    Raises
    ------
    UnknownAxisError
        There is no such axis.

    Examples
    --------
    >>> from aivc.splits.identity.context import IdentityContext
    >>> human = IdentityContext(organism="human")
    >>> resolve_axis("target", ["MLL+TP53", "TP53+KMT2A", "non-targeting"], human).names
    ('KMT2A+TP53',)
    """
    if axis not in AXES:
        msg = f"there is no axis {axis!r}; axes are {', '.join(AXES)}"
        raise UnknownAxisError(msg)
    if axis in EXACT:
        return resolve_exactly(labels)
    if axis in {"target", "agent", "combination", "guide", "condition"}:
        from aivc.splits.identity.targets import resolve_targets

        return resolve_targets(
            labels,
            organism=context.organism,
            separator=context.separator,
            control_labels=context.control_labels,
        )
    return resolve_labels(labels)
