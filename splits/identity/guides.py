"""Guides, and the targets that they are against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.splits.identity.combinations import find_reader, loose_parts
from aivc.splits.identity.gene_names import gene_names
from aivc.splits.identity.guide_names import (
    GuideNames,
    controls_with_guides,
    folded_told,
    stem_of,
)
from aivc.splits.identity.joined import resolve_members
from aivc.splits.identity.labels import fold, present
from aivc.splits.identity.naming import Naming
from aivc.splits.identity.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from aivc.splits.identity.model import Resolution


def resolve_guides(
    labels: Sequence[str],
    *,
    told: Mapping[str, str],
    organism: str = "",
    separator: str = "",
    control_labels: Collection[str] = (),
) -> Resolution:
    """Resolve guides as guides: two guides against one gene are two.

    Parameters
    ----------
    labels
        Distinct labels of guides, in any order.
    told
        Target of guides, where it is known.
    organism, separator, control_labels
        As for :func:`aivc.splits.identity.targets.resolve_targets`.
    """
    reading = _reading(labels, told, organism, separator, control_labels)
    reader = find_reader(present(labels), reading.is_known, reading.is_control, separator)
    return resolve_members(
        labels, reader, reading.is_control, lambda members: Naming.of(members).then(fold)
    )


def resolve_guide_targets(
    labels: Sequence[str],
    *,
    told: Mapping[str, str],
    organism: str = "",
    separator: str = "",
    control_labels: Collection[str] = (),
) -> Resolution:
    """Resolve guides as their targets; a guide whose target cannot be read is its own.

    Examples
    --------
    >>> resolve_guide_targets(["KLF1_g1", "sgKLF1-2", "NKX2-1_3"], told={}, organism="human").names
    ('KLF1', 'NKX2-1')
    """
    reading = _reading(labels, told, organism, separator, control_labels)
    reader = find_reader(present(labels), reading.is_known, reading.is_control, separator)
    return resolve_members(labels, reader, reading.is_control, reading.name_targets)


def targets_of_guides(
    labels: Sequence[str],
    *,
    told: Mapping[str, str],
    organism: str = "",
    separator: str = "",
    control_labels: Collection[str] = (),
) -> dict[str, str]:
    """Return the target of each guide that is no control; of a pair of guides, ``A+B``.

    Examples
    --------
    >>> targets_of_guides(["KLF1_g1", "NT_12"], told={}, organism="human")
    {'KLF1_g1': 'KLF1'}
    """
    found = resolve_guide_targets(
        labels, told=told, organism=organism, separator=separator, control_labels=control_labels
    )
    return {
        label: found.names[place]
        for label, place in zip(labels, found.place, strict=True)
        if place >= 0
    }


@dataclass(frozen=True)
class _Reading:
    guides: GuideNames
    is_control: Callable[[str], bool]

    def is_known(self, text: str) -> bool:
        if self.guides.genes.is_gene(text) or self.is_control(text):
            return True
        return folded(text) in self.guides.told

    def name_targets(self, members: tuple[str, ...]) -> Naming:
        naming = Naming.of(members).then(self.guides.rename).then(self.guides.genes.rename)
        naming = naming.then(fold)
        doubts = (*naming.doubts, *self.guides.genes.doubts)
        return Naming(naming.names, naming.reasons, doubts, naming.settled)


def _reading(
    labels: Sequence[str],
    told: Mapping[str, str],
    organism: str,
    separator: str,
    control_labels: Collection[str],
) -> _Reading:
    is_control = controls_with_guides(control_labels, told)
    parts = {p for p in loose_parts(present(labels), separator) if not is_control(p)}
    stems = {stem_of(part) for part in parts}
    genes = gene_names(organism, stems | {target for target in told.values() if target})
    return _Reading(GuideNames(genes, folded_told(told), are_guides=True), is_control)
