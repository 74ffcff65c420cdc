"""The axes along which data can be new, and how they lie within one another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class AxisKind(StrEnum):
    """What an axis is about."""

    UNIT = "unit"
    """One physical thing: an observation, a cell, a well. Shared by two parts, it is in both."""

    CONTEXT = "context"
    """Whose cells, of which kind."""

    INTERVENTION = "intervention"
    """What was done to them; a control has no value here."""

    TECHNICAL = "technical"
    """How and where it was measured."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of the standard's ``SplitAxis``.

    Attributes
    ----------
    name
        As in ``SplitAxis``.
    label
        In words, singular.
    kind
        What it is about.
    within
        Coarser axes that each value of this one lies in by nature: a well in a plate, a sample in
        a donor. What is shared on the finer axis is then shared on the coarser one as well.
    published
        The word that published audits use for it, as in ``test_drug_same_in_train_frac``.
    """

    name: str
    label: str
    kind: AxisKind
    within: tuple[str, ...] = ()
    published: str = ""


_U, _C, _I, _T = AxisKind.UNIT, AxisKind.CONTEXT, AxisKind.INTERVENTION, AxisKind.TECHNICAL

AXES: Mapping[str, Axis] = MappingProxyType(
    {
        axis.name: axis
        for axis in (
            Axis("observation", "observation", _U, ("cell", "well", "sample")),
            Axis("cell", "cell", _U, ("well", "sample", "section")),
            Axis("well", "well", _U, ("plate",)),
            Axis("donor", "donor", _C, ("family",)),
            Axis("family", "family", _C),
            Axis("sample", "sample", _C, ("donor",)),
            Axis("cell_type", "cell type", _C, published="cell"),
            Axis("cell_line", "cell line", _C, ("donor",), published="cell"),
            Axis("tissue", "tissue", _C),
            Axis("disease", "disease", _C),
            Axis("organism", "organism", _C),
            Axis("condition", "condition", _I, ("agent", "combination", "dose", "time")),
            Axis("agent", "agent", _I, ("scaffold", "compound_cluster", "target"), "drug"),
            Axis("guide", "guide", _I, ("target", "agent")),
            Axis("target", "target", _I),
            Axis("scaffold", "scaffold", _I, ("compound_cluster",)),
            Axis("compound_cluster", "cluster of similar compounds", _I),
            Axis("combination", "combination", _I, ("agent", "target")),
            Axis("dose", "dose", _I),
            Axis("time", "time", _I),
            Axis("plate", "plate", _T, ("batch", "site")),
            Axis("lane", "lane", _T, ("batch", "site")),
            Axis("batch", "batch", _T, ("site", "study")),
            Axis("replicate", "replicate", _T),
            Axis("site", "site", _T, ("study",)),
            Axis("platform", "platform", _T),
            Axis("study", "study", _T),
            Axis("section", "section", _T, ("donor", "sample")),
            Axis("spatial_block", "spatial block", _T, ("section",)),
            Axis("modality", "modality", _T),
        )
    }
)
"""Every axis, by name."""


def coarser(axis: str) -> frozenset[str]:
    """Return every axis that this one lies within, directly or through others.

    Examples
    --------
    >>> sorted(coarser("sample"))
    ['donor', 'family']
    """
    found: set[str] = set()
    waiting = list(AXES[axis].within)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(AXES[name].within)
    return frozenset(found)
