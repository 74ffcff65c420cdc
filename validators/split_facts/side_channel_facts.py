"""What is measured of cues beside the profile that give away the label or the effect."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelCue:
    """How well the library size of a row alone tells its condition.

    Attributes
    ----------
    part
        Position of the part.
    n_rows, n_labels
        Rows and conditions that were looked at; controls are one condition.
    n_bins
        Bins of library size, of equally many rows.
    accuracy
        Share of rows told right by the best rule there is from bins to conditions. It is exact, so
        it bounds whatever a model could make of the bins.
    majority
        Share of the commonest condition.
    chance
        Mean accuracy of the best rule once conditions are dealt out to the rows at random.
    bound
        Accuracy that chance does not reach: ``SIGMAS`` standard deviations above its mean.
    """

    part: int
    n_rows: int
    n_labels: int
    n_bins: int
    accuracy: float
    majority: float
    chance: float
    bound: float

    @property
    def gain(self) -> float:
        """Share of what chance leaves open that library size tells; 0 for nothing, 1 for all."""
        return (self.accuracy - self.chance) / (1 - self.chance) if self.chance < 1 else 0.0


@dataclass(frozen=True, slots=True)
class EffectCue:
    """How a number known of each condition goes along with the size of its effect.

    ``cue`` is ``rows`` or ``library_size``; ``correlation`` is Spearman's, between conditions;
    ``bound`` is the size that chance does not reach with so many conditions.
    """

    part: int
    cue: str
    n_conditions: int
    correlation: float
    bound: float


@dataclass(frozen=True, slots=True)
class SideChannelFacts:
    """Cues of the evaluated parts.

    Attributes
    ----------
    axis
        Axis whose values are the conditions.
    table, matrix
        Counts that were summed.
    problem
        Why cues could not be measured: ``no_conditions``, ``no_counts`` (values may come from
        counts, which the file does not hold) or ``not_counted`` (there is no matrix, or one without
        zeros, such as intensities); empty where they could.
    label_cues, effect_cues
        By part; a part that is too small for a statement has none.
    """

    axis: str = ""
    table: str = ""
    matrix: str = ""
    problem: str = ""
    label_cues: tuple[LabelCue, ...] = ()
    effect_cues: tuple[EffectCue, ...] = ()
