"""Whether a manifest holds together and fits the dataset that it divides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.structure_problem import StructureProblem

MAX_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many, and the first few. It is false where there are none."""

    count: int = 0
    total: int = 0
    examples: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return self.count > 0


class ManglingKind(StrEnum):
    """How names were spoilt on their way into the table of assignments."""

    WHITE_SPACE = "white_space"
    CASE = "case"
    DECIMAL_POINT = "decimal_point"
    LEADING_ZEROS = "leading_zeros"
    SUFFIX_LOST = "suffix_lost"
    SUFFIX_ADDED = "suffix_added"


@dataclass(frozen=True, slots=True)
class Mangling:
    """Keys that match nothing as they are, and match once a known mishap is undone.

    Attributes
    ----------
    column
        Column of the assignments.
    kind
        The mishap.
    keys
        How many keys of the column, with examples as ``5 for 005``.
    n_rows
        Rows of the dataset that they then match.
    is_ambiguous
        Whether some of them may mean several names, so that nobody can undo it from the table.
    """

    column: str
    kind: ManglingKind
    keys: Tally
    n_rows: int
    is_ambiguous: bool


@dataclass(frozen=True, slots=True)
class SizeDifference:
    """A size that the header states, and the one that was found."""

    pointer: str
    name: str
    declared: int
    actual: int


@dataclass(frozen=True, slots=True)
class DigestDifference:
    """A digest that the header states, and the one that was found."""

    declared: str
    actual: str


@dataclass(frozen=True, slots=True)
class ExclusionFit:
    """What an exclusion of the header is in the data.

    ``matched`` are the rows that it describes, ``assigned`` those of them that are in a part all
    the same; ``matched`` is None where it does not say which rows it means, or names ``absent``
    columns.
    """

    index: int
    reason: str
    declared: int | None
    matched: int | None
    assigned: Tally = Tally()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedRows:
    """Rows that are in all of some parts and in no other; ``controls`` of them are controls."""

    parts: tuple[str, ...]
    count: int
    controls: int


@dataclass(frozen=True, slots=True)
class IntegrityFacts:
    """Everything that can be wrong between header, assignments and dataset.

    Attributes
    ----------
    parse_problem, parse_line, structure, duplicate_keys
        As in :class:`aivc.splits.manifest.document.ManifestDocument`.
    table_path, table_problem
        The file of assignments, and why it cannot be read.
    n_table_rows
        Its rows; 0 where it cannot be read.
    absent_keys
        Columns of the assignments that the dataset does not have.
    rows_without_key, rows_without_part
        Rows of the assignments that say nothing.
    unknown_keys
        Distinct keys that no row of the dataset has, those in ``manglings`` aside.
    repeated_keys
        Distinct keys that are listed more than once for one part.
    ambiguous_names
        Names in ``observation_id`` that several rows of the dataset have.
    manglings
        Keys that match only once a mishap is undone.
    missing_rows
        Rows of the dataset in no part that no exclusion covers, those in ``manglings`` aside.
    rows_in_several
        Rows of the dataset in more than one part.
    controls_in_several
        How many of these are negative controls.
    shared_between
        Which parts share rows, and how many; most first.
    undeclared_parts
        Parts that the assignments name and the header does not, with their rows of the table.
    repeated_parts
        Names that the header gives to two parts.
    empty_parts
        Parts that the header declares and no row of the assignments names.
    sizes
        Sizes that the header states otherwise than they are.
    exclusions
        What each exclusion is in the data.
    actual_table_digest, actual_observations_digest
        Digests of the file of assignments and of the names of the dataset; the latter is empty
        where the header neither states it nor must.
    table_digest, observations_digest
        Where the header states another digest than that of the file, or of the dataset; None where
        they agree or nothing is stated.
    absent_columns
        Groups and strata that the header names and obs does not have, with their JSON pointers.
    other_tables
        Rows of the assignments that are about another table of the container than the one that is
        divided, with the names of these tables.
    """

    parse_problem: str = ""
    parse_line: int = 0
    structure: tuple[StructureProblem, ...] = ()
    duplicate_keys: tuple[str, ...] = ()
    table_path: str = ""
    table_problem: str = ""
    n_table_rows: int = 0
    absent_keys: tuple[str, ...] = ()
    rows_without_key: int = 0
    rows_without_part: int = 0
    unknown_keys: Tally = Tally()
    repeated_keys: Tally = Tally()
    ambiguous_names: Tally = Tally()
    manglings: tuple[Mangling, ...] = ()
    missing_rows: Tally = Tally()
    rows_in_several: Tally = Tally()
    controls_in_several: int = 0
    shared_between: tuple[SharedRows, ...] = ()
    undeclared_parts: tuple[tuple[str, int], ...] = ()
    repeated_parts: tuple[str, ...] = ()
    empty_parts: tuple[str, ...] = ()
    sizes: tuple[SizeDifference, ...] = ()
    exclusions: tuple[ExclusionFit, ...] = ()
    actual_table_digest: str = ""
    actual_observations_digest: str = ""
    table_digest: DigestDifference | None = None
    observations_digest: DigestDifference | None = None
    absent_columns: tuple[tuple[str, str], ...] = ()
    other_tables: Tally = Tally()
