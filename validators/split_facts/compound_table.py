"""Single agents of a split with what is known of their structures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary import chemistry_available, inchikey_ok
from aivc.splits.identity.similarity import Fingerprints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.validators.split_facts.model import AxisFacts


@dataclass(frozen=True)
class Compounds:
    """Single agents with what is known of them.

    Attributes
    ----------
    agents
        Counted rows of agents.
    structures
        SMILES or InChIKey by name.
    scaffolds
        Scaffolds by name; more than one only where the file contradicts itself.
    threshold
        Similarity from which compounds are neighbours.
    """

    agents: AxisFacts
    structures: Mapping[str, str]
    scaffolds: Mapping[str, frozenset[str]]
    threshold: float

    def rows_of(self, part: int) -> dict[str, int]:
        """Return the treated rows of each compound of a part, by name."""
        return {
            name: int(self.agents.treated[level, part])
            for name, level in self._singles.items()
            if self.agents.treated[level, part]
        }

    def of_parts(self, parts: Sequence[int]) -> list[str]:
        """Return the compounds of several parts, sorted."""
        return sorted({name for part in parts for name in self.rows_of(part)})

    def rows_of_combinations(self, parts: Sequence[int]) -> int:
        """Count the rows of combinations in several parts."""
        several = np.ones(self.agents.n_levels, bool)
        several[list(self._singles.values())] = False
        return int(self.agents.treated[several][:, parts].sum())

    def parent_of(self, name: str) -> str:
        """Return the first block of the InChIKey of the parent, or the name where none is known."""
        return self._blocks.get(name, name)

    @cached_property
    def prints_of(self) -> Mapping[str, int]:
        """Position of each compound's fingerprint."""
        return {name: place for place, name in enumerate(self.prints.labels)}

    @cached_property
    def prints(self) -> Fingerprints:
        """Fingerprints of the compounds whose structure can be read."""
        used = {name: self.structures[name] for name in self._singles if name in self.structures}
        return Fingerprints.of(used) if chemistry_available() else Fingerprints((), ())

    @cached_property
    def _singles(self) -> Mapping[str, int]:
        names, members = self.agents.names[0], self.agents.members
        return {
            name: level
            for level, name in enumerate(names)
            if not members or len(members[level]) == 1
        }

    @cached_property
    def _blocks(self) -> Mapping[str, str]:
        from aivc.splits.identity.molecules import keys_of

        can_read = chemistry_available()
        told = {name: self.structures[name] for name in self._singles if name in self.structures}
        read = {n: keys_of(s) for n, s in told.items() if can_read or inchikey_ok(s.strip())}
        return {name: keys.connectivity for name, keys in read.items() if keys is not None}
