"""Read the Matrix Market files of a source as one dataset."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints
from aivc.adapters.tenx.assembling import assemble
from aivc.adapters.tenx.beside import Beside
from aivc.adapters.tenx.droplets import note_droplets
from aivc.adapters.tenx.features import FEATURE_TYPE, GENOME
from aivc.adapters.tenx.h5_facts import H5Facts, card_of, operators_of
from aivc.adapters.tenx.mtx_counts import MtxReader
from aivc.adapters.tenx.mtx_values import header_of
from aivc.adapters.tenx.neighbours import look_beside
from aivc.adapters.tenx.places import chosen
from aivc.adapters.tenx.spool import Spools
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.assembling import Assembled
    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.adapters.tenx.mtx_places import MtxTriple
    from aivc.adapters.tenx.places import Place

UNS = "tenx"
_VERSION = "software_version"
"""What only Cell Ranger says in the head of a matrix."""


def read_mtx(
    source: Path, found: Sequence[tuple[Place, MtxTriple]], log: ConversionNotes
) -> SourceReading:
    """Read matrices and what lies beside them.

    Parameters
    ----------
    source
        A folder, or one Matrix Market file.
    found
        The matrices.
    log
        Takes notes.

    Raises
    ------
    UnreadableInputError
        There is no matrix, a file is missing or damaged, or samples do not have the same features.
    """
    if not found:
        raise UnreadableInputError(_nothing_found(source))
    places = chosen(found, source, log)
    spools = Spools()
    reader = MtxReader(spools, log)
    genomes: dict[str, list[CountMatrix]] = {}
    several = len({place.sample for place, _ in places}) > 1
    each_genome = len({place.genome for place, _ in places}) > 1
    for place, triple in places:
        sample = place.sample if several else ""
        counts = reader.read(triple, sample, place.genome)
        note_droplets(counts, triple.matrix, log)
        genomes.setdefault(place.genome if each_genome else "", []).append(counts)
    _require_all(genomes, source)
    used = [path for _, triple in found for path in triple.files]
    beside = look_beside(source, used, log) if source.is_dir() else Beside()
    beside = replace(beside, cell_tables=(*beside.cell_tables, *reader.cell_tables))
    said = _said([triple.matrix for _, triple in places])
    uns = {**beside.uns, **said}
    assembled = assemble(genomes, beside, log, uns)
    dataset = MadeDataset(source, assembled.tables, close=spools.close)
    return SourceReading(dataset, _hints(assembled, _facts(said, [place for place, _ in places])))


def _nothing_found(source: Path) -> str:
    if not source.exists():
        return f"there is no file or folder {source}"
    if source.is_dir():
        return (
            f"{source} holds no Matrix Market file (.mtx or .mtx.gz); name the folder in which "
            "matrix.mtx lies"
        )
    return f"{source} is not called .mtx or .mtx.gz; name a Matrix Market file or its folder"


def _require_all(genomes: dict[str, list[CountMatrix]], source: Path) -> None:
    lengths = {genome: len(parts) for genome, parts in genomes.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{genome} in {n:,}" for genome, n in sorted(lengths.items()))
        msg = f"{source} does not hold every genome for every sample ({told}); convert them apart"
        raise UnreadableInputError(msg)


def _said(matrices: Sequence[Path]) -> dict[str, Any]:
    """Return what the heads of the matrices say of themselves, each once."""
    said: list[dict[str, Any]] = []
    for path in matrices:
        header = header_of(path)
        comments = {"comments": list(header.comments)} if header.comments else {}
        told = {**header.metadata, **comments}
        if told and told not in said:
            said.append(told)
    if not said:
        return {}
    return {UNS: said[0] if len(said) == 1 else {str(n): told for n, told in enumerate(said)}}


def _facts(said: dict[str, Any], places: Sequence[Place]) -> H5Facts:
    """Return what Cell Ranger says of itself in the heads of all matrices."""
    version = said.get(UNS, {}).get(_VERSION)
    if not isinstance(version, str):
        return H5Facts({})
    # Matrices that differ in what they say were put under numbers, and say nothing in common.
    return H5Facts(
        {_VERSION: version if version.startswith("cellranger") else f"cellranger-{version}"},
        counts_umis=True,
        is_filtered=all(place.level == "filtered" for place in places),
    )


def _hints(assembled: Assembled, facts: H5Facts) -> Hints:
    """Return what the types of features say; lists without types are of any program."""
    is_said = any(
        FEATURE_TYPE in features.columns or GENOME in features.columns
        for features in assembled.features
    )
    operators = assembled.operators if is_said else (None,) * len(assembled.operators)
    said = "the types of features of Cell Ranger say what was counted"
    return Hints(
        operators=operators_of(assembled.tables, operators, facts, said),
        roles=assembled.roles,
        card=card_of(operators, assembled.features, facts),
    )
