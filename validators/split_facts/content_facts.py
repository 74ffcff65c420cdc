"""What rows of two parts hold in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Copies:
    """Rows of the evaluated part that have a copy in the reference part.

    ``examples`` are names of at most five of them, each with the name of a row that it is a copy
    of.
    """

    count: int = 0
    examples: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.count > 0


NO_COPIES = Copies()


@dataclass(frozen=True, slots=True)
class NearTest:
    """Whether noisy copies can be told from look-alikes in a pair of parts.

    Attributes
    ----------
    look_alike_rate
        Share of the bins of a sketch in which rows that have nothing to do with one another match.
    needed
        Share of the bins in which a pair must match to be taken for a copy; above 1 where none can.
    recall
        Share that would be found of copies planted in the data, by the share of counts that they
        keep: .9, .7 and .5.
    """

    look_alike_rate: float
    needed: float
    recall: tuple[float, ...]

    @property
    def tells(self) -> bool:
        """Whether most copies that keep 70 % of their counts would be found."""
        return self.recall[1] >= MOST


MOST = 0.5


@dataclass(frozen=True, slots=True)
class PairContent:
    """What two parts hold in common in one matrix.

    Attributes
    ----------
    evaluated, reference
        Positions in ``SplitFacts.parts``.
    n_rows
        Rows of the evaluated part that are not empty.
    exact
        Rows that hold exactly what a row of the reference part holds.
    rescaled
        Rows that are zero exactly where a row of the reference part is, with other numbers: a copy
        that was normalised, logged, rounded or counted anew. Rows of ``exact`` are not among them.
    near
        Noisy copies: re-sequenced or thinned. Those of ``exact`` and ``rescaled`` are not among
        them.
    n_undecided
        Rows that equal one of the reference part and hold too little to be called copies.
    near_test
        Whether ``near`` could be looked for; None where one of the parts has no rows.
    """

    evaluated: int
    reference: int
    n_rows: int
    exact: Copies = NO_COPIES
    rescaled: Copies = NO_COPIES
    near: Copies = NO_COPIES
    n_undecided: int = 0
    near_test: NearTest | None = None


@dataclass(frozen=True, slots=True)
class MatrixContent:
    """One matrix, and what pairs of parts share in it."""

    table: str
    matrix: str
    n_rows: int
    n_features: int
    pairs: tuple[PairContent, ...]


@dataclass(frozen=True, slots=True)
class CorpusOverlap:
    """Rows of an evaluated part that are in a corpus.

    Attributes
    ----------
    corpus_id
        Name of the corpus, as in the manifest or the path that was given.
    pointer
        Where the manifest names it; empty where it does not.
    path
        Its fingerprint.
    part
        Position in ``SplitFacts.parts``; -1 where ``problem`` is said of the corpus as a whole.
    n_rows
        Rows of the part that could be compared.
    n_found
        Rows that were found in the fingerprint, noisy copies included.
    estimate, low, high
        Rows of the part that are in the corpus, with 95 % bounds, where the fingerprint holds a
        sample.
    n_near
        Rows among those that are noisy copies only.
    examples
        Names of rows that were found.
    may_overlap
        Whether the manifest allows it.
    problem
        Why the corpus could not be compared; empty where it could.
    """

    corpus_id: str
    pointer: str
    path: str
    part: int = -1
    n_rows: int = 0
    n_found: int = 0
    estimate: float = 0.0
    low: float = 0.0
    high: float = 0.0
    n_near: int = 0
    examples: tuple[str, ...] = ()
    may_overlap: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """Copies of rows across parts, and in corpora.

    ``unreadable`` names matrices that could not be compared, with the reason.
    """

    matrices: tuple[MatrixContent, ...] = ()
    corpora: tuple[CorpusOverlap, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
