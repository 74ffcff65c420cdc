"""What is known about labels beside the labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class IdentityContext:
    """What the manifest, the card and the file say that helps to tell labels apart.

    Attributes
    ----------
    organism
        CURIE, taxon id or name; empty where it is not known, or where there are several.
    separator
        Text between members of a combination, as declared; empty where none is declared.
    control_labels
        Labels that are controls, beside the words that files write for one.
    structures
        SMILES or InChIKey of agents, by label.
    scaffolds
        Scaffold of agents by label, where the file has a column of its own for them.
    guide_targets
        Target of guides, by label.
    agent_kinds
        ``chemical``, ``genetic`` or ``other`` of agents, by label.
    is_chemistry_wanted
        Whether structures are compared. Where they are not, or cannot be for want of RDKit, a
        doubt of kind ``needs_chem`` says how many were not.
    """

    organism: str = ""
    separator: str = ""
    control_labels: frozenset[str] = frozenset()
    structures: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    scaffolds: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    guide_targets: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    agent_kinds: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    is_chemistry_wanted: bool = True
