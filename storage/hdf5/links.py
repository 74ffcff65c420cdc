"""Follow HDF5 links without leaving the file and without running in circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import h5py

from aivc.storage.errors import OutsideContainerError
from aivc.storage.guard import decoding
from aivc.storage.limits import MAX_DEPTH
from aivc.storage.node import join
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from aivc.storage.problems import ProblemLog


def resolve(
    group: h5py.Group, segments: tuple[str, ...], path: str, problems: ProblemLog
) -> h5py.Group | h5py.Dataset | None:
    """Return the object at ``segments`` below ``group``, or None if there is none.

    libhdf5 would follow a soft link that leads through an external link into any other file, so
    that every step is looked at here.

    Raises
    ------
    OutsideContainerError
        A link leads into another file.
    UnreadableInputError
        The links themselves cannot be decoded.
    """
    return _walk(group, segments, path, problems, hops=0)


def _walk(
    group: h5py.Group, segments: tuple[str, ...], path: str, problems: ProblemLog, hops: int
) -> h5py.Group | h5py.Dataset | None:
    here = group
    for place, name in enumerate(segments):
        if not isinstance(here, h5py.Group):
            return None
        with decoding(path):
            link = here.get(name, getlink=True)
        if link is None:
            return None
        rest = segments[place + 1 :]
        if isinstance(link, h5py.ExternalLink):
            msg = f"{path} is a link into another file, {link.filename!r}; it is not followed"
            raise OutsideContainerError(msg)
        if isinstance(link, h5py.SoftLink):
            return _jump(here, link.path, rest, path, problems, hops)
        with decoding(path):
            here = here[name]
    return here if isinstance(here, h5py.Group | h5py.Dataset) else None


def _jump(
    here: h5py.Group,
    target: str,
    rest: tuple[str, ...],
    path: str,
    problems: ProblemLog,
    hops: int,
) -> h5py.Group | h5py.Dataset | None:
    start = here.file["/"] if target.startswith("/") else here
    segments = tuple(name for name in target.split("/") if name not in {"", "."})
    found = None
    if hops < MAX_DEPTH:
        found = _walk(start, segments + rest, path, problems, hops + 1)
    if found is None:
        message = f"{path} is a link to {join(target, *rest)!r}, which leads to nothing"
        problems.add(ProblemKind.DANGLING_LINK, path, message)
    return found
