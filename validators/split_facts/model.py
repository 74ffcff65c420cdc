"""The facts of a split: rows counted by the value of each axis and by part.

All parts are in the order of the manifest. A part of the facts that was not measured is None; rules
that need it are then not run, and the report says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.splits.axes import AXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import SplitManifest
    from aivc.splits.identity.model import Resolution
    from aivc.splits.manifest.integrity import IntegrityFacts
    from aivc.validators.split_facts.compound_facts import CompoundFacts
    from aivc.validators.split_facts.content_facts import ContentFacts
    from aivc.validators.split_facts.control_facts import ControlFacts
    from aivc.validators.split_facts.fitting_facts import FittingFacts
    from aivc.validators.split_facts.pairing_facts import PairingFacts
    from aivc.validators.split_facts.side_channel_facts import SideChannelFacts
    from aivc.validators.split_facts.space_facts import SpaceFacts

ORDER = ("training", "validation", "calibration", "test", "external_test")
"""Roles of parts that are compared. Of a pair, the later one is judged against the earlier one."""


@dataclass(frozen=True, slots=True)
class PartFacts:
    """One part of the split."""

    name: str
    role: str
    n_rows: int
    n_controls: int

    @property
    def is_compared(self) -> bool:
        """Whether leaks into or out of this part count; excluded and buffer rows are nowhere."""
        return self.role in ORDER


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts: the one that is judged, and the one it is judged against.

    ``evaluated`` and ``reference`` are positions in ``SplitFacts.parts``.
    """

    evaluated: int
    reference: int


@dataclass(frozen=True, slots=True)
class AxisFacts:
    """Rows counted by the value on an axis, or on several together, and by part.

    Attributes
    ----------
    axes
        Names of the axes; several for a joint.
    levels
        Positions of the level on each axis, shape (n_levels, n_axes); for one axis 0, 1, 2, ...
    names
        Names of the levels of each of ``axes``: ``names[k][levels[i, k]]``.
    treated, controls
        Rows that are not, and that are, negative controls; shape (n_levels, n_parts), int64.
    n_missing
        Rows without a value that could have one, by part, shape (n_parts,). Controls have no value
        on an axis of interventions and are not counted.
    first_rows
        Position in the file of one row of each level in each part, -1 where there is none; shape
        (n_levels, n_parts).
    columns, source, numbers, unit, members, resolution
        As in :class:`aivc.splits.observations.AxisKeys`; of a single axis only.
    unlisted_levels, unlisted_rows
        On an axis with very many values (such as cells), those of a single part are counted here
        and not listed: values, and their rows, by part, shape (n_parts,); None where all are.
    repeated
        How many of the treated rows, and of the controls, are in another part as well, shape
        (n_levels, n_parts, 2); None where no row is. What is shared because of them alone is one
        fault of the assignments and not one of each axis.
    """

    axes: tuple[str, ...]
    levels: NDArray[np.int64]
    names: tuple[tuple[str, ...], ...]
    treated: NDArray[np.int64]
    controls: NDArray[np.int64]
    n_missing: NDArray[np.int64]
    first_rows: NDArray[np.int64]
    columns: tuple[str, ...] = ()
    source: str = ""
    numbers: NDArray[np.float64] | None = None
    unit: str = ""
    members: tuple[tuple[str, ...], ...] = ()
    resolution: Resolution | None = None
    unlisted_levels: NDArray[np.int64] | None = None
    unlisted_rows: NDArray[np.int64] | None = None
    repeated: NDArray[np.int64] | None = None

    @property
    def n_levels(self) -> int:
        """Distinct values that occur."""
        return len(self.levels)

    def name_of(self, level: int) -> str:
        """Return a level as text, parts joined by `` | ``."""
        return " | ".join(
            names[code] for names, code in zip(self.names, self.levels[level], strict=True)
        )

    @property
    def rows(self) -> NDArray[np.int64]:
        """All rows, controls included, shape (n_levels, n_parts)."""
        return self.treated + self.controls


@dataclass(frozen=True, slots=True)
class Association:
    """How two axes lie across one another, over all compared parts, controls left out.

    ``n_left_in_one`` of ``n_left`` values of the left axis occur with a single value of the right
    one, and the other way round.
    """

    left: str
    right: str
    n_left: int
    n_left_in_one: int
    n_right: int
    n_right_in_one: int


@dataclass(frozen=True, slots=True)
class SplitFacts:
    """Everything that rules may look at about a split.

    Attributes
    ----------
    manifest
        The header, as far as it can be read.
    raw
        The header as plain data; None where it cannot be parsed.
    path
        File of the manifest.
    integrity
        Whether header and assignments hold together and fit the dataset.
    parts
        The parts.
    axes
        By name, in the order of ``AXES``.
    joints
        By the names of the axes, sorted as in ``AXES``; ask :meth:`joint`, which takes them in any
        order. Agent with cell line, cell type, dose and time, and those that claims name, are there
        where the axes are; target takes the place of agent where no agent is known.
    associations
        For each axis that is claimed or kept whole, with every other axis.
    absent
        Axes that are bound and cannot be used, with the reason.
    content_digest
        Digest of the content of the dataset, measured at level full where the manifest states one;
        else empty.
    """

    manifest: SplitManifest
    raw: Any
    path: str
    integrity: IntegrityFacts
    parts: tuple[PartFacts, ...] = ()
    axes: Mapping[str, AxisFacts] = field(default_factory=lambda: MappingProxyType({}))
    joints: Mapping[tuple[str, ...], AxisFacts] = field(
        default_factory=lambda: MappingProxyType({})
    )
    associations: Mapping[tuple[str, str], Association] = field(
        default_factory=lambda: MappingProxyType({})
    )
    absent: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    content_digest: str = ""
    control_sources: tuple[str, ...] = ()
    row_examples: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    """Names of the rows that ``first_rows`` of the axes name, where they were read."""
    controls: ControlFacts | None = None
    compounds: CompoundFacts | None = None
    space: SpaceFacts | None = None
    pairing: PairingFacts | None = None
    fitting: FittingFacts | None = None
    side_channels: SideChannelFacts | None = None
    content: ContentFacts | None = None
    """Duplicates and overlap with corpora; only at level full."""

    @property
    def is_divided(self) -> bool:
        """Whether rows could be assigned to parts at all."""
        return bool(self.parts)

    def pairs(self) -> Iterator[Pair]:
        """Yield every pair of parts that is compared, validation and test included.

        Parts of one role, such as two tests, are not compared: neither is learned from.
        """
        compared = [k for k, part in enumerate(self.parts) if part.is_compared]
        for evaluated in compared:
            for reference in compared:
                mine, other = self.parts[evaluated].role, self.parts[reference].role
                are_tests = {mine, other} == {"test", "external_test"}
                if ORDER.index(other) < ORDER.index(mine) and not are_tests:
                    yield Pair(evaluated, reference)

    def joint(self, *axes: str) -> AxisFacts | None:
        """Return what was counted on several axes together, named in any order; one alone too."""
        if len(set(axes)) == 1:
            return self.axes.get(axes[0])
        return self.joints.get(tuple(sorted(set(axes), key=list(AXES).index)))

    def part_named(self, name: str) -> int | None:
        """Return the position of the part of this name, None where there is none."""
        return next((k for k, part in enumerate(self.parts) if part.name == name), None)
