"""Resolve the labels of any axis."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.splits.errors import UnknownAxisError
from aivc.splits.identity.labels import resolve_exactly, resolve_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aivc.splits.identity.context import IdentityContext
    from aivc.splits.identity.model import Resolution

    Resolve = Callable[[Sequence[str], IdentityContext], Resolution]

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
    resolve = _RESOLVERS.get(axis)
    return resolve_labels(labels) if resolve is None else resolve(labels, context)


def _agents(labels: Sequence[str], context: IdentityContext) -> Resolution:
    from aivc.splits.identity.agents import resolve_agents

    return resolve_agents(labels, context)


def _targets(labels: Sequence[str], context: IdentityContext) -> Resolution:
    from aivc.splits.identity.targets import resolve_targets

    return resolve_targets(
        labels,
        organism=context.organism,
        separator=context.separator,
        control_labels=context.control_labels,
    )


def _guides(labels: Sequence[str], context: IdentityContext) -> Resolution:
    from aivc.splits.identity.guides import resolve_guides

    return resolve_guides(
        labels,
        told=context.guide_targets,
        organism=context.organism,
        separator=context.separator,
        control_labels=context.control_labels,
    )


def _conditions(labels: Sequence[str], context: IdentityContext) -> Resolution:
    from aivc.splits.identity.conditions import resolve_conditions

    return resolve_conditions(
        labels, separator=context.separator, control_labels=context.control_labels
    )


def _cell_lines(labels: Sequence[str], _: IdentityContext) -> Resolution:
    from aivc.splits.identity.cell_lines import resolve_cell_lines

    return resolve_cell_lines(labels)


def _terms_of(axis: str) -> Resolve:
    def resolve(labels: Sequence[str], _: IdentityContext) -> Resolution:
        from aivc.splits.identity.terms import resolve_terms

        return resolve_terms(axis, labels)

    return resolve


# Each resolver imports its vocabulary when it is first asked.
_RESOLVERS: Mapping[str, Resolve] = MappingProxyType(
    {
        "agent": _agents,
        "combination": _agents,
        "condition": _conditions,
        "target": _targets,
        "guide": _guides,
        "cell_line": _cell_lines,
        **{
            axis: _terms_of(axis)
            for axis in ("cell_type", "tissue", "disease", "organism", "platform")
        },
    }
)
"""Axes whose labels mean more than their letters."""
