"""Put together operators that decode transcripts, and what was counted of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, ImagingSpatial
    from aivc.validators.facts.images.model import DecodedFacts
    from aivc.validators.facts.model import Facts

VENDORS = (
    "NegControlProbe_", "NegControlCodeword_", "antisense_", "BLANK_", "Blank-", "blank-",
    "UnassignedCodeword_", "DeprecatedCodeword_", "NegPrb", "Negative", "SystemControl",
    "FalseCode", "Intergenic_Region_",
)  # fmt: skip
"""What names of controls begin with in files of Xenium, MERSCOPE and CosMx."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Transcripts that were read, by name."""

    operator: ImagingSpatial
    facts: DecodedFacts
    counts: NDArray[np.int64]
    kept: NDArray[np.int64]

    @property
    def controls(self) -> tuple[int, ...]:
        """Places of the names of negative controls."""
        prefixes = self.operator.negative_controls
        return tuple(k for k, name in enumerate(self.facts.names) if is_control(name, prefixes))

    @property
    def place(self) -> str:
        """Where the names stand."""
        return f"{self.facts.element}/{self.facts.column}"


def is_control(name: str, prefixes: Sequence[str]) -> bool:
    """Tell whether a name is that of a negative control."""
    return name.startswith(tuple(prefixes))


def opened(card: DatasetCard, facts: Facts) -> Iterator[tuple[ImagingSpatial, DecodedFacts]]:
    """Yield every operator that says where its transcripts are, with what is known of them."""
    from aivc.schema.generated.views import ImagingSpatial

    operators = {o.pointer: o for o in card.operators if isinstance(o, ImagingSpatial)}
    for found in facts.imaging.decoded if facts.imaging is not None else ():
        operator = operators.get(found.pointer)
        if operator is not None:
            yield operator, found


def counted(card: DatasetCard, facts: Facts) -> Iterator[Counted]:
    """Yield the transcripts that were read."""
    for operator, found in opened(card, facts):
        if found.counts is not None and found.kept is not None:
            yield Counted(operator, found, found.counts, found.kept)
