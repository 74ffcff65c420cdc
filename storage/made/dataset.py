"""Tables and datasets made of frames and matrices."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import MissingElementError
from aivc.storage.made.frames import MadeFrame
from aivc.storage.model import ContainerKind, Dataset, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from aivc.storage.model import Frame, Matrix, SpatialElement, StorageProblem


class MadeTable(Table):
    """One table.

    Parameters
    ----------
    obs, var
        Names and columns of the rows and of the features.
    matrices
        ``X`` first where there is one, then ``layers/NAME`` sorted by name.
    name
        ``""`` for the only table, ``mod/NAME`` for one of several.
    obsm
        Two-dimensional arrays beside the matrices, called ``obsm/NAME``.
    obsm_frames
        Data frames beside the matrices, by name.
    uns
        Plain values: texts, numbers, lists, arrays, dicts of these.
    attributes
        For a MuData modality ``axis`` 0 where the modalities share observations.
    """

    def __init__(
        self,
        obs: Frame,
        var: Frame | None = None,
        matrices: Sequence[Matrix] = (),
        *,
        name: str = "",
        obsm: Sequence[Matrix] = (),
        obsm_frames: Mapping[str, Frame] | None = None,
        uns: Mapping[str, Any] | None = None,
        attributes: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = name
        self.obs = obs
        self.var = var if var is not None else MadeFrame([])
        self.n_obs, self.n_var = obs.n_rows, self.var.n_rows
        self.raw_var = None
        self.matrices = tuple(matrices)
        self.obsm = tuple(obsm)
        self.obsm_frames = MappingProxyType(dict(obsm_frames or {}))
        self._uns = dict(uns or {})
        self.uns_keys = tuple(sorted(self._uns))
        self.attributes = MappingProxyType(dict(attributes or {}))

    def uns(self, key: str) -> Any:
        """Return one uns entry.

        Raises
        ------
        MissingElementError
            There is no such entry.
        """
        if key not in self._uns:
            msg = f"there is no uns entry {key!r}; the entries are: {', '.join(self.uns_keys)}"
            raise MissingElementError(msg)
        return self._uns[key]


class MadeDataset(Dataset):
    """A dataset that a reader of another format put together.

    Parameters
    ----------
    path
        The file or folder that it was read from.
    tables
        One table without a name, or several called ``mod/NAME``.
    shared_obs
        Columns that all modalities share.
    elements
        Images, labels, points and shapes.
    close
        Releases what the tables read from.
    problems
        What was odd in the source.

    Notes
    -----
    ``kind`` is the layout that it has once it is written.
    """

    def __init__(
        self,
        path: Path,
        tables: Sequence[Table],
        *,
        shared_obs: Frame | None = None,
        elements: Sequence[SpatialElement] = (),
        close: Callable[[], None] | None = None,
        problems: Sequence[StorageProblem] = (),
    ) -> None:
        self.path = path
        self.encoding_version = ""
        self.tables = tuple(tables)
        self.elements = tuple(elements)
        self.shared_obs = shared_obs
        self.kind = _kind(self.tables, self.elements)
        self._problems = tuple(problems)
        self._close = close

    @property
    def problems(self) -> tuple[StorageProblem, ...]:
        """What was odd in the source."""
        return self._problems

    def embedded_card(self) -> str | None:
        """Return None: another format holds no card."""
        return None

    def close(self) -> None:
        """Release the source. Closing twice is allowed."""
        if self._close is not None:
            self._close()
            self._close = None


def _kind(tables: Sequence[Table], elements: Sequence[SpatialElement]) -> ContainerKind:
    if elements:
        return ContainerKind.SPATIALDATA
    if len(tables) > 1 or any(table.name for table in tables):
        return ContainerKind.H5MU
    return ContainerKind.H5AD
