"""Open a 10x HDF5 file and read what it says of its matrices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.adapters.peeking import HDF5
from aivc.adapters.tenx.droplets import level_of, note_droplets
from aivc.adapters.tenx.h5_counts import read_counts
from aivc.adapters.tenx.h5_facts import H5Facts
from aivc.adapters.tenx.h5_layout import H5Kind, layout_of, missing_parts, unknown_parts
from aivc.adapters.tenx.naming_file import naming_file
from aivc.adapters.tenx.same_features import shared
from aivc.storage.errors import UnreadableInputError
from aivc.storage.problems import ProblemLog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.adapters.tenx.features import Features
    from aivc.storage.node import GroupNode

UNS = "tenx"
"""Entry of uns with the attributes of the file."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenedH5:
    """An opened file of 10x.

    Attributes
    ----------
    counts
        Its matrices: one, or one for each genome of Cell Ranger 2.
    genomes
        Their genomes, where each has a matrix of its own, else one empty name.
    facts
        What the file says of itself.
    close
        Releases the file.
    """

    counts: tuple[CountMatrix, ...]
    genomes: tuple[str, ...]
    facts: H5Facts
    close: Callable[[], None]


def open_h5(
    path: Path, sample: str, log: ConversionNotes, *, first: Features | None = None
) -> OpenedH5:
    """Open a file and read what it says of its matrices, without their values.

    Parameters
    ----------
    path
        The file.
    sample
        Name of the sample; empty for the only one.
    log
        Takes notes.
    first
        Features of the first sample, which are held once where this one has the same.

    Raises
    ------
    UnreadableInputError
        It is no count matrix of 10x, or it is damaged.
    """
    from aivc.storage.hdf5.container import Hdf5Container

    _require_file(path)
    problems = ProblemLog()
    container = Hdf5Container(path, problems)
    try:
        counts, genomes = _counts(container.root, path, sample, problems)
        others = unknown_parts(container.root)
        facts = H5Facts(
            dict(container.root.attributes),
            path.name,
            counts_umis=True,
            is_filtered=level_of(path.name) == "filtered",
        )
    except BaseException:
        container.close()
        raise
    log.read_file(path)
    for name in others:
        log.left_alone(f"{path.name}: {name}", "it is no part of the layout of a 10x matrix")
    counts = tuple(replace(c, features=shared(c.features, first)) for c in counts)
    for matrix in counts:
        note_droplets(matrix, path, log)
    if facts.chemistry:
        log.mapped(f"{path.name}: chemistry {facts.chemistry}", f"uns {UNS}", "the file states it")
    return OpenedH5(counts, genomes, facts, container.close)


def _require_file(path: Path) -> None:
    if not path.is_file():
        msg = f"there is no file {path}; name a count matrix of Cell Ranger in HDF5"
        raise UnreadableInputError(msg)
    with path.open("rb") as opened:
        start = opened.read(len(HDF5))
    if start != HDF5:
        msg = (
            f"{path} is no HDF5 file, as the count matrices of Cell Ranger are; name "
            "filtered_feature_bc_matrix.h5"
        )
        raise UnreadableInputError(msg)


def _counts(
    root: GroupNode, path: Path, sample: str, problems: ProblemLog
) -> tuple[tuple[CountMatrix, ...], tuple[str, ...]]:
    layout = layout_of(root)
    if layout is None:
        raise UnreadableInputError(_no_matrix(root, path))
    if layout.kind is H5Kind.MOLECULES:
        msg = (
            f"{path} is a molecule_info.h5 of Cell Ranger: it holds single molecules, not counts "
            "of cells; name the filtered_feature_bc_matrix.h5 beside it"
        )
        raise UnreadableInputError(msg)
    is_old = layout.kind is H5Kind.GENOMES
    counts = []
    for name in layout.groups:
        group = root.group(name)
        if group is not None:
            genome = name if is_old else ""
            with naming_file(str(path)):
                counts.append(read_counts(group, sample, str(path), problems, genome=genome))
    return tuple(counts), layout.groups if is_old else ("",)


def _no_matrix(root: GroupNode, path: Path) -> str:
    lacking = missing_parts(root)
    if lacking:
        return f"{path}: the group matrix lacks {', '.join(lacking)}; the file is damaged"
    held = ", ".join(root.names()[:8]) or "nothing"
    return (
        f"{path} is an HDF5 file but no count matrix of 10x: its root holds {held}, where a group "
        "matrix, or one for each genome, was expected, with barcodes, data, indices and indptr"
    )
