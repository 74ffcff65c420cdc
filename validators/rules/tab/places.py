"""From the path of an element in its file to a location in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.findings import Location

if TYPE_CHECKING:
    from aivc.validators.facts.model import Facts

FRAMES = ("raw/var", "obs", "var")


def place_of(path: str, facts: Facts) -> Location:
    """Return the location of a path such as ``mod/rna/obs/batch`` or ``raw/X/indptr``.

    Parts of a frame or a matrix, such as its pointers, are at the frame or the matrix.
    """
    rest = path.strip("/")
    names = sorted((name for name in facts.tables if name), key=len, reverse=True)
    table = next((name for name in names if rest == name or rest.startswith(f"{name}/")), "")
    rest = rest[len(table) :].strip("/")
    if not rest:
        return Location("file", table=table)
    for frame in FRAMES:
        if rest == frame or rest.startswith(f"{frame}/"):
            return Location(frame, table=table, column=rest[len(frame) + 1 :])
    head, _, tail = rest.partition("/")
    if head == "raw" and tail.startswith("X"):
        return Location("raw/X", table=table)
    if head in {"layers", "obsm", "varm", "obsp", "varp"}:
        return Location(f"{head}/{tail.split('/')[0]}".rstrip("/"), table=table)
    if head == "uns":
        return Location("uns", table=table, column=tail)
    return Location(head if head == "X" else rest, table=table)
