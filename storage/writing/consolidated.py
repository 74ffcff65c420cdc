"""Keep the consolidated metadata of a zarr store in step with its documents.

Readers that find it believe it and see nothing that was added behind its back. Format 2 keeps it in
a document of its own, which SpatialData once called ``zmetadata``; format 3 in that of a group.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from aivc.storage.writing.zarr_documents import write_documents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

V2_NAMES = (".zmetadata", "zmetadata")
V2_DOCUMENTS = (".zgroup", ".zarray", ".zattrs")
V3_NAME, V3_KEY = "zarr.json", "consolidated_metadata"


def consolidate(root: Path) -> None:
    """Give a new store consolidated metadata."""
    document = _document(root / V3_NAME)
    if document:
        write_documents(root, {V3_NAME: {**document, V3_KEY: _inline(_collected_v3(root))}})
    else:
        write_documents(root, {V2_NAMES[0]: _collected_v2(root)})


def renew(root: Path, changed: Path) -> None:
    """Collect anew what the groups on the way from the root to a changed folder hold.

    Those that have no consolidated metadata get none.
    """
    above = [changed, *changed.parents]
    for folder in above[: above.index(root) + 1]:
        for name in V2_NAMES:
            if (folder / name).is_file():
                write_documents(folder, {name: _collected_v2(folder)})
        document = _document(folder / V3_NAME)
        if document.get(V3_KEY):
            whole = {**document[V3_KEY], "metadata": _collected_v3(folder)}
            write_documents(folder, {V3_NAME: {**document, V3_KEY: whole}})


def _collected_v2(root: Path) -> dict[str, Any]:
    metadata = {
        (folder / name).relative_to(root).as_posix(): _document(folder / name)
        for folder in _nodes(root)
        for name in V2_DOCUMENTS
        if (folder / name).is_file()
    }
    return {"zarr_consolidated_format": 1, "metadata": metadata}


def _collected_v3(root: Path) -> dict[str, Any]:
    """Return the documents of all nodes below, a group each with no metadata of its own."""
    found = {}
    for folder in _nodes(root):
        if folder == root or not (folder / V3_NAME).is_file():
            continue
        document = _document(folder / V3_NAME)
        if document.get("node_type") == "group":
            document[V3_KEY] = _inline({})
        found[folder.relative_to(root).as_posix()] = document
    return found


def _inline(metadata: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "inline", "must_understand": False, "metadata": metadata}


def _nodes(root: Path) -> Iterator[Path]:
    """Yield the folders of a store that hold documents, and do not look into those of chunks."""
    pending = [root]
    while pending:
        folder = pending.pop(0)
        with os.scandir(folder) as entries:
            listed = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
        names = {name for name, _ in listed}
        is_array = ".zarray" in names or (
            V3_NAME in names and _document(folder / V3_NAME).get("node_type") == "array"
        )
        yield folder
        if not is_array:
            pending += [folder / name for name, is_folder in listed if is_folder]


def _document(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    found = json.loads(path.read_bytes())
    return found if isinstance(found, dict) else {}
