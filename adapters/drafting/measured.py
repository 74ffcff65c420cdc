"""One table of a container with what was found out about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.adapters.drafting.feature_space import FeatureGuess
    from aivc.adapters.drafting.measurement import OperatorGuess
    from aivc.storage.model import Table


@dataclass(frozen=True, slots=True)
class Measured:
    """One table of the container with its operator and features."""

    table: Table
    features: FeatureGuess
    operator: OperatorGuess
