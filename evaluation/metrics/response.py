"""Known changes of a prediction, and what may become of a metric under them."""

from __future__ import annotations

from enum import StrEnum


class Change(StrEnum):
    """A change of a rough prediction, one that knows the truth up to noise."""

    PERFECT = "the truth itself"
    NEUTRAL = "nothing known of any row"
    SAME_FOR_ALL = "the same for all rows, their mean"
    PERMUTED = "the answers of other rows"
    HALVED = "all effects halved"
    TRIPLED = "all effects tripled"
    MIXED = "mixed half and half with the mean of all rows"
    THINNED = "three times as noisy"
    MIRRORED = "the opposite of the truth"
    ONE_MISSING = "one row missing"
    ALL_MISSING = "no row answered"


class Outcome(StrEnum):
    """What becomes of the value, compared with that of the rough prediction."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    BEST = "best value"
    NO_SKILL = "value without skill"
    WORST = "worst value"
    FREE = "either way"
    """Nothing is claimed, because it depends on the data."""
