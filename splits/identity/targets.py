"""Genes under several names: ids, approved and earlier symbols, aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.identity.combinations import find_reader, loose_parts
from aivc.splits.identity.gene_names import gene_names
from aivc.splits.identity.guide_names import GuideNames, controls_with_guides, stem_of
from aivc.splits.identity.joined import resolve_members
from aivc.splits.identity.labels import fold, present
from aivc.splits.identity.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aivc.splits.identity.model import Resolution


def resolve_targets(
    labels: Sequence[str],
    *,
    organism: str = "",
    separator: str = "",
    control_labels: Collection[str] = (),
) -> Resolution:
    """Resolve labels of genes, alone or in combinations.

    A gene is one under its id (with or without version), its approved symbol, an earlier symbol or
    an alias. A name of several genes is a doubt and is merged with none. What names no gene is
    compared by its letters.

    Parameters
    ----------
    labels
        Distinct labels, in any order.
    organism
        CURIE, taxon id or name. Where it is empty and most labels are genes of man or of mouse,
        these are used, and a doubt of kind ``assumed`` says so.
    separator
        Text between members, as declared; where it is empty, one is looked for.
    control_labels
        Labels that are controls beside the words that files write for one.

    Examples
    --------
    >>> resolve_targets(["MLL", "KMT2A", "ctrl+tp53", "TP53"], organism="human").names
    ('KMT2A', 'TP53')
    """
    is_control = controls_with_guides(control_labels, {})
    values = present(labels)
    parts = {part for part in loose_parts(values, separator) if not is_control(part)}
    names = gene_names(organism, {stem_of(part) for part in parts})
    guides = GuideNames(names, {}, are_guides=False)

    def is_known(text: str) -> bool:
        return names.is_gene(text) or is_control(text)

    def name(members: tuple[str, ...]) -> Naming:
        # Where guides are named, as in KLF1_g1, the target is read out of them.
        naming = Naming.of(members).then(guides.rename).then(names.rename).then(fold)
        return Naming(naming.names, naming.reasons, (*naming.doubts, *names.doubts), naming.settled)

    reader = find_reader(values, is_known, is_control, separator)
    return resolve_members(labels, reader, is_control, name)
