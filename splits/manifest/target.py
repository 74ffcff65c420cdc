"""Where a manifest may be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aivc.splits.errors import ManifestError

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES = frozenset({".yaml", ".yml", ".json"})


def checked_target(path: str | Path, inputs: Iterable[str | Path | None]) -> Path:
    """Return the file of a header, if header and table may be written there.

    Parameters
    ----------
    path
        The header; its table is written beside it, with the suffix ``.parquet``.
    inputs
        Files that must stay as they are, such as the data; None for those that are not there.

    Raises
    ------
    ManifestError
        The name is none of a header, there is no such folder, or an input would be replaced.

    Examples
    --------
    >>> checked_target("screen.split.yaml", ("screen.h5ad",)).name
    'screen.split.yaml'
    """
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        stem = path.name.split(".", 1)[0]
        msg = (
            f"{path} is no name for the header of a manifest; end it in .yaml, such as "
            f"{stem}.split.yaml"
        )
        raise ManifestError(msg)
    if not path.parent.is_dir():
        msg = f"there is no folder {path.parent}; make it, or write {path.name} elsewhere"
        raise ManifestError(msg)
    kept = {Path(one).resolve() for one in inputs if one is not None}
    for file in (path, path.with_suffix(".parquet")):
        if file.resolve() in kept:
            msg = f"{path} and its table would replace {file}; give the manifest another name"
            raise ManifestError(msg)
    return path


def refuse_existing(paths: Iterable[Path], *, force: bool) -> None:
    """Refuse to replace a header or its table, unless that was asked for.

    Raises
    ------
    ManifestError
        A header, or the table of one, is there already and ``force`` is false.
    """
    if force:
        return
    for path in paths:
        for file in (path, path.with_suffix(".parquet")):
            if file.exists():
                what = "a manifest" if file == path else "a table of assignments"
                msg = f"there is {what} {file} already; overwrite it with --force"
                raise ManifestError(msg)
