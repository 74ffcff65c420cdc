"""From where a matrix lies to the sample that it is of, and which of several is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from aivc.adapters.tenx.droplets import level_of
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes

DEPTH = 7
"""Folders that are looked into: ``run/outs/per_sample_outs/S1/count/sample_.../matrix.mtx.gz``."""

_PIPELINE_FOLDERS = frozenset(
    {
        "outs", "count", "multi", "per_sample_outs", "filtered_feature_bc_matrix",
        "raw_feature_bc_matrix", "sample_filtered_feature_bc_matrix", "sample_feature_bc_matrix",
        "sample_raw_feature_bc_matrix", "filtered_gene_bc_matrices", "raw_gene_bc_matrices",
        "filtered_gene_bc_matrices_mex", "raw_gene_bc_matrices_mex", "filtered_peak_bc_matrix",
        "raw_peak_bc_matrix", "cell_feature_matrix", "filtered", "raw", "counts_filtered",
        "counts_unfiltered", "alevin", "umi_count", "read_count", "gene", "genefull",
        "genefull_exonoverintron", "genefull_ex50pas", "velocyto", "solo.out", ".",
    }
)  # fmt: skip
"""Folders that Cell Ranger, STARsolo, alevin, kallisto and CITE-seq-Count make in every run."""

_SECOND_CHOICE = {
    "genefull": "it counts introns too, for the same cells as Gene",
    "genefull_exonoverintron": "it counts introns too, for the same cells as Gene",
    "genefull_ex50pas": "it counts introns too, for the same cells as Gene",
    "velocyto": "it splits the counts of the same cells by splicing",
    "read_count": "it counts reads of the same cells; umi_count counts molecules",
    "filtered_tf_bc_matrix": "it sums up the peaks of the same cells by motif",
}
"""Folders and names of matrices of cells that another matrix beside them counts better."""

_GENOMES = "gene_bc_matrices"
"""Cell Ranger 2 makes a folder of each genome below one that is called so."""

_TAIL = re.compile(
    r"(?:^|[._-]+)(?:sample_)?(?:filtered|raw)?[._-]*"
    r"(?:feature_bc_matrix|gene_bc_matrices(?:_h5|_mex)?|gene_bc_matrix|peak_bc_matrix|"
    r"tf_bc_matrix|feature_matrix)[._-]*$",
    re.IGNORECASE,
)
_SOLO = re.compile(r"(?:^|[._-])solo\.out$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a matrix lies.

    Attributes
    ----------
    path
        The file of the matrix.
    relative
        Its path below the source.
    sample
        Name of the sample, from folders and from the beginning of the file's name; may be empty.
    level
        ``filtered``, ``raw`` or empty.
    genome
        Genome that its folder is called after, as Cell Ranger 2 does; else empty.
    """

    path: Path
    relative: str
    sample: str
    level: str
    genome: str = ""


def place_of(path: Path, relative: str, prefix: str) -> Place:
    """Read a path.

    Parameters
    ----------
    path
        The file of the matrix.
    relative
        The same, below the source.
    prefix
        What the name of the file begins with, before the words that every such file has.

    Examples
    --------
    >>> from pathlib import Path
    >>> name = "A1/outs/filtered_feature_bc_matrix/matrix.mtx.gz"
    >>> place_of(Path(name), name, "").sample
    'A1'
    >>> place_of(Path("GSM7_k_raw.h5"), "GSM7_k_raw.h5", "GSM7_k_raw_feature_bc_matrix").level
    'raw'
    """
    folders = relative.split("/")[:-1]
    is_of_genome = _GENOMES in path.parent.parent.name
    genome = path.parent.name if is_of_genome else ""
    own = folders[:-1] if is_of_genome else folders
    names = [_SOLO.sub("", name) for name in own if name.lower() not in _PIPELINE_FOLDERS]
    names.append(_TAIL.sub("", prefix).strip("._- "))
    inside = [path.name, path.parent.name, path.parent.parent.name if is_of_genome else ""]
    level = next((found for found in map(level_of, inside) if found), "")
    return Place(path, relative, "_".join(name for name in names if name), level, genome)


Placed = TypeVar("Placed")


def chosen(
    found: Sequence[tuple[Place, Placed]], source: Path, log: ConversionNotes
) -> list[tuple[Place, Placed]]:
    """Choose the matrices to convert: filtered before raw, and one for each sample and genome.

    Parameters
    ----------
    found
        All matrices.
    source
        The folder, for messages.
    log
        Takes notes of those that are not converted.

    Raises
    ------
    UnreadableInputError
        One sample has several matrices, and nothing says which is meant.
    """
    kept = _without_second_choices(found, log)
    if any(place.level == "filtered" for place, _ in kept):
        for place, _ in kept:
            if place.level == "raw":
                said = "it holds empty droplets beside the cells of a filtered matrix that is read"
                log.left_alone(place.relative, said)
        kept = [entry for entry in kept if entry[0].level != "raw"]
    by_sample: dict[tuple[str, str], Place] = {}
    for place, _ in kept:
        key = (place.sample, place.genome)
        if key in by_sample:
            msg = (
                f"{source} holds two matrices of {place.sample or 'one sample'}: "
                f"{by_sample[key].relative} and {place.relative}; name the one to convert"
            )
            raise UnreadableInputError(msg)
        by_sample[key] = place
    if len({sample for sample, _ in by_sample}) > 1:
        kept = [(_named(place, source), what) for place, what in kept]
    return sorted(kept, key=lambda entry: (entry[0].sample, entry[0].genome))


def _named(place: Place, source: Path) -> Place:
    """Name a sample that lies at the top of a folder of samples after the folder."""
    return place if place.sample else replace(place, sample=source.resolve().name)


def _without_second_choices(
    found: Iterable[tuple[Place, Placed]], log: ConversionNotes
) -> list[tuple[Place, Placed]]:
    entries = list(found)
    first = [entry for entry in entries if _second_choice(entry[0]) is None]
    if not first:
        return entries
    for place, _ in entries:
        because = _second_choice(place)
        if because is not None:
            log.left_alone(place.relative, because)
    return first


def _second_choice(place: Place) -> str | None:
    words = [*place.relative.lower().split("/")[:-1], place.path.name.lower().split(".")[0]]
    return next((said for word, said in _SECOND_CHOICE.items() if word in words), None)
