"""Copy a container without decoding what it holds."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from aivc.storage.errors import UnwritableError
from aivc.storage.limits import refuse_unbacked
from aivc.storage.problems import ProblemLog
from aivc.storage.zarr.archive import ZipStore


def copy_store(source: Path, target: Path) -> None:
    """Copy a zarr store, a folder or a zip archive of one, into an empty folder.

    Entries of an archive that would lead out of the folder are not unpacked.

    Raises
    ------
    UnwritableError
        The folder holds links to folders, links that lead out of it, or things that are no files.
    UnreadableInputError
        The archive is damaged, or declares more than its bytes can hold.
    """
    if source.is_dir():
        _copy_folder(Path(os.path.realpath(source)), target)
    else:
        _unpack(source, target)


def _copy_folder(source: Path, target: Path) -> None:
    for root, folders, names in os.walk(source):
        here = target / Path(root).relative_to(source)
        for name in folders:
            if Path(root, name).is_symlink():
                raise _odd(Path(root, name), source, "a link to a folder")
            (here / name).mkdir()
        for name in names:
            shutil.copyfile(_file(Path(root, name), source), here / name)


def _file(path: Path, source: Path) -> Path:
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(source):
        raise _odd(path, source, "a link that leads out of the store")
    if not real.exists() or not stat.S_ISREG(real.stat().st_mode):
        raise _odd(path, source, "no regular file")
    return real


def _odd(path: Path, source: Path, what: str) -> UnwritableError:
    name = path.relative_to(source).as_posix()
    return UnwritableError(f"{source.name}: {name} is {what}; put the file itself in its place")


def _unpack(source: Path, target: Path) -> None:
    problems = ProblemLog()
    archive = ZipStore(source, problems)
    try:
        keys = archive.keys()
        sizes = [archive.size(key) or 0 for key in keys]
        refuse_unbacked(sum(sizes), lambda: source.stat().st_size, source.name)
        for key in keys:
            content = archive.get(key) or b""
            (target / key).parent.mkdir(parents=True, exist_ok=True)
            (target / key).write_bytes(content)
    finally:
        archive.close()
