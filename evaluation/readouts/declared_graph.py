"""How the card of a dataset says that neighbours are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts.graphs import USUAL_NEIGHBOURS, Graph, GraphKind

if TYPE_CHECKING:
    from aivc.schema.generated.views import Neighbourhood, Quantity


def declared_graph(name: str, stated: Neighbourhood | None) -> Graph:
    """Return how a readout of a card finds neighbours; six nearest ones where it does not say.

    Parameters
    ----------
    name
        Of the readout, for messages.
    stated
        Its ``neighbourhood``.

    Raises
    ------
    TaskError
        It is no graph of the standard, or its number or radius cannot be used.
    """
    if stated is None:
        return Graph(GraphKind.KNN)
    kinds = [kind.value for kind in GraphKind]
    if stated.graph not in kinds:
        msg = f"readout {name!r}: the graph is {stated.graph!r}, not {' or '.join(kinds)}"
        raise TaskError(msg)
    kind = GraphKind(stated.graph)
    if kind is GraphKind.RADIUS:
        return Graph(kind, radius=_radius(name, stated.radius))
    n_neighbours = USUAL_NEIGHBOURS if stated.n_neighbours is None else stated.n_neighbours
    if n_neighbours < 1:
        msg = f"readout {name!r}: n_neighbours is {n_neighbours}, not a whole number above 0"
        raise TaskError(msg)
    return Graph(kind, n_neighbours)


def _radius(name: str, stated: Quantity | None) -> float:
    value, unit = (None, None) if stated is None else (stated.value, stated.unit)
    if unit != "um" or value is None or not value > 0:
        msg = (
            f"readout {name!r}: the radius is {value} {unit or 'without a unit'}; state a number "
            f"of um, which coordinates are compared with"
        )
        raise TaskError(msg)
    return float(value)
