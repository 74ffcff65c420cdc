"""Write an h5ad file of chosen parts: frames, matrices, and what is carried over as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.storage.atomic import replacing
from aivc.storage.dataset import OpenedDataset
from aivc.storage.model import Table
from aivc.storage.node import GroupNode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.storage.model import Dataset, Frame, Matrix
    from aivc.storage.node import ArrayNode

PAIRWISE = ("obsp", "varm", "varp")
"""Groups that are carried over as they are."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Composition:
    """What an h5ad file is to hold.

    Attributes
    ----------
    table
        The table that it is made of.
    obs, var
        Frames, with as many rows as the table's.
    matrices
        ``X`` first, then ``raw/X`` and ``layers/NAME``.
    raw_var
        Frame of the columns of ``raw/X``.
    obsm
        Arrays ``obsm/NAME``.
    uns
        Entries of ``uns`` that are added, or take the place of the table's.
    drop_uns
        Entries of the table's ``uns`` that stay behind.
    carried
        Groups that come along as they are.
    """

    table: Table
    obs: Frame
    var: Frame
    matrices: Sequence[Matrix]
    raw_var: Frame | None = None
    obsm: Sequence[Matrix] = ()
    uns: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    drop_uns: frozenset[str] = frozenset()
    carried: tuple[str, ...] = PAIRWISE


def write_composition(dataset: Dataset, made: Composition, target: Path) -> None:
    """Write the file, whole or not at all; matrices are streamed.

    Raises
    ------
    UnwritableError
        Something in the dataset cannot be stored.
    UnreadableInputError
        The source is damaged.
    OSError
        The target cannot be written.
    """
    import h5py

    from aivc.storage.writing.chunk_queue import ChunkQueue
    from aivc.storage.writing.crossing import carry_group
    from aivc.storage.writing.hdf5_sink import Hdf5Sink
    from aivc.storage.writing.sink import DICT
    from aivc.storage.writing.tables import write_table
    from aivc.storage.writing.uns import write_value

    home = _home(dataset, made.table)
    with (
        replacing(target) as temporary,
        h5py.File(temporary, "w") as file,
        ChunkQueue() as queue,
    ):
        root = Hdf5Sink(file["/"], queue)
        write_table(root, _ComposedTable(made))
        for name in made.carried:
            node = home.group(name) if home is not None else None
            if node is not None:
                carry_group(node, root.group(name, DICT))
        uns = root.group("uns", DICT)
        stored = home.group("uns") if home is not None else None
        if stored is not None:
            carry_group(_Without(stored, made.drop_uns | frozenset(made.uns)), uns)
        for key, value in made.uns.items():
            write_value(uns, key, value)


def _home(dataset: Dataset, table: Table) -> GroupNode | None:
    """Return the group that holds a table; None where it lies in no container."""
    if not isinstance(dataset, OpenedDataset):
        return None
    return dataset.root.group(table.name) if table.name else dataset.root


class _ComposedTable(Table):
    """A composition as a table; ``uns`` is written apart."""

    def __init__(self, made: Composition) -> None:
        self.name = ""
        self.obs, self.var, self.raw_var = made.obs, made.var, made.raw_var
        self.n_obs, self.n_var = made.obs.n_rows, made.var.n_rows
        self.matrices, self.obsm = tuple(made.matrices), tuple(made.obsm)
        self.obsm_frames = NOTHING
        self.uns_keys = ()
        self.attributes = NOTHING

    def uns(self, key: str) -> Any:
        """Return nothing: there are no entries."""
        raise KeyError(key)


class _Without(GroupNode):
    """A group without some of its children."""

    def __init__(self, group: GroupNode, left: frozenset[str]) -> None:
        self.path = group.path
        self._group = group
        self._left = left

    @property
    def attributes(self) -> Mapping[str, Any]:
        """Return the attributes of the group."""
        return self._group.attributes

    def names(self) -> tuple[str, ...]:
        """Return the names of the children that stay."""
        return tuple(name for name in self._group.names() if name not in self._left)

    def child(self, name: str) -> GroupNode | ArrayNode | None:
        """Return a child of the group."""
        return self._group.child(name)

    def follow(self, target: str) -> GroupNode | ArrayNode | None:
        """Return the node at a path."""
        return self._group.follow(target)

    def _open(self, segments: tuple[str, ...]) -> GroupNode | ArrayNode | None:
        return self._group.child("/".join(segments))
