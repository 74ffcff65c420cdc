"""One observations x features table of a container, whatever the container."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import MissingElementError
from aivc.storage.frames.build import absent_frame, build_frame, is_frame
from aivc.storage.matrices.build import Expected, build_matrix, is_null
from aivc.storage.model import Frame, Table
from aivc.storage.node import ArrayNode, GroupNode, join
from aivc.storage.uns import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.storage.model import Matrix
    from aivc.storage.problems import ProblemLog

Node = GroupNode | ArrayNode


class StoredTable(Table):
    """A table as AnnData lays it out.

    Parameters
    ----------
    name : str
        Its name in the container.
    group : GroupNode
        The group that holds ``X``, ``obs``, ``var`` and the rest.
    problems : ProblemLog
        Where all that is odd is noted.
    attributes : mapping
        What the container says about the table.
    """

    def __init__(
        self,
        name: str,
        group: GroupNode,
        problems: ProblemLog,
        attributes: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = name
        self.attributes = MappingProxyType({**group.attributes, **(attributes or {})})
        self._problems = problems
        self._uns = group.group("uns")
        self.uns_keys = self._uns.names() if self._uns is not None else ()
        x = group.child("X")
        self.obs = self._frame(group, "obs", _rows_of(x, 0))
        self.var = self._frame(group, "var", _rows_of(x, 1))
        self.n_obs = self.obs.n_rows
        self.n_var = self.var.n_rows
        raw_x, raw_var = _raw(group)
        self.raw_var = None if raw_var is None else self._built(raw_var)
        self.matrices = tuple(self._matrices(group, x, raw_x))
        self.obsm, self.obsm_frames = self._obsm(group)

    def uns(self, key: str) -> Any:
        """Read one uns entry as plain Python values."""
        node = self._uns.child(key) if self._uns is not None and key in self.uns_keys else None
        if node is None:
            msg = f"{join(self.name, 'uns')} has no entry {key!r} that can be read"
            raise MissingElementError(msg)
        return plain_value(node, self._problems)

    def _frame(self, group: GroupNode, name: str, n_rows: int) -> Frame:
        node = group.child(name)
        if node is None or not is_frame(node):
            return absent_frame(join(group.path, name), n_rows, self._problems)
        return self._built(node)

    def _built(self, node: Node) -> Frame:
        return build_frame(node, self._uns, self._problems)

    def _matrices(self, group: GroupNode, x: Node | None, raw_x: Node | None) -> Iterator[Matrix]:
        expected = Expected(self.n_obs, self.n_var)
        n_raw = None if self.raw_var is None else self.raw_var.n_rows
        found = [("X", x, expected), ("raw/X", raw_x, Expected(self.n_obs, n_raw))]
        layers = group.group("layers")
        for name in layers.names() if layers is not None else ():
            layer = None if layers is None else layers.child(name)
            found.append((f"layers/{name}", layer, expected))
        for name, node, shape in found:
            if node is not None and not is_null(node):
                matrix = build_matrix(name, node, shape, self._problems)
                if matrix is not None:
                    yield matrix

    def _obsm(self, group: GroupNode) -> tuple[tuple[Matrix, ...], Mapping[str, Frame]]:
        obsm = group.group("obsm")
        matrices: list[Matrix] = []
        frames: dict[str, Frame] = {}
        for name in obsm.names() if obsm is not None else ():
            node = None if obsm is None else obsm.child(name)
            if node is None or is_null(node):
                continue
            if node.attributes.get("encoding-type") == "dataframe":
                frames[name] = self._built(node)
                continue
            matrix = build_matrix(f"obsm/{name}", node, Expected(self.n_obs, None), self._problems)
            if matrix is not None:
                matrices.append(matrix)
        return tuple(matrices), MappingProxyType(frames)


def _raw(group: GroupNode) -> tuple[Node | None, Node | None]:
    """Return the matrix and the var of ``raw``; AnnData before 0.7 wrote ``raw.X``, ``raw.var``."""
    raw = group.group("raw")
    if raw is not None:
        x, var = raw.child("X"), raw.child("var")
    else:
        names = group.names()
        x = group.child("raw.X") if "raw.X" in names else None
        var = group.child("raw.var") if "raw.var" in names else None
    return x, var if is_frame(var) else None


def _rows_of(x: Node | None, axis: int) -> int:
    """Return the rows (axis 0) or columns (axis 1) that a matrix declares, 0 if it does not."""
    if isinstance(x, ArrayNode):
        return x.shape[axis] if len(x.shape) == 2 else 0
    shape = x.attributes.get("shape") if x is not None else None
    is_pair = isinstance(shape, list) and len(shape) == 2 and isinstance(shape[axis], int)
    return int(shape[axis]) if is_pair else 0  # type: ignore[index]
