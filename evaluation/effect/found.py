"""What was found of the effects of treatments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.storage.errors import MissingElementError

if TYPE_CHECKING:
    from aivc.evaluation.task import Space


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect with its interval and p."""

    value: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class FeatureEffect:
    """The effect of a treatment on one outcome.

    Attributes
    ----------
    within
        Within blocks.
    across
        The confounded one: blocks ignored, all units compared.
    adjusted_p
        p of the effect within blocks, adjusted for the number of outcomes.
    standardised
        Effect within blocks, in standard deviations within blocks.
    """

    feature: str
    within: Estimate
    across: Estimate
    adjusted_p: float
    standardised: float

    @property
    def is_confounded(self) -> bool:
        """Whether the confounded estimate lies outside the interval within blocks."""
        return not self.within.low <= self.across.value <= self.within.high


@dataclass(frozen=True, slots=True)
class Effects:
    """The effect of one treatment on several outcomes.

    Attributes
    ----------
    features
        In the order of the outcomes.
    p_any
        p of there being an effect on any outcome, from the sum of squared standardised effects.
    smallest_p
        The smallest p that the design and the number of draws can give.
    is_exact
        Whether all arrangements were looked at, or random ones; ``n_drawn`` is how many.
    log10_arrangements
        How many there are, as a power of ten.
    n_units, n_units_alike
        Units in blocks in which treatment varies, and in the others, which tell nothing.
    not_finite
        Outcomes that are left out because a unit has no value.
    """

    features: tuple[FeatureEffect, ...]
    p_any: float
    smallest_p: float
    is_exact: bool
    log10_arrangements: float
    n_drawn: int
    n_units: int
    n_units_alike: int
    n_blocks: int
    n_blocks_alike: int
    not_finite: tuple[str, ...]
    seed: int
    level: float

    def of(self, feature: str) -> FeatureEffect:
        """Return the effect on one outcome.

        Raises
        ------
        MissingElementError
            The outcome is not there.
        """
        found = next((each for each in self.features if each.feature == feature), None)
        if found is None:
            msg = f"no effect on {feature!r} was estimated; there are {len(self.features)} outcomes"
            raise MissingElementError(msg)
        return found


@dataclass(frozen=True, slots=True)
class ContrastEffects:
    """Effects of one treatment.

    Attributes
    ----------
    treated, control
        What is compared; ``control`` is empty where the effect is a slope on the dose.
    n_treated, n_control
        Units of each in blocks in which both occur; for a slope all are treated.
    effects
        The effects; None where the design does not tell them.
    because
        Why it does not; empty where it does.
    adjusted_p_any
        p of there being any effect, adjusted for the number of treatments (Holm).
    uneven
        Axes of the design that make no blocks, and over which treatment is spread unevenly.
    """

    treated: str
    control: str
    n_treated: int
    n_control: int
    effects: Effects | None
    because: str = ""
    adjusted_p_any: float = 1.0
    uneven: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EffectStudy:
    """Effects of treatments within blocks.

    Attributes
    ----------
    treatment, blocks, ignored
        Names of what was given, of what makes blocks, and of what is said not to matter.
    unit
        What treatment was assigned to.
    treated_whole
        Axes whose every label has rows of one treatment only, though rows are said to be units:
        cells of one well were treated together, and are no independent evidence.
    n_rows, n_rows_left_out
        Rows that are compared, and rows without treatment, block or unit.
    n_units
        Units.
    matrix, space
        Matrix of the outcomes, and how rows became the outcome of their unit.
    contrasts
        One for each treatment.
    """

    treatment: str
    blocks: tuple[str, ...]
    ignored: tuple[str, ...]
    unit: str
    treated_whole: tuple[str, ...]
    n_rows: int
    n_rows_left_out: int
    n_units: int
    matrix: str
    space: Space
    contrasts: tuple[ContrastEffects, ...]
