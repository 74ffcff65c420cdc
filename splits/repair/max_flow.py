"""Maximum flow, and the smallest cut beside it.

The algorithm of Dinitz (1970): levels by breadth, then blocking flows along them. Among cuts of the
same capacity the one nearest to the source is returned, whatever the order of edges.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

UNBOUNDED = 1 << 60


@dataclass
class Network:
    """Edges of a network, each with its reverse beside it: edge ``k ^ 1`` is that of ``k``."""

    n_nodes: int
    head: list[int] = field(default_factory=list)
    capacity: list[int] = field(default_factory=list)
    leaving: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start without edges."""
        self.leaving = [[] for _ in range(self.n_nodes)]

    def connect(self, tail: int, head: int, capacity: int) -> None:
        """Add an edge."""
        self.leaving[tail].append(len(self.head))
        self.head.append(head)
        self.capacity.append(capacity)
        self.leaving[head].append(len(self.head))
        self.head.append(tail)
        self.capacity.append(0)


def smallest_cut(network: Network, source: int, sink: int) -> tuple[int, list[bool]]:
    """Return the capacity of the smallest cut, and which nodes are on the side of the source.

    The flow is left in the network.

    Examples
    --------
    >>> network = Network(4)
    >>> for tail, head, capacity in ((0, 1, 3), (0, 2, 2), (1, 3, 1), (2, 3, 5)):
    ...     network.connect(tail, head, capacity)
    >>> smallest_cut(network, 0, 3)
    (3, [True, True, False, False])
    """
    flow = 0
    while True:
        level = _levels(network, source)
        if level[sink] < 0:
            return flow, [depth >= 0 for depth in level]
        flow += _blocking_flow(network, level, source, sink)


def _levels(network: Network, source: int) -> list[int]:
    level = [-1] * network.n_nodes
    level[source] = 0
    waiting = deque([source])
    head, capacity = network.head, network.capacity
    while waiting:
        node = waiting.popleft()
        for edge in network.leaving[node]:
            following = head[edge]
            if capacity[edge] > 0 and level[following] < 0:
                level[following] = level[node] + 1
                waiting.append(following)
    return level


def _blocking_flow(network: Network, level: list[int], source: int, sink: int) -> int:
    head, capacity, leaving = network.head, network.capacity, network.leaving
    tried = [0] * network.n_nodes
    path: list[int] = []
    node, total = source, 0
    while True:
        if node == sink:
            pushed = min(capacity[edge] for edge in path)
            total += pushed
            for edge in path:
                capacity[edge] -= pushed
                capacity[edge ^ 1] += pushed
            full = next(k for k, edge in enumerate(path) if capacity[edge] == 0)
            node = head[path[full] ^ 1]
            del path[full:]
            continue
        edges = leaving[node]
        while tried[node] < len(edges):
            edge = edges[tried[node]]
            if capacity[edge] > 0 and level[head[edge]] == level[node] + 1:
                path.append(edge)
                node = head[edge]
                break
            tried[node] += 1
        else:
            if node == source:
                return total
            node = head[path[-1] ^ 1]
            path.pop()
            tried[node] += 1
