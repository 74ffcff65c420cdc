"""What the labels of a file may name: genes of its organism, controls, amounts in its spelling."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from aivc.adapters.drafting.control_kinds import control_kind
from aivc.adapters.drafting.gene_names import GeneNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.schema.vocabulary import GeneMatch


@dataclass(frozen=True)
class LabelWords:
    """Reads labels.

    Attributes
    ----------
    genes
        Genes of the organism.
    said_controls
        Kind of control by label, as a person or a format says; it decides.
    dialect
        Whose spelling of units is used.
    """

    genes: GeneNames = field(default_factory=lambda: GeneNames(None))
    said_controls: Mapping[str, str] = field(default_factory=dict)
    dialect: str = "field"

    @cached_property
    def _said(self) -> dict[str, str]:
        return {label.strip(): kind for label, kind in self.said_controls.items()}

    def control_kind(self, label: str) -> str | None:
        """Return the kind of control that a label means, or None."""
        return self._said.get(label.strip()) or control_kind(label)

    def is_said_control(self, label: str) -> bool:
        """Tell whether a person or a format calls a label a control."""
        return label.strip() in self._said

    def is_gene(self, label: str) -> bool:
        """Tell whether a label names a gene, or is a name that several genes share."""
        return self.genes.is_gene(label)

    def find_gene(self, label: str) -> GeneMatch | None:
        """Return the gene that a label names, or None."""
        return self.genes.find(label)

    def share_of_genes(self, labels: Iterable[str]) -> float:
        """Return the share of labels that name genes."""
        return self.genes.share(labels)
