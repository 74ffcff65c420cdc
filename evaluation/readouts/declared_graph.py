"""How the card of a dataset says that neighbours are found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts.graphs import USUAL_NEIGHBOURS, Graph, GraphKind


def declared_graph(name: str, stated: object) -> Graph:
    """Return how a readout of a card finds neighbours; six nearest ones where it does not say.

    Parameters
    ----------
    name
        Of the readout, for messages.
    stated
        Its ``neighbourhood`` as plain data.

    Raises
    ------
    TaskError
        It is no graph of the standard, or its number or radius cannot be used.
    """
    if not stated:
        return Graph(GraphKind.KNN)
    said = _mapping(stated)
    kinds = [kind.value for kind in GraphKind]
    if said.get("graph") not in kinds:
        msg = f"readout {name!r}: the graph is {said.get('graph')!r}, not {' or '.join(kinds)}"
        raise TaskError(msg)
    kind = GraphKind(said["graph"])
    if kind is GraphKind.RADIUS:
        return Graph(kind, radius=_radius(name, _mapping(said.get("radius"))))
    n_neighbours = said.get("n_neighbours") or USUAL_NEIGHBOURS
    if not isinstance(n_neighbours, int) or n_neighbours < 1:
        msg = f"readout {name!r}: n_neighbours is {n_neighbours!r}, not a whole number above 0"
        raise TaskError(msg)
    return Graph(kind, n_neighbours)


def _radius(name: str, stated: Mapping[str, Any]) -> float:
    value, unit = stated.get("value"), stated.get("unit")
    if unit != "um" or not isinstance(value, int | float) or not value > 0:
        msg = (
            f"readout {name!r}: the radius is {value!r} {unit!r}; state a number of um, which "
            f"coordinates are compared with"
        )
        raise TaskError(msg)
    return float(value)


def _mapping(stated: object) -> Mapping[str, Any]:
    return stated if isinstance(stated, Mapping) else {}
