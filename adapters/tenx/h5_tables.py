"""Read the matrices of a 10x HDF5 file as tables, for every reader whose format contains one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.hints import Hints
from aivc.adapters.tenx.assembling import assemble
from aivc.adapters.tenx.beside import Beside
from aivc.adapters.tenx.h5_facts import card_of, common_facts, operators_of
from aivc.adapters.tenx.h5_opening import UNS, open_h5
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.assembling import Assembled
    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.adapters.tenx.h5_facts import H5Facts
    from aivc.adapters.tenx.h5_opening import OpenedH5
    from aivc.storage.made.dataset import MadeTable

__all__ = ["UNS", "H5Tables", "hints_of", "joined_h5", "read_h5_tables"]


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
