"""Check a chain of operators like types: each takes the scale that the one before it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from aivc.validators.grammar.composition import MEASURES, READS, contains
from aivc.validators.grammar.providing import how_to_provide
from aivc.validators.grammar.scales import PROJECT, operator_between

if TYPE_CHECKING:
    from collections.abc import Iterable

INTERVENE, MEASURE, READ_OUT = "intervene", "measure", "readout"


@dataclass(frozen=True, slots=True)
class Gap:
    """An operator that is missing: its kind and the scales that it should link."""

    operator: str
    source: str
    target: str

    def __str__(self) -> str:
        """Say what is missing."""
        return f"no {self.operator} from {self.source} to {self.target} is declared"

    @property
    def remedy(self) -> str:
        """Which anchor would provide it."""
        return how_to_provide(self.source, self.target)


@dataclass(frozen=True, slots=True)
class Impossible:
    """An operator at a scale at which it does not exist, and the scales at which it does."""

    operator: str
    kind: str
    scale: str
    possible: tuple[str, ...]

    def __str__(self) -> str:
        """Say what is impossible."""
        return f"{self.kind} is no {self.operator} at the scale {self.scale}"

    @property
    def remedy(self) -> str:
        """At which scales it exists."""
        return (
            f"it is one at {' or '.join(self.possible)}" if self.possible else "it does not exist"
        )


@dataclass(frozen=True, slots=True)
class Misnamed:
    """A step between scales under the name of another operator."""

    operator: str
    source: str
    target: str

    def __str__(self) -> str:
        """Say what it is called."""
        return f"what leads from {self.source} to {self.target} is called {self.operator}"

    @property
    def remedy(self) -> str:
        """Say what it is."""
        real = operator_between(self.source, self.target)
        return f"it is {real}" if real else "these are not both scales"


@dataclass(frozen=True, slots=True)
class Applied:
    """One operator of a chain.

    Attributes
    ----------
    operator
        ``intervene``, ``measure``, ``readout``, ``project``, ``lift`` or ``same_scale``.
    source, target
        The scale that it takes and the one that it gives. Only the last three change scale.
    kind
        Class of the measurement or type of the readout, else empty.
    """

    operator: str
    source: str
    target: str
    kind: str = ""


Fault: TypeAlias = Gap | Impossible | Misnamed


def first_fault(state: str, operators: Iterable[Applied]) -> Fault | None:
    """Return what is wrong with a chain, None where it composes.

    Parameters
    ----------
    state
        Scale of the state that the chain starts from.
    operators
        In the order in which they are applied.

    Examples
    --------
    >>> measure = Applied("measure", "spot", "spot", "SpotSpatial")
    >>> niches = Applied("readout", "niche", "niche", "spatial_neighbourhood")
    >>> str(first_fault("spot", [measure, niches]))
    'no lift from spot to niche is declared'
    >>> lift = Applied("lift", "spot", "cell")
    >>> graph = Applied("project", "cell", "niche")
    >>> first_fault("spot", [measure, lift, graph, niches]) is None
    True
    """
    scale = state
    for applied in operators:
        fault = _fault_of(applied, scale)
        if fault is not None:
            return fault
        if applied.operator != INTERVENE:
            scale = applied.target
    return None


def _fault_of(applied: Applied, scale: str) -> Fault | None:
    if applied.operator == INTERVENE:
        return None if contains(applied.source, scale) else Gap(PROJECT, applied.source, scale)
    if applied.source != scale:
        return Gap(operator_between(scale, applied.source) or "", scale, applied.source)
    if applied.operator == MEASURE:
        return _impossible(applied, "measurement", MEASURES)
    if applied.operator == READ_OUT:
        return _impossible(applied, "readout", READS)
    if applied.operator != operator_between(applied.source, applied.target):
        return Misnamed(applied.operator, applied.source, applied.target)
    return None


def _impossible(
    applied: Applied, word: str, table: dict[str, tuple[str, ...]]
) -> Impossible | None:
    possible = table.get(applied.kind, ())
    if applied.source in possible and applied.source == applied.target:
        return None
    return Impossible(word, applied.kind, applied.target, possible)
