"""What effect is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.evaluation.effect.inference import Inference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.task import Space

NOTHING: Mapping[str, str] = MappingProxyType({})

ROW = "row"
"""As a unit: each observation was treated on its own."""


@dataclass(frozen=True, slots=True)
class EffectRequest:
    """An effect that is asked for. Names are those of columns of obs, or of axes of splits.

    Attributes
    ----------
    treatment
        Who got what: labels, or doses.
    control
        Labels that are controls; those of the negative controls of the dataset where there are
        none.
    treated
        Labels that are compared with control, each on its own; all others where there are none.
    blocks
        What makes blocks; None for every plate, batch, donor, laboratory, platform and lane that
        the dataset tells.
    unit
        What treatment was assigned to; ``(ROW,)`` for the observations themselves, None for the
        first of donor, sample and well within which treatment and blocks do not change.
    ignored
        What would separate treated from control units, and is said not to change the outcome.
    where
        Values that rows must have, by name.
    table, layer
        Matrix of the outcomes.
    features
        Outcomes; all where there are none.
    space
        How observations become the outcome of a unit; None for ``log_of_sum`` of counts and the
        ``mean`` of other values.
    inference
        Arrangements, seed and level.
    """

    treatment: str
    control: tuple[str, ...] = ()
    treated: tuple[str, ...] = ()
    blocks: tuple[str, ...] | None = None
    unit: tuple[str, ...] | None = None
    ignored: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    table: str = ""
    layer: str = "X"
    features: tuple[str, ...] = ()
    space: Space | None = None
    inference: Inference = field(default_factory=Inference)
