"""The verdict on a claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a claim holds. Names are those of ``ClaimResult`` of the standard."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    NOT_IDENTIFIABLE = "not_identifiable"
    """It holds, and proves nothing: something else is new wherever this is."""
    NOT_CHECKED = "not_checked"


class Obstacle(StrEnum):
    """Why a claim could not be checked."""

    NOT_DIVIDED = "not divided"
    """Rows could not be assigned to parts."""
    INCOMPLETE = "incomplete"
    """The claim lacks something that it needs, such as a limit."""
    NO_PART = "no part"
    """It names a part that the manifest has not."""
    NO_REFERENCE = "no reference"
    """The manifest has no part for training to compare with."""
    ITSELF = "itself"
    """It compares a part with itself."""
    EMPTY_PART = "empty part"
    NO_AXIS = "no axis"
    """The data say nothing about the axis."""
    NOT_KNOWN = "not known"
    """Most rows have no value on the axis."""
    NO_NUMBERS = "no numbers"
    """The axis has an order, and its values could not be read as numbers."""
    NO_PLACES = "no places"
    """How near the parts come in space could not be judged."""
    ONE_VALUE = "one value"
    """All rows have the same value, or as good as all."""


MAX_COUNTER_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class CounterExample:
    """A value that breaks a claim, and its rows on either side."""

    level: str
    n_evaluated: int
    n_reference: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found about one claim, before it is put into words.

    Attributes
    ----------
    verdict, because
        Whether it holds, and why, in one sentence without a full stop.
    n_counter_levels, n_levels
        Values of the evaluated part that break it, and all of them.
    n_counter_rows, n_rows
        The same in rows of the evaluated part.
    counter_examples
        The values that break it, those with most rows first, at most five.
    qualifiers
        What must be said beside the verdict.
    obstacle
        Why it was not checked; None where it was.
    """

    verdict: Verdict
    because: str
    n_counter_levels: int = 0
    n_levels: int = 0
    n_counter_rows: int = 0
    n_rows: int = 0
    counter_examples: tuple[CounterExample, ...] = ()
    qualifiers: tuple[str, ...] = ()
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """A claim of a manifest, or one that it could make, and whether it holds.

    Attributes
    ----------
    claim
        The claim in words.
    axes
        Its axis, then those it is joint with.
    novelty
        As in ``Novelty`` of the standard.
    evaluated, reference
        Names of the part that is judged and of those it is compared with.
    said_by
        Code of the rule that reports a claim that does not hold; empty where it holds.
    pointer
        Place of the claim in the manifest; empty for a claim that it does not make.
    confounders
        Axes that are new wherever the claimed one is.

    All else as in :class:`Judgement`.
    """

    claim: str
    axes: tuple[str, ...]
    novelty: str
    evaluated: str
    reference: str
    verdict: Verdict
    because: str
    n_counter_levels: int = 0
    n_levels: int = 0
    n_counter_rows: int = 0
    n_rows: int = 0
    counter_examples: tuple[CounterExample, ...] = ()
    qualifiers: tuple[str, ...] = ()
    said_by: str = ""
    pointer: str = ""
    obstacle: Obstacle | None = None
    members_seen: int | None = None
    confounders: tuple[str, ...] = ()
