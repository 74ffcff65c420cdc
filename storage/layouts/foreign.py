"""Say in a few words what a file is that aivc does not open as a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.storage.layouts.kind import Format

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.storage.node import GroupNode

SIGNATURES = (
    (b"\x1f\x8b", "a gzip-compressed file; unpack it first"),
    (b"BZh", "a bzip2-compressed file; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz-compressed file; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd-compressed file; unpack it first"),
    (b"PAR1", "a Parquet table"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (
        b"%%MatrixMarket",
        "a Matrix Market file; make a dataset of its folder with `aivc convert`",
    ),
    (b"#1.3", "a GCT table; make a dataset of it with `aivc convert`"),
    (b"#1.2", "a GCT table; make a dataset of it with `aivc convert`"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
)
"""First bytes of files that people have beside their datasets."""

_FOLDERS = (
    (
        ("matrix.mtx.gz",),
        "a 10x folder of a count matrix; make a dataset of it with `aivc convert`",
    ),
    (
        ("matrix.mtx",),
        "a 10x folder of a count matrix; make a dataset of it with `aivc convert`",
    ),
    (
        ("filtered_feature_bc_matrix",),
        "a 10x output folder; make a dataset of it with `aivc convert`",
    ),
    (
        ("filtered_feature_bc_matrix.h5",),
        "a 10x output folder; make a dataset of it with `aivc convert`",
    ),
    (
        ("cell_feature_matrix.h5",),
        "a Xenium output folder; make a dataset of it with `aivc convert`",
    ),
    (("__tiledb_group.tdb",), "a TileDB group; export it to h5ad first"),
)


CONVERTIBLE = frozenset(
    {
        "a GCTX file (L1000)",
        "a 10x count matrix in HDF5",
        "an OME-Zarr image",
        "an OME-Zarr plate",
    }
)
_ARTICLE = {Format.HDF5: "an HDF5 file", Format.ZARR: "a zarr store"}


def unknown_file(path: Path, start: bytes) -> UnreadableInputError:
    """Return the error for a file that is neither HDF5 nor a zip archive."""
    what = next((text for magic, text in SIGNATURES if start.startswith(magic)), None)
    if what is None and b"\0" not in start:
        what = "plain text; if it holds lab data, make a dataset of it with `aivc convert`"
    what = what or "of no format that aivc knows"
    return UnreadableInputError(f"{path} is no h5ad, h5mu or zarr: it is {what}")


def unknown_folder(path: Path) -> UnreadableInputError:
    """Return the error for a directory without zarr metadata at its root."""
    try:
        names = {entry.name for entry in path.iterdir()}
    except OSError as error:
        return UnreadableInputError(f"{path} cannot be listed: {error.strerror}")
    known = next((text for marks, text in _FOLDERS if names.issuperset(marks)), None)
    if known is not None:
        return UnreadableInputError(f"{path} is no zarr store: it is {known}")
    if not names:
        return UnreadableInputError(f"{path} is an empty directory, not a zarr store")
    return UnreadableInputError(
        f"{path} is a directory but no zarr store: it has no zarr.json, .zgroup or .zattrs; "
        "if it holds lab files, make a dataset of them with `aivc convert`"
    )


def foreign_tree(path: Path, root: GroupNode, container: Format) -> UnreadableInputError:
    """Return the error for an HDF5 file or zarr store without a layout that aivc reads."""
    names = set(root.names())
    what = _known_tree(root, names)
    if what is not None:
        return UnreadableInputError(f"{path} is {what}, not AnnData or MuData; {_advice(what)}")
    held = ", ".join(sorted(names)[:8]) or "nothing"
    return UnreadableInputError(
        f"{path} is {_ARTICLE[container]} but neither AnnData, MuData nor SpatialData: its root "
        f"holds {held} and no obs and var"
    )


def _advice(what: str) -> str:
    if what in CONVERTIBLE:
        return "make a dataset of it with `aivc convert`"
    return "write it as h5ad first"


def _known_tree(root: GroupNode, names: set[str]) -> str | None:
    if {"row_attrs", "col_attrs", "matrix"} <= names:
        return "a Loom file"
    if root.array("0/DATA/0/matrix") is not None:
        return "a GCTX file (L1000)"
    if {"assays", "cell.names"} <= names:
        return "an h5Seurat file"
    if _is_tenx(root, names):
        return "a 10x count matrix in HDF5"
    if any("pandas_type" in str(root.attributes.get(key)) for key in ("TITLE",)) or (
        "PYTABLES_FORMAT_VERSION" in root.attributes
    ):
        return "a table that pandas or PyTables wrote"
    ome = root.attributes.get("ome", root.attributes)
    if isinstance(ome, dict) or "multiscales" in root.attributes or "plate" in root.attributes:
        keys = ome if isinstance(ome, dict) else root.attributes
        if "multiscales" in keys:
            return "an OME-Zarr image"
        if "plate" in keys:
            return "an OME-Zarr plate"
    return None


def _is_tenx(root: GroupNode, names: set[str]) -> bool:
    parts = {"barcodes", "data", "indices", "indptr", "shape"}
    for name in sorted(names)[:16]:
        group = root.group(name)
        if group is not None and parts <= set(group.names()):
            return True
    return False
