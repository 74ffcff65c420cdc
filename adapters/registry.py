"""The readers of lab formats by name, loaded when they are needed."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.adapters.errors import UnknownAdapterError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.contract.adapter import Adapter

ENTRY_POINTS = "aivc.adapters"
"""Group of the entry points by which other packages add readers."""

BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        "anndata": "aivc.adapters.containers.anndata_files:AnnDataFiles",
        "mudata": "aivc.adapters.containers.mudata_files:MuDataFiles",
        "spatialdata": "aivc.adapters.containers.spatialdata_stores:SpatialDataStores",
        "tenx-h5": "aivc.adapters.tenx.h5_matrix:TenxH5",
        "tenx-mtx": "aivc.adapters.tenx.mtx_folder:TenxMtx",
        "text-matrix": "aivc.adapters.text_matrix.adapter:TextMatrix",
        "gct": "aivc.adapters.l1000.gct:Gct",
        "gctx": "aivc.adapters.l1000.gctx:Gctx",
        "cell-painting": "aivc.adapters.cell_painting.adapter:CellPainting",
        "plate-map": "aivc.adapters.plates.plate_map:PlateMapFile",
        "plate-screen": "aivc.adapters.plates.plate_screen:PlateScreen",
        "visium": "aivc.adapters.visium.adapter:Visium",
        "xenium": "aivc.adapters.xenium.adapter:Xenium",
        "cosmx": "aivc.adapters.cosmx.adapter:CosMx",
        "merscope": "aivc.adapters.merscope.adapter:Merscope",
        "cell-positions": "aivc.adapters.cell_positions.adapter:CellPositions",
        "ome-zarr": "aivc.adapters.ome_zarr.adapter:OmeZarr",
        "proteomics-table": "aivc.adapters.proteomics.adapter:ProteomicsTable",
        "sdrf": "aivc.adapters.sdrf.adapter:Sdrf",
        "petab": "aivc.adapters.petab.adapter:Petab",
        "cdisc": "aivc.adapters.clinical.cdisc:Cdisc",
        "clinical-table": "aivc.adapters.clinical.plain_table:ClinicalTableFile",
        "guide-table": "aivc.adapters.guide_table.adapter:GuideTable",
        "observation-table": "aivc.adapters.observation_table.adapter:ObservationTable",
    }
)
"""Module and class of each, in the order in which they are listed."""


def adapter_names() -> tuple[str, ...]:
    """Return the names of all readers, those of other packages last and sorted."""
    return (*BUILT_IN, *sorted(set(_others()) - set(BUILT_IN)))


def load_adapter(name: str) -> Adapter:
    """Load a reader.

    Raises
    ------
    UnknownAdapterError
        There is none of this name, or the package that offers it cannot be loaded.

    Examples
    --------
    >>> load_adapter("tenx-h5").title  # doctest: +SKIP
    '10x Genomics count matrix in HDF5'
    """
    if name in BUILT_IN:
        module, attribute = BUILT_IN[name].split(":")
        adapter: Adapter = getattr(import_module(module), attribute)()
        return adapter
    other = _others().get(name)
    if other is None:
        msg = f"there is no adapter {name!r}; there are {', '.join(adapter_names())}"
        raise UnknownAdapterError(msg)
    try:
        adapter = other.load()()
    except Exception as error:
        msg = f"the adapter {name!r} of package {other.dist.name} cannot be loaded: {error}"
        raise UnknownAdapterError(msg) from error
    return adapter


def _others() -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=ENTRY_POINTS)}
