"""Read the matrices of a 10x HDF5 file as tables, for every reader whose format contains one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.hints import Hints
from aivc.adapters.tenx.assembling import assemble
from aivc.adapters.tenx.beside import Beside
from aivc.adapters.tenx.droplets import level_of, note_droplets
from aivc.adapters.tenx.h5_counts import read_counts
from aivc.adapters.tenx.h5_facts import H5Facts, card_of, common_facts, operators_of
from aivc.adapters.tenx.h5_layout import H5Kind, layout_of, missing_parts
from aivc.adapters.tenx.naming_file import naming_file
from aivc.adapters.tenx.same_features import shared
from aivc.storage.errors import UnreadableInputError
from aivc.storage.problems import ProblemLog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.assembling import Assembled
    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.adapters.tenx.features import Features
    from aivc.storage.made.dataset import MadeTable
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


@dataclass(frozen=True, slots=True, eq=False)
class H5Tables:
    """The matrices of a file as tables, and what the format says about them.

    Attributes
    ----------
    tables
        One table without a name, or ``mod/NAME`` for each modality (or genome of Cell Ranger 2).
    hints
        Operators by matrix, and values of the card.
    close
        Releases the file; tables cannot be read afterwards.
    """

    tables: tuple[MadeTable, ...]
    hints: Hints
    close: Callable[[], None]


def read_h5_tables(path: Path, log: ConversionNotes) -> H5Tables:
    """Read the count matrices of one 10x HDF5 file.

    Cells are rows. Values stay in the file and are streamed. The attributes of the file are
    ``uns["tenx"]`` of the first table.

    Parameters
    ----------
    path
        ``filtered_feature_bc_matrix.h5``, ``cell_feature_matrix.h5`` or a file of the same layout.
    log
        Takes notes.

    Raises
    ------
    UnreadableInputError
        It is no such file, or it is damaged.

    Examples
    --------
    >>> found = read_h5_tables(path, log)  # doctest: +SKIP
    >>> [(table.name, table.n_obs, table.n_var) for table in found.tables]  # doctest: +SKIP
    [('mod/rna', 713, 36601), ('mod/protein', 713, 17)]
    """
    opened = open_h5(path, "", log)
    try:
        assembled, facts = joined_h5([opened], Beside(), log)
    except BaseException:
        opened.close()
        raise
    return H5Tables(assembled.tables, hints_of(assembled, facts), opened.close)


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
        start = opened.read(8)
    if start != b"\x89HDF\r\n\x1a\n":
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


def joined_h5(
    opened: Sequence[OpenedH5], beside: Beside, log: ConversionNotes
) -> tuple[Assembled, H5Facts]:
    """Join the cells of several files, and what they say of themselves.

    Parameters
    ----------
    opened
        One file, or one for each sample.
    beside
        What lies beside them.
    log
        Takes notes.

    Returns
    -------
    tuple
        The tables, and those attributes of the files on which all agree.

    Raises
    ------
    UnreadableInputError
        Samples have different features, or different genomes.
    """
    genomes: dict[str, list[CountMatrix]] = {}
    for file in opened:
        for counts, genome in zip(file.counts, file.genomes, strict=True):
            genomes.setdefault(genome, []).append(counts)
    if any(len(parts) < len(opened) for parts in genomes.values()):
        told = {len(parts): genome for genome, parts in genomes.items()}
        msg = (
            f"{len(opened):,} samples are to be joined, but genome {told[min(told)] or 'of all'} "
            f"is only in {min(told):,} of them; convert them one by one"
        )
        raise UnreadableInputError(msg)
    facts = common_facts([file.facts for file in opened])
    uns: dict[str, Any] = dict(beside.uns)
    by_sample = {file.counts[0].sample: dict(file.facts.attributes) for file in opened}
    if any(by_sample.values()):
        uns[UNS] = by_sample if len(opened) > 1 else dict(facts.attributes)
    return assemble(genomes, beside, log, uns), facts


def hints_of(assembled: Assembled, facts: H5Facts) -> Hints:
    """Return what the format says about tables of files that agree on these facts."""
    said = "the types of features of Cell Ranger say what was counted"
    return Hints(
        operators=operators_of(assembled.tables, assembled.operators, facts, said),
        roles=assembled.roles,
        card=card_of(assembled.operators, assembled.features, facts),
    )
