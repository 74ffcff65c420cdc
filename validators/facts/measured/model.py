"""What was found out about single operators: files they name, groups of rows, paired tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


CARRIER, REFERENCE, BLANK = "carrier_channel", "reference_channel", "blank_channels"

KINDS = {CARRIER: "carrier", REFERENCE: "reference_channel", BLANK: "empty"}
"""The kind of control that the rows of a channel are."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that an operator names, as found beside the card."""

    pointer: str
    path: str
    declared_sha256: str | None = None
    actual_sha256: str | None = None
    """Known once the whole file was read."""
    problem: str = ""
    """Why it could not be read; empty where it could, as far as it was read."""


@dataclass(frozen=True, slots=True)
class FragmentScan:
    """Every line of a file of fragments.

    Rows with another number of columns than the first are ``n_malformed`` and counted nowhere else.
    Cells are rows of the table that the operator measured, or of those it is paired with.
    """

    n_fragments: int
    n_malformed: int = 0
    malformed_examples: tuple[str, ...] = ()
    n_backward: int = 0
    """Fragments that do not end behind their start, or start below zero."""
    backward_examples: tuple[str, ...] = ()
    n_without_reads: int = 0
    """Fragments that no read supports."""
    unsorted_at: str = ""
    """The first fragment that lies before the one above it; empty where there is none."""
    chromosomes: Mapping[str, int] = field(default_factory=dict)
    """Fragments of each, in the order of the file."""
    median_length: float = float("nan")
    n_cells: int = 0
    n_cells_found: int = 0
    absent_cells: tuple[str, ...] = ()
    """Names of the first five cells that no fragment belongs to."""
    n_in_cells: int = 0
    """Fragments that belong to a cell."""
    barcodes: tuple[str, ...] = ()
    """The first five barcodes of the file."""


@dataclass(frozen=True, slots=True)
class FragmentsFacts:
    """The fragments of a SingleCellATAC operator."""

    operator: str
    file: NamedFile
    is_compressed: bool = False
    is_blocked: bool = False
    """Whether it is compressed in blocks (bgzip), so that a part of it can be read."""
    index: str = ""
    """Name of the index beside it; empty where there is none."""
    scan: FragmentScan | None = None
    """None where only its beginning was read."""
    cells_problem: str = ""
    """Why fragments were compared with no cells, where they were read; empty where they were."""


@dataclass(frozen=True, slots=True)
class PeakSetFacts:
    """The intervals of the file of peaks that a SingleCellATAC operator names."""

    operator: str
    file: NamedFile
    intervals: frozenset[tuple[str, int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class PairedRows:
    """Rows of the tables of two operators that are said to have measured the same cells."""

    pointer: str
    """Of the operator that names the other one."""
    table: str
    other_table: str
    n_rows: int
    n_other_rows: int
    n_shared: int
    alone: tuple[str, ...] = ()
    """Names of the first five rows of the table that the other one lacks."""
    other_names: tuple[str, ...] = ()
    """Names of the first five rows of the other one, where none is shared."""


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A matrix summed over the rows of each sample or condition of the card.

    ``sums`` and ``n_missing`` have shape (n_groups, n_columns); missing are NaN. Rows that belong
    to none or to several are in no group.
    """

    role: str
    groups: tuple[str, ...]
    n_rows: NDArray[np.int64]
    sums: NDArray[np.float64]
    n_missing: NDArray[np.int64]

    def means(self) -> NDArray[np.float64]:
        """Mean of each column in each group over what is not missing; NaN where nothing is."""
        import numpy as np

        known = self.n_rows[:, np.newaxis] - self.n_missing
        means: NDArray[np.float64] = np.full(self.sums.shape, np.nan)
        np.divide(self.sums, known, out=means, where=known > 0)
        return means


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """The rows of a channel of isobaric labels that the card gives a role.

    ``slot`` is ``carrier_channel``, ``reference_channel`` or ``blank_channels``; ``column`` the
    column of obs that holds its name, empty where none does; ``kinds`` counts its rows by the
    kind of control that their condition is, ``""`` where it is none.
    """

    slot: str
    channel: str
    column: str = ""
    n_rows: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetTotals:
    """Totals of the rows of one set of isobaric labels; NaN where it has no such row.

    ``cell`` and ``carrier`` are medians, ``blank`` is the smallest.
    """

    name: str
    cell: float
    carrier: float
    blank: float


@dataclass(frozen=True, slots=True)
class LabelledFacts:
    """Channels of a SingleCellProteomics operator in one of its tables."""

    operator: str
    table: str
    matrix: str
    channels: tuple[ChannelFacts, ...]
    has_conditions: bool
    """Whether rows are assigned to conditions at all."""
    sets: tuple[SetTotals, ...] = ()
    """Only at level full, and of linear intensities."""


@dataclass(frozen=True, slots=True)
class MeasuredFacts:
    """What was found out about single operators."""

    fragments: tuple[FragmentsFacts, ...] = ()
    peak_sets: tuple[PeakSetFacts, ...] = ()
    pairs: tuple[PairedRows, ...] = ()
    groups: Mapping[str, GroupFacts] = field(default_factory=dict)
    """By path of the matrix in the file; only what an operator needs, at level full."""
    labelled: tuple[LabelledFacts, ...] = ()
