"""Labels that are names of genes of the organism."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from aivc.schema.vocabulary import GeneMatch, GeneMatchKind, genes
from aivc.schema.vocabulary.errors import VocabularyUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.schema.vocabulary import GeneTable

NAMED = frozenset(
    {
        GeneMatchKind.APPROVED,
        GeneMatchKind.ALIAS,
        GeneMatchKind.PREVIOUS,
        GeneMatchKind.ENSEMBL_ID,
        GeneMatchKind.VERSIONED_ID,
    }
)


@dataclass
class GeneNames:
    """Looks up genes of one organism; knows none where the organism has no gene table."""

    organism: str | None
    _known: dict[str, GeneMatch] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _table(self) -> GeneTable | None:
        if self.organism is None:
            return None
        try:
            return genes(self.organism)
        except VocabularyUnavailableError:
            return None

    def find(self, label: str) -> GeneMatch | None:
        """Return the gene that a label names, spelling and case exact; None where it names none."""
        match = self._resolved(label)
        if match is None or match.case_folded or match.kind not in NAMED:
            return None
        return match

    def is_gene(self, label: str) -> bool:
        """Tell whether a label names one gene, or is a name that several genes share."""
        match = self._resolved(label)
        if match is None:
            return False
        return not match.case_folded and match.kind is not GeneMatchKind.UNKNOWN

    def _resolved(self, label: str) -> GeneMatch | None:
        """Look a label up once; the same ones are asked about many times."""
        if self._table is None:
            return None
        if label not in self._known:
            self._known[label] = self._table.resolve(label)
        return self._known[label]

    def share(self, labels: Iterable[str]) -> float:
        """Return the share of labels that name genes."""
        found = [self.is_gene(label) for label in labels]
        return sum(found) / len(found) if found else 0.0
