"""What parts of a split share of compounds, from the same substance to a similar one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.split_facts.model import Pair


class Likeness(StrEnum):
    """How much alike two compounds are, closest first."""

    EXACT = "exact"
    """The same label in the file."""

    PARENT = "parent"
    """The same agent after identity was resolved, or the same connectivity of the parent: salts,
    charges, and forms that differ in stereo or isotopes."""

    SCAFFOLD = "scaffold"
    """The same scaffold. A compound without a scaffold shares it with none."""

    NEIGHBOUR = "neighbour"
    """A Tanimoto similarity at or above the threshold."""


@dataclass(frozen=True, slots=True)
class CompoundMatch:
    """A compound of the evaluated part, and the one of the reference that it is like.

    ``shared`` is the scaffold or the first block of the InChIKey that both have; empty elsewhere.
    ``similarity`` is NaN where no two fingerprints were compared. ``n_rows`` are rows of the
    compound in the evaluated part.
    """

    compound: str
    match: str
    similarity: float
    n_rows: int
    shared: str = ""


@dataclass(frozen=True, slots=True)
class CompoundOverlap:
    """How many compounds of an evaluated part have their like in the reference.

    Attributes
    ----------
    likeness
        What counts as like.
    published
        Name under which audits give ``fraction``.
    n_compounds, n_rows
        Compounds of the evaluated part, and their rows; combinations are not among them.
    n_shared, n_rows_shared
        Those that have their like in the reference.
    n_missing, n_rows_missing
        Those that cannot be compared: no structure, or no scaffold.
    others
        Compounds that are like a compound of the reference and are not that compound; most similar
        first, all of them.
    """

    likeness: Likeness
    published: str
    n_compounds: int
    n_rows: int
    n_shared: int
    n_rows_shared: int
    n_missing: int
    n_rows_missing: int
    others: tuple[CompoundMatch, ...] = ()

    @property
    def fraction(self) -> float:
        """Share of the rows whose compound has its like in the reference; 0 without rows."""
        return self.n_rows_shared / self.n_rows if self.n_rows else 0.0


@dataclass(frozen=True, slots=True)
class CompoundPair:
    """One pair of parts: the overlap at each likeness that could be measured, closest first.

    ``nearest`` are the smallest similarity to the reference among compounds of the evaluated part,
    the median and the largest; None where no fingerprints were compared.
    """

    pair: Pair
    overlaps: tuple[CompoundOverlap, ...]
    nearest: tuple[float, float, float] | None = None

    def at(self, likeness: Likeness) -> CompoundOverlap | None:
        """Return the overlap at a likeness, None where it was not measured."""
        return next((each for each in self.overlaps if each.likeness is likeness), None)


@dataclass(frozen=True, slots=True)
class CompoundFacts:
    """What is known of the compounds of a split.

    Attributes
    ----------
    threshold
        Tanimoto similarity from which compounds are neighbours.
    is_threshold_stated
        Whether the manifest states it.
    is_chemistry_available
        Whether RDKit is there; without it, nothing but names and InChIKeys was compared.
    n_compounds
        Single agents that occur in a part that is compared.
    n_with_structure, n_compared
        Those of which a structure is known, and those of which a fingerprint could be made.
    unreadable
        Compounds whose structure cannot be read, the first five; ``n_unreadable`` counts them.
    scaffold_source
        ``computed``, or the source of the file's own scaffolds; empty where there are none.
    pairs
        In the order of ``SplitFacts.pairs()``.
    """

    threshold: float
    is_threshold_stated: bool
    is_chemistry_available: bool
    n_compounds: int
    n_with_structure: int
    n_compared: int
    n_unreadable: int
    unreadable: tuple[str, ...]
    scaffold_source: str
    pairs: tuple[CompoundPair, ...]
    n_rows_of_combinations: int = 0
    """Rows of combinations, which were not compared here."""
