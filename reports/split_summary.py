"""What a report says of a split beside its findings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part and its rows."""

    name: str
    role: str
    n_rows: int
    n_controls: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim, its verdict and why; ``result`` as in ``ClaimResult`` of the standard."""

    text: str
    result: str
    because: str
    counter_examples: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OverlapLine:
    """What a part shares with an earlier one on an axis, or on several together.

    ``sharing`` as in ``Sharing`` of the standard.
    """

    axes: tuple[str, ...]
    part: str
    against: str
    n_values: int
    n_shared: int
    n_rows: int
    n_rows_shared: int
    published_name: str = ""
    sharing: str = ""

    @property
    def fraction(self) -> float | None:
        """Share of the rows of the part whose value the other has too; None where it has none."""
        return self.n_rows_shared / self.n_rows if self.n_rows else None


@dataclass(frozen=True, slots=True)
class AxisLine:
    """Where the values of an axis were read; ``source`` as in ``AxisSource`` of the standard."""

    axis: str
    columns: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class MergeLine:
    """Labels that were taken for one thing, and why."""

    axis: str
    canonical: str
    labels: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """Labels of which it could not be decided what they name."""

    axis: str
    kind: str
    labels: tuple[str, ...]
    count: int
    detail: str


@dataclass(frozen=True, slots=True)
class SplitSummary:
    """The audit of one split.

    Attributes
    ----------
    manifest_path
        The manifest, as it was given.
    manifest_sha256
        SHA-256 of its text; empty where it could not be read.
    parts
        In the order of the manifest.
    claims
        The verdict on each claim, for each pair of parts.
    supported
        The largest claims that the split supports.
    overlaps
        For every pair of parts and every axis.
    axes
        Where each axis was read.
    controls
        In words, by what controls were recognised.
    merges, doubts
        What was taken for one thing, and what could not be decided.
    notes
        Further sentences, such as how many members of combinations were seen.
    """

    manifest_path: str
    manifest_sha256: str = ""
    parts: tuple[PartLine, ...] = ()
    claims: tuple[ClaimLine, ...] = ()
    supported: tuple[ClaimLine, ...] = ()
    overlaps: tuple[OverlapLine, ...] = ()
    axes: tuple[AxisLine, ...] = ()
    controls: tuple[str, ...] = ()
    merges: tuple[MergeLine, ...] = ()
    doubts: tuple[DoubtLine, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def shared_axes(self) -> tuple[tuple[str, ...], ...]:
        """Every axis, and every joint of axes, that is compared, in the order of the overlaps."""
        return tuple(dict.fromkeys(line.axes for line in self.overlaps))

    @property
    def shared_rows(self) -> tuple[tuple[str, tuple[OverlapLine | None, ...]], ...]:
        """For each pair of parts its name, and what is shared on each of ``shared_axes``."""
        by_place = {(line.part, line.against, line.axes): line for line in self.overlaps}
        pairs = dict.fromkeys((line.part, line.against) for line in self.overlaps)
        return tuple(
            (
                f"{part} against {against}",
                tuple(by_place.get((part, against, axes)) for axes in self.shared_axes),
            )
            for part, against in pairs
        )
