"""Clinical endpoints of a card, and the columns that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.rules.rdo.inputs import inputs_of, is_unreadable, obs_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import ClinicalEndpoint, DatasetCard, Readout
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.rdo.inputs import FoundColumn

TIMED = frozenset({"overall_survival", "progression_free_survival", "event_free_survival"})
"""Endpoints that are a time and whether it ended in an event."""

CENSORING = "cnsr"
"""In ADaM 0 is the event, and every other number a reason of censoring (ADaM BDS for
time-to-event analyses, variable CNSR)."""

COLUMNS = ("subject_column", "time_column", "event_column")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A readout with an endpoint.

    Attributes
    ----------
    columns
        What was found in obs for each slot that names a column; None where there is no such column.
    """

    readout: Readout
    endpoint: ClinicalEndpoint
    columns: dict[str, FoundColumn | None]


def endpoints(card: DatasetCard, facts: Facts) -> Iterator[Endpoint]:
    """Yield the endpoints of a card with their columns; what cannot be read is left out."""
    for readout in card.readouts:
        endpoint = readout.endpoint
        if endpoint is None:
            continue
        inputs = inputs_of(readout, card, facts)
        columns: dict[str, FoundColumn | None] = {}
        for slot in COLUMNS:
            name = getattr(endpoint, slot)
            if name and not is_unreadable(name, inputs, facts):
                columns[slot] = obs_column(name, inputs, facts)
        yield Endpoint(readout, endpoint, columns)


def is_event(label: str, column: str) -> bool | None:
    """Tell whether a label stands for an event; None where that cannot be told.

    Examples
    --------
    >>> is_event("1", "died"), is_event("1", "OS.CNSR"), is_event("progressed", "status")
    (True, False, None)
    """
    text = label.strip().casefold().removesuffix(".0")
    # Where parameters became columns, theirs is called after them, such as OS.CNSR.
    if column.casefold().rpartition(".")[2] == CENSORING:
        return text == "0" if text.removeprefix("-").isdecimal() else None
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    return known.get(text)
