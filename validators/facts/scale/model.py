"""What is measured of sets of units and of links between scales."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Affected:
    """How many things something was seen of, with at most five of their names."""

    count: int = 0
    examples: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it was seen at all."""
        return self.count > 0


NONE_AFFECTED = Affected()


@dataclass(frozen=True, slots=True)
class UnitSetFacts:
    """The units of a set as the data have them.

    ``n_units`` counts different ids; None where they could not be read, and ``problem`` says why.
    ``n_missing`` are rows without an id.
    """

    unit_set_id: str
    pointer: str
    place: str = ""
    """Where the ids were read, such as ``column sample_id of obs``."""
    n_units: int | None = None
    n_missing: int = 0
    repeated: Affected = NONE_AFFECTED
    """Units that several rows have, where each row is a unit."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class WeightsFileFacts:
    """The table of weights beside the card."""

    path: str
    declared_sha256: str | None = None
    actual_sha256: str | None = None
    declared_rows: int | None = None
    actual_rows: int | None = None
    problem: str = ""
    """Why it could not be read; empty where it could."""


@dataclass(frozen=True, slots=True)
class WeightFacts:
    """The weights of the pairs of a link.

    Sums are over the pairs whose units are both known; ``off_by_source`` and ``off_by_target`` are
    linked units of that side whose weights do not sum to one.
    """

    not_finite: Affected = NONE_AFFECTED
    negative: Affected = NONE_AFFECTED
    above_one: Affected = NONE_AFFECTED
    fractional: Affected = NONE_AFFECTED
    """Neither 0 nor another whole number."""
    off_by_source: Affected = NONE_AFFECTED
    off_by_target: Affected = NONE_AFFECTED
    above_by_source: Affected = NONE_AFFECTED
    """Units of the source whose weights sum to more than one."""


@dataclass(frozen=True, slots=True)
class GroupCoverageFacts:
    """Coverage of one side within a level of a role."""

    role: str
    level: str
    side: str
    """``source`` or ``target``."""
    n_units: int
    n_linked: int


@dataclass(frozen=True, slots=True)
class ConservationFacts:
    """What is the same in sum on both sides, summed on both sides over linked units."""

    what: str
    source_total: float
    target_total: float
    off: Affected = NONE_AFFECTED
    """Units of the side that is summed to, whose own sum is another."""
    n_compared: int = 0


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """A link as the data have it.

    Where ``problem`` says why its pairs could not be found, nothing else is known but the file.
    Both units of a linked pair are known, and its weight, where it has one, is above zero.
    """

    link_id: str
    pointer: str
    how: str = ""
    """What the pairs were taken from, such as ``column sample_id of obs``."""
    problem: str = ""
    file: WeightsFileFacts | None = None
    n_pairs: int = 0
    n_source: int = 0
    n_source_linked: int = 0
    n_target: int = 0
    n_target_linked: int = 0
    unknown_sources: Affected = NONE_AFFECTED
    unknown_targets: Affected = NONE_AFFECTED
    """Different ids that pairs name and the set of that side does not have."""
    n_pairs_unknown_source: int = 0
    n_pairs_unknown_target: int = 0
    repeated_pairs: Affected = NONE_AFFECTED
    several_targets: Affected = NONE_AFFECTED
    """Units of the source with more than one partner."""
    several_sources: Affected = NONE_AFFECTED
    weights: WeightFacts | None = None
    groups: tuple[GroupCoverageFacts, ...] = ()
    conservation: ConservationFacts | None = None
    conservation_problem: str = ""
    """Why a conserved quantity could not be summed; empty also where one side has none of it."""

    @property
    def is_measured(self) -> bool:
        """Whether the pairs were found."""
        return not self.problem

    @property
    def source_coverage(self) -> float:
        """Share of the units of the source that are linked; 1 where there are none."""
        return self.n_source_linked / self.n_source if self.n_source else 1.0

    @property
    def target_coverage(self) -> float:
        """Share of the units of the target that are linked; 1 where there are none."""
        return self.n_target_linked / self.n_target if self.n_target else 1.0


@dataclass(frozen=True, slots=True)
class ScaleFacts:
    """Sets of units and links, in the order of the card."""

    unit_sets: tuple[UnitSetFacts, ...] = ()
    links: tuple[LinkFacts, ...] = ()
