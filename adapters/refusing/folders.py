"""What a folder is that no reader takes."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.peeking import names_in
from aivc.adapters.refusing.files import refused_file

if TYPE_CHECKING:
    from pathlib import Path

MOST_CHILDREN = 40
"""Entries of a folder that are looked into."""

MOST_FILES = 40
MOST_SHOWN = 5
_STORES = frozenset({".zgroup", ".zarray", ".zattrs", ".zmetadata", "zarr.json"})
_TILEDB = ("__tiledb_group.tdb", "__schema/", "__fragments/", "__group/")


def refused_folder(folder: Path) -> str | None:
    """Return one sentence about a folder that is no source as a whole."""
    names = names_in(folder, 4)
    if not names:
        return f"{folder} is an empty folder; check whether the download or copy finished"
    if any(mark in f"{name}" for name in names for mark in _TILEDB):
        return (
            f"{folder} is a TileDB store; write it as h5ad (tiledbsoma.io.to_h5ad) and convert that"
        )
    if _STORES & set(names):
        return None  # a store, whose own reader says best what is wrong with it
    inside = sources_in(folder)
    if inside:
        listed = ", ".join(inside[:MOST_SHOWN])
        more = f" and {len(inside) - MOST_SHOWN} more" if len(inside) > MOST_SHOWN else ""
        them = "it" if len(inside) == 1 else "one of them"
        return f"{folder} is no source itself, but holds {listed}{more}; give {them}"
    return _of_files(folder, names)


def sources_in(folder: Path, depth: int = 2) -> list[str]:
    """Return what in a folder a reader is sure of, with the reader's name."""
    from aivc.adapters.detection import detect_adapters

    with suppress(OSError):
        children = sorted(folder.iterdir())[:MOST_CHILDREN]
        found = []
        for child in children:
            known = detect_adapters(child)
            if known and known[0].detection.confidence > Confidence.POSSIBLE:
                found.append(f"{child.name} ({known[0].adapter.name})")
        if found or depth <= 1:
            return found
        folders = [child for child in children if child.is_dir() and not child.is_symlink()]
        return [f"{c.name}/{inner}" for c in folders for inner in sources_in(c, depth - 1)]
    return []


def _of_files(folder: Path, names: list[str]) -> str:
    """Say what its files are, where all of them are known."""
    looked_at = names[:MOST_FILES]
    found = {name: refused_file(folder / name) for name in looked_at}
    known = Counter(refusal for refusal in found.values() if refusal is not None)
    others = f"{len(names):,} files" if len(names) > 1 else "one file"
    if sum(known.values()) < len(looked_at):
        listed = ", ".join(names[:MOST_SHOWN])
        return (
            f"{folder} holds {others} of no format that aivc reads as a folder ({listed}"
            f"{', ...' if len(names) > MOST_SHOWN else ''}); give the file that matters, "
            "or see `aivc adapters`"
        )
    refusal = known.most_common(1)[0][0]
    first = next(name for name, other in found.items() if other == refusal)
    return (
        f"{folder} holds {others} and no data that aivc reads, such as {first}, which "
        f"{refusal.what}; {refusal.instead}"
    )
