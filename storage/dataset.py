"""The dataset that :func:`aivc.storage.open_dataset` returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from aivc.storage.card_text import embedded_text
from aivc.storage.layouts.mudata import modality_tables, shared_obs
from aivc.storage.layouts.spatialdata import spatial_elements, spatial_tables
from aivc.storage.model import ContainerKind, Dataset, StorageProblem
from aivc.storage.table import StoredTable

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.storage.layouts.kind import Format
    from aivc.storage.model import Table
    from aivc.storage.node import GroupNode
    from aivc.storage.problems import ProblemLog

_MUDATA = frozenset({ContainerKind.H5MU, ContainerKind.MUDATA_ZARR})


class Container(Protocol):
    """An HDF5 file or a zarr store, held open."""

    @property
    def format(self) -> Format:
        """What its bytes are."""
        ...

    @property
    def root(self) -> GroupNode:
        """The group that everything lies below."""
        ...

    def close(self) -> None:
        """Release it."""
        ...


class OpenedDataset(Dataset):
    """A container whose layout is known.

    Parameters
    ----------
    path : Path
        Where it was opened from.
    kind : ContainerKind
        Its format and layout.
    container : Container
        Its bytes.
    problems : ProblemLog
        What was found odd so far.
    """

    def __init__(
        self, path: Path, kind: ContainerKind, container: Container, problems: ProblemLog
    ) -> None:
        root = container.root
        self.path = path
        self.kind = kind
        self._container = container
        self._problems = problems
        self.encoding_version = _version(root.attributes)
        self.elements = spatial_elements(root) if kind is ContainerKind.SPATIALDATA else ()
        self.shared_obs = shared_obs(root, problems) if kind in _MUDATA else None
        self.tables = _tables(root, kind, problems)

    @property
    def root(self) -> GroupNode:
        """The group that everything lies below."""
        return self._container.root

    @property
    def format(self) -> Format:
        """What the bytes of the container are."""
        return self._container.format

    @property
    def problems(self) -> tuple[StorageProblem, ...]:
        """What is odd, in the order found."""
        return self._problems.found()

    def embedded_card(self) -> str | None:
        """Return the text of the card stored inside the container, or None."""
        return embedded_text(self._container.root)

    def close(self) -> None:
        """Release the file. Closing twice is allowed."""
        self._container.close()


def _tables(root: GroupNode, kind: ContainerKind, problems: ProblemLog) -> tuple[Table, ...]:
    if kind in _MUDATA:
        return modality_tables(root, problems)
    if kind is ContainerKind.SPATIALDATA:
        return spatial_tables(root, problems)
    return (StoredTable("", root, problems),)


def _version(attributes: Any) -> str:
    details = attributes.get("spatialdata_attrs")
    if isinstance(details, dict) and "version" in details:
        return str(details["version"])
    return str(attributes.get("encoding-version", ""))
