"""What is measured from a dataset before any rule runs.

Facts are plain values. A part that was not measured, because the level is too shallow or the bytes
could not be read, is None; the engine then does not run the rules that need it and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.structure import StructureProblem
    from aivc.storage.model import ColumnInfo, MatrixEncoding, SpatialElement, StorageProblem
    from aivc.validators.facts.evaluation.model import EvaluationFacts
    from aivc.validators.facts.feature_sets import FeatureSetFacts
    from aivc.validators.facts.images.model import ImagingFacts
    from aivc.validators.facts.measured.model import MeasuredFacts
    from aivc.validators.facts.predictions.model import PredictionFacts
    from aivc.validators.facts.scale.model import ScaleFacts
    from aivc.validators.split_facts.model import SplitFacts


@dataclass(frozen=True, slots=True)
class CardSource:
    """One place where a card was found: ``explicit``, ``sidecar`` or ``embedded``.

    ``digest`` is the SHA-256 of what the card says, as canonical JSON, so that the same card as
    YAML and as JSON has one digest; of its text where it cannot be parsed. ``text_sha256`` is that
    of the text.
    """

    origin: str
    path: str
    digest: str
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class CardTableFacts:
    """A table that the card names, such as ``conditions_table``, as found beside the card."""

    slot: str
    path: str
    declared_sha256: str | None
    actual_sha256: str | None
    declared_rows: int | None
    actual_rows: int | None
    problem: str = ""
    """Why it could not be read; empty where it could."""
    unknown_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The card as text: where it was found, whether it parses, and whether its structure holds."""

    sources: tuple[CardSource, ...]
    parse_problem: str = ""
    parse_line: int = 0
    structure: tuple[StructureProblem, ...] = ()
    schema_version: str = ""
    duplicate_keys: tuple[str, ...] = ()
    tables: tuple[CardTableFacts, ...] = ()
    feature_sets: tuple[FeatureSetFacts, ...] = ()
    """Files of gene sets that readouts name."""
    raw: Any = None
    """The card as plain data, for rules about its text; None where there is none."""

    @property
    def is_present(self) -> bool:
        """Whether a card was found at all."""
        return bool(self.sources)


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """One column of obs or var, counted.

    ``counts`` has one entry per category, in the order of ``categories``; ``first_rows`` the
    position of the first row of each (-1 where there is none). ``numbers`` is the numeric value
    of each category for numeric columns.

    Of a column of very many labels, such as a barcode or a sum of counts, only some are listed: the
    commonest, and of numbers also the smallest and the largest.
    """

    info: ColumnInfo
    categories: tuple[str, ...]
    counts: NDArray[np.int64]
    first_rows: NDArray[np.int64]
    n_missing: int
    numbers: NDArray[np.float64] | None = None
    n_unlisted_levels: int = 0
    """Labels that are not in ``categories``, because there are too many."""
    n_unlisted_rows: int = 0
    """Rows that have one of them."""

    @property
    def n_rows(self) -> int:
        """Rows, missing ones included."""
        return int(self.counts.sum()) + self.n_missing + self.n_unlisted_rows

    @property
    def used(self) -> tuple[str, ...]:
        """The categories that at least one row has."""
        return tuple(c for c, n in zip(self.categories, self.counts, strict=True) if n)

    def count_of(self, label: str) -> int:
        """Rows with this label."""
        return int(self.counts[self.categories.index(label)]) if label in self.categories else 0


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """The row names of obs or var."""

    n_rows: int
    n_duplicated: int
    """Rows whose name another row before them has."""
    duplicated_examples: tuple[str, ...] = ()
    n_empty: int = 0
    n_integer_like: int = 0
    """Names that are whole numbers, as a table without row names leaves them."""
    largest_number: int = -1
    """The largest of them; -1 where there is none."""
    n_padded: int = 0
    """Names with white space at either end."""
    padded_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """obs or var: names of rows, and columns."""

    index: IndexFacts
    columns: Mapping[str, ColumnFacts]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Columns that could not be read, with the reason."""
    names: tuple[str, ...] | None = None
    """All row names; kept for var only."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How often something was seen in a matrix, with the rows of the first five."""

    count: int = 0
    rows: tuple[int, ...] = ()
    row_names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it was seen at all."""
        return self.count > 0


NOTHING_SEEN = Occurrence()


@dataclass(frozen=True, slots=True)
class MatrixFacts:
    """One pass over one matrix.

    ``n_values`` are the stored values. ``row_sums`` and ``row_stored`` have shape (n_rows,),
    ``column_sums`` and ``column_nonzero`` shape (n_columns,). ``row_hashes`` has shape (n_rows,),
    uint64: a sum over (column, value) that does not depend on the order of entries, explicit zeros
    or dtype; rows of equal content have equal hashes. Columns are known by name where they have
    names, so that hashes of two files can be compared.

    What is there for each row is kept for ``X``, ``raw/X`` and layers; for ``obsm`` the arrays over
    rows have shape (0,) and rows are not compared. Sums are over finite values.

    ``unsorted_rows``, ``repeated_entries`` and ``out_of_range`` name columns, not rows, of a matrix
    that is stored by columns (CSC).
    """

    n_values: int
    nan: Occurrence
    infinite: Occurrence
    negative: Occurrence
    fractional: Occurrence
    """Values that are not whole numbers."""
    smallest: float
    largest: float
    """Over finite values, implicit zeros of a sparse matrix included."""
    n_zeros_stored: int
    unsorted_rows: Occurrence
    repeated_entries: Occurrence
    out_of_range: Occurrence
    empty_rows: Occurrence
    """Rows without a single non-zero value."""
    empty_columns: Occurrence
    duplicated_rows: Occurrence
    """Non-empty rows whose content another row before them has."""
    duplicate_groups: tuple[tuple[str, ...], ...]
    """Row names of the first five groups of equal rows."""
    row_sums: NDArray[np.float64]
    row_stored: NDArray[np.integer[Any]]
    column_sums: NDArray[np.float64]
    column_nonzero: NDArray[np.int64]
    row_hashes: NDArray[np.uint64]
    looks_like: str
    """What a sample of rows looks like: ``counts``, ``normalized_counts`` (counts scaled by a
    factor per row), ``log_normalized`` (logarithm of that), ``scaled``, ``fraction``, ``binary``,
    ``continuous`` or ``empty``."""
    looks_like_share: float
    """Share of sampled rows that fit it."""
    recovered_scale: float
    """Depth to which rows were normalised, where it is the same for all; NaN otherwise."""
    log_base: str = ""
    """``e``, ``2`` or ``10`` where a matrix looks log-normalised: log(x + 1) to that base."""
    n_sampled: int = 0
    """Rows of the sample."""
    column_missing: NDArray[np.int32] | None = None
    """NaN of each column, shape (n_columns,); None where there are none."""


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """How one matrix of a table follows from another, from a sample of rows."""

    source: str
    target: str
    n_rows: int
    relation: str
    """``equal``, ``scaled``, ``log_scaled``, ``subset_scaled`` (scaled, with or without a
    logarithm, by a factor per row that is not that of its sum: only some columns of the source went
    into the depth, or factors of another making), ``ordered`` (in each row the larger of two
    numbers of the source is the larger in the target), or ``none``."""
    share: float
    """Share of sampled rows that fit the relation best."""
    log_base: str = ""
    """``e``, ``2`` or ``10`` where a logarithm of x + 1 was taken."""
    depth: float = float("nan")
    """Depth to which all rows were brought; NaN where it is not the same for all."""
    n_shared_columns: int = 0
    """Columns that both matrices have."""


@dataclass(frozen=True, slots=True)
class MatrixHeader:
    """What the header says about a matrix."""

    name: str
    path: str
    encoding: MatrixEncoding
    shape: tuple[int, int]
    dtype: str
    n_stored: int


@dataclass(frozen=True, slots=True)
class TableFacts:
    """One observations x features table."""

    name: str
    n_obs: int
    n_var: int
    obs_columns: tuple[ColumnInfo, ...]
    var_columns: tuple[ColumnInfo, ...]
    matrices: tuple[MatrixHeader, ...]
    """``X``, ``raw/X``, ``layers/*`` and two-dimensional numeric ``obsm/*``."""
    uns_keys: tuple[str, ...]
    attributes: Mapping[str, Any]
    uns: Mapping[str, Any]
    """Small uns entries as plain values."""
    obs: FrameFacts | None = None
    var: FrameFacts | None = None
    raw_var: FrameFacts | None = None
    scans: Mapping[str, MatrixFacts] = field(default_factory=dict)
    """By matrix name; only what was scanned."""
    relations: tuple[RelationFacts, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Matrices that could not be read, with the reason."""

    def path_of(self, matrix: str) -> str:
        """Return the path in the file of a matrix, as a card writes it."""
        return f"{self.name}/{matrix}" if self.name else matrix


@dataclass(frozen=True, slots=True)
class RoleColumns:
    """The columns that play a role, and what the rows hold in them.

    ``levels`` are the distinct keys that occur, as tuples of labels in the order of ``columns``;
    ``counts`` the rows of each; ``n_missing`` the rows in which any part of the key is missing.
    """

    role: str
    table: str
    columns: tuple[str, ...]
    is_bound: bool
    """Whether the card binds the role; otherwise a standard column name was found."""
    absent: tuple[str, ...] = ()
    """Columns that the binding names and the file does not have."""
    levels: tuple[tuple[str, ...], ...] = ()
    counts: NDArray[np.int64] | None = None
    n_missing: int = 0
    derived_from: str = ""
    """Where no column plays the role itself: ``matches`` (levels are identifiers of entities whose
    ``matches`` fit) or the role through which the card tells it, such as ``sample`` for the donor.
    ``columns`` are then those that decide."""

    def names(self) -> tuple[str, ...]:
        """Return each level as one text, parts joined by `` | ``."""
        return tuple(" | ".join(level) for level in self.levels)


@dataclass(frozen=True, slots=True)
class Contingency:
    """Rows counted by the levels of two keys, sparse.

    Entry k says that ``counts[k]`` rows have level ``left[k]`` of the first key and ``right[k]``
    of the second. Rows in which either key is missing are in ``n_missing``.
    """

    left_names: tuple[str, ...]
    right_names: tuple[str, ...]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    counts: NDArray[np.int64]
    n_missing: int = 0


@dataclass(frozen=True, slots=True)
class EntityRows:
    """Rows of the file that belong to one sample, condition, plate, ... of the card."""

    entity_id: str
    n_rows: int
    example_rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Rows assigned to the entities of one kind, by standard key or by ``matches``."""

    role: str
    entities: tuple[EntityRows, ...]
    """In the order of the card; an entity that no row belongs to has ``n_rows`` 0."""
    n_unassigned: int = 0
    unassigned_examples: tuple[str, ...] = ()
    """Keys (not row names) that no entity claims, commonest first, at most five."""
    n_ambiguous: int = 0
    ambiguous_examples: tuple[str, ...] = ()
    impossible_columns: tuple[str, ...] = ()
    """Columns named by ``matches`` that the file does not have."""


@dataclass(frozen=True, slots=True)
class DesignFacts:
    """Which rows are observations of what, as the card binds them.

    ``by_condition[roles]`` counts rows by condition (names are condition ids of the card) and by
    the joint levels of ``roles``; it is there for every single role that the file has and for every
    ``matched_on`` of a control. ``pairs[(a, b)]`` counts rows by the levels of two roles, a < b.
    """

    roles: Mapping[str, RoleColumns]
    assignments: Mapping[str, Assignment]
    """Keys: ``sample``, ``condition``, ``donor``, ``plate``, ``batch``, ``site``."""
    by_condition: Mapping[tuple[str, ...], Contingency]
    pairs: Mapping[tuple[str, str], Contingency]
    n_rows: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The container."""

    path: Path
    kind: str
    encoding_version: str
    byte_size: int
    problems: tuple[StorageProblem, ...]
    elements: tuple[SpatialElement, ...]
    digest: str | None = None
    """``sha256:`` of the bytes of a file, ``sha256-tree:`` of a store; only at level full."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that rules may look at beside the card."""

    file: FileFacts
    card: CardFacts
    tables: Mapping[str, TableFacts]
    design: DesignFacts | None = None
    shared_obs: FrameFacts | None = None
    """The obs over all modalities of a MuData."""
    split: SplitFacts | None = None
    """How a manifest divides the dataset; None where none is audited."""
    scale: ScaleFacts | None = None
    """Units and links as the data have them; None where the card has none, or none was read."""
    measured: MeasuredFacts | None = None
    """What single operators name and group; None where the level does not allow to look."""
    imaging: ImagingFacts | None = None
    """Images, transcripts and places; None where they were not asked for."""
    predictions: PredictionFacts | None = None
    """Answers of a predictor; None where the input is no file of predictions."""
    evaluation: EvaluationFacts | None = None
    """A report of an evaluation; None where the input is none."""

    @property
    def given(self) -> frozenset[str]:
        """What was given beside the input, so that more rules can look."""
        for facts in (self.predictions, self.evaluation):
            if facts is not None:
                return facts.given
        return frozenset()

    def table(self, name: str = "") -> TableFacts | None:
        """Return the table of this name."""
        return self.tables.get(name)

    def resolve(self, path_in_file: str) -> tuple[TableFacts, MatrixHeader] | None:
        """Return the table and the matrix at a path such as ``mod/rna/X``, or None."""
        for table in self.tables.values():
            for matrix in table.matrices:
                if table.path_of(matrix.name) == path_in_file:
                    return table, matrix
        return None
