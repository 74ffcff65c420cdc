"""Which names of files fit a dataset."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.storage.errors import UnwritableError
from aivc.storage.model import ContainerKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aivc.storage.model import Dataset

H5AD, H5MU, ZARR = ".h5ad", ".h5mu", ".zarr"

_ANNDATA = MappingProxyType({H5AD: ContainerKind.H5AD, ZARR: ContainerKind.ANNDATA_ZARR})
_MUDATA = MappingProxyType({H5MU: ContainerKind.H5MU, ZARR: ContainerKind.MUDATA_ZARR})
_SPATIAL = MappingProxyType({ZARR: ContainerKind.SPATIALDATA})
_TARGETS: Mapping[ContainerKind, Mapping[str, ContainerKind]] = MappingProxyType(
    {
        ContainerKind.H5AD: _ANNDATA,
        ContainerKind.ANNDATA_ZARR: _ANNDATA,
        ContainerKind.RECORDS: _ANNDATA,
        ContainerKind.H5MU: _MUDATA,
        ContainerKind.MUDATA_ZARR: _MUDATA,
        ContainerKind.SPATIALDATA: _SPATIAL,
    }
)
_WHAT = MappingProxyType(
    {
        H5AD: "one table of observations and features",
        H5MU: "several modalities",
        ZARR: "images, shapes and tables",
    }
)


def default_suffix(dataset: Dataset) -> str:
    """Return the suffix of the container that a dataset fits best: the one that it has, if any.

    Examples
    --------
    >>> from aivc.storage.made.dataset import MadeDataset, MadeTable
    >>> from aivc.storage.made.frames import MadeFrame
    >>> from pathlib import Path
    >>> default_suffix(MadeDataset(Path("plate"), [MadeTable(MadeFrame(["A01"]))]))
    '.h5ad'
    """
    targets = _TARGETS[dataset.kind]
    own = next((suffix for suffix, kind in targets.items() if kind is dataset.kind), None)
    return own if own is not None else next(iter(targets))


def container_of(dataset: Dataset, target: Path) -> ContainerKind:
    """Return the container that the suffix of a target asks for.

    Raises
    ------
    UnwritableError
        There is no such container, or it does not fit the dataset.
    """
    targets = _TARGETS[dataset.kind]
    kind = targets.get(target.suffix)
    if kind is not None:
        return kind
    fitting = " or ".join(targets)
    if target.suffix in {H5AD, H5MU, ZARR}:
        why = f"the dataset holds {_WHAT[next(iter(targets))]}, which {target.suffix} does not hold"
    else:
        why = f"{target.suffix or 'a name without a suffix'} stands for no container"
    msg = f"cannot write {target.name}: {why}; end its name in {fitting}"
    raise UnwritableError(msg)
