"""Roles that no column plays and that the card tells through another one.

Everything relational is in the card, once: a file that carries ``sample_id`` alone says through
``Sample.from_donors`` whose cells they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary import UnitConversionError, convert
from aivc.storage.keys.joint_keys import Keys, small_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aivc.schema.generated.views import Batch, Condition, DatasetCard, Sample
    from aivc.storage.keys.owners import Owners


@dataclass(frozen=True, slots=True)
class Telling:
    """What the entities of a kind tell of a role: a label each, None where they say nothing."""

    role: str
    source: str
    labels: Callable[[DatasetCard], Sequence[str | None]]


def _donor(sample: Sample) -> str | None:
    # Of a pool, a row may be any donor's.
    return sample.from_donors[0] if len(sample.from_donors) == 1 else None


def _cell_line(sample: Sample) -> str | None:
    is_line = sample.tissue_type == "cell line"
    return sample.tissue_ontology_term_id if is_line else None


def _replicate(sample: Sample) -> str | None:
    return None if sample.replicate_number is None else str(sample.replicate_number)


def _site(batch: Batch) -> str | None:
    return batch.batch_site


def _time(condition: Condition) -> str | None:
    time = condition.harvest_time
    if time is None or time.value is None:
        return None
    try:
        hours = convert(time.value, time.unit or "", "h")
    except (UnitConversionError, ValueError):
        return f"{time.value:g} {time.unit or ''}".strip()
    return f"{hours:g} h"  # so that 24 h and 1 d are one level


TELLINGS = (
    Telling("donor", "sample", lambda card: [_donor(s) for s in card.samples if s.identifier]),
    Telling(
        "cell_line", "sample", lambda card: [_cell_line(s) for s in card.samples if s.identifier]
    ),
    Telling(
        "cell_type",
        "sample",
        lambda card: [s.cell_type_ontology_term_id for s in card.samples if s.identifier],
    ),
    Telling(
        "replicate", "sample", lambda card: [_replicate(s) for s in card.samples if s.identifier]
    ),
    Telling("site", "batch", lambda card: [_site(b) for b in card.batches if b.identifier]),
    Telling("time", "condition", lambda card: [_time(c) for c in card.conditions if c.identifier]),
)
"""Every role that the card may tell, and the kind of entity that tells it."""


def told(telling: Telling, card: DatasetCard, owners: Mapping[str, Owners]) -> Keys | None:
    """Return the key of each row in a role, None where the card does not tell it.

    Parameters
    ----------
    telling
        Which role, and through what.
    card
        The card.
    owners
        The entity of each row, by kind.
    """
    source = owners.get(telling.source)
    labels = telling.labels(card)
    if source is None or not any(labels):
        return None
    levels: dict[tuple[str, ...], int] = {}
    place = np.array(
        [-1 if label is None else levels.setdefault((label,), len(levels)) for label in labels]
        + [-1, -1, -1]  # rows without an entity have codes from -3 to -1
    )
    return Keys(small_codes(place, len(levels))[source.codes], tuple(levels))
