"""Rows of the table of dosing events: an event, and the intervention that it belongs to."""

from collections.abc import Mapping

from aivc.schema.cells import Cell, plain_cell
from aivc.schema.flat import flatten, unflatten
from aivc.schema.generated.views import DosingEvent

KEY = "intervention_id"


def write_event_row(intervention_id: str, event: DosingEvent) -> dict[str, Cell]:
    """Write an event as a row.

    Parameters
    ----------
    intervention_id
        Identifier of the intervention that the event belongs to.
    event
        The event.
    """
    return {KEY: intervention_id, **flatten(event)}


def read_event_row(row: Mapping[str, object]) -> tuple[str | None, dict[str, object]]:
    """Read a row as an event.

    Parameters
    ----------
    row
        Cell by column.

    Returns
    -------
    intervention_id, event
        The intervention that the event belongs to, ``None`` where the row does not say, and the
        event, ready for :func:`aivc.schema.structure.check_structure`.

    Examples
    --------
    >>> read_event_row({"intervention_id": "i1", "event_type": "washout", "event_time": "24",
    ...                 "event_time_unit": "h"})
    ('i1', {'event_type': 'washout', 'event_time': {'value': 24.0, 'unit': 'h'}})
    """
    key = plain_cell(row.get(KEY))
    event = unflatten({name: cell for name, cell in row.items() if name != KEY}, "DosingEvent")
    return (None if key is None else str(key)), event
