"""Tell whether the rows of a table are observations or features, by what their names are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.feature_names import naming_of
from aivc.adapters.drafting.names import joined
from aivc.adapters.text_matrix.barcodes import are_barcodes
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.adapters.text_matrix.table_head import TableHead

FEATURE_WORDS = frozenset(
    {"gene", "genes", "geneid", "geneids", "genename", "genesymbol", "symbol", "hgncsymbol",
     "feature", "features", "featureid", "ensembl", "ensemblid", "ensemblgeneid", "probe",
     "probeid", "probeset", "protein", "proteinid", "proteins", "uniprot", "transcript",
     "transcriptid", "sgrna", "sgrnaid", "peak", "peaks", "idref", "entrezid", "entrezgeneid"}
)  # fmt: skip
OBSERVATION_WORDS = frozenset(
    {"cell", "cells", "cellid", "cellname", "cellbarcode", "barcode", "barcodes", "sample",
     "samples", "sampleid", "samplename", "spot", "spotid", "observation", "observationid",
     "obsnames", "well", "wellid", "nucleus", "nucleusid", "profile", "profileid", "donor",
     "donorid", "patient", "patientid", "subject", "subjectid", "perturbation", "compound", "drug",
     "guide", "guideid", "cellline", "condition"}
)  # fmt: skip
SHORTEST = 3
"""Letters of a name that says something by itself."""


@dataclass(frozen=True, slots=True)
class Orientation:
    """Whether rows are observations, and the evidence."""

    because: str
    rows_are_observations: bool


def orientation_of(head: TableHead, told: Sequence[Orientation] = ()) -> Orientation:
    """Tell what the rows of a table are.

    Parameters
    ----------
    head
        The beginning of the table.
    told
        What metadata beside the table tells.

    Raises
    ------
    UnreadableInputError
        Nothing tells, or what tells contradicts itself; the message says how to say it.
    """
    votes = [*told, *_votes(head)]
    directions = {vote.rows_are_observations for vote in votes}
    if len(directions) == 1:
        because = "; ".join(dict.fromkeys(vote.because for vote in votes))
        return Orientation(because, directions.pop())
    why = "neither the names of its rows nor those of its columns are known as genes or barcodes"
    if votes:
        why = "; but ".join(dict.fromkeys(vote.because for vote in votes))
    msg = (
        f"{head.path}: whether its rows are observations or features cannot be told ({why}); "
        "write cell or gene into the first cell of the first line, for what the rows are"
    )
    raise UnreadableInputError(msg)


def feature_like(names: Sequence[str]) -> str | None:
    """Return why names are those of features, or None where they are not known as such.

    Names of one or two letters, and numbers, are symbols of genes by chance.

    Examples
    --------
    >>> feature_like(["a", "b", "c"]) is None, feature_like(["CD3D", "CD8A", "s1"])
    (True, 'all 2 are human gene symbols')
    """
    telling = [name for name in names if len(name) >= SHORTEST and not name.isdigit()]
    naming = naming_of(telling) if 2 * len(telling) > len(names) else None
    return naming.because if naming is not None else None


def _of_features(because: str) -> Orientation:
    return Orientation(because, rows_are_observations=False)


def _of_observations(because: str) -> Orientation:
    return Orientation(because, rows_are_observations=True)


def _votes(head: TableHead) -> Iterator[Orientation]:
    corner = joined(head.columns[0])
    if corner in FEATURE_WORDS:
        yield _of_features(f"the first column is called {head.columns[0]}")
    if corner in OBSERVATION_WORDS:
        yield _of_observations(f"the first column is called {head.columns[0]}")
    texts = set(head.text_columns)
    names = [name for place, name in enumerate(head.columns) if place and place not in texts]
    rows = [cell.strip() for cell in head.cells(0)]
    down, across = are_barcodes(rows), are_barcodes(names)
    if down != across:
        where = "rows" if down else "columns"
        yield Orientation(f"the names of {where} are barcodes of cells", down)
        if corner in FEATURE_WORDS | OBSERVATION_WORDS:
            return
    # Genes are looked up only where barcodes leave that axis open.
    of_rows = None if down else feature_like(rows)
    of_columns = None if across else feature_like(names)
    if of_rows is not None and of_columns is None:
        yield _of_features(f"of the names of rows, {of_rows}")
    if of_columns is not None and of_rows is None:
        yield _of_observations(f"of the names of columns, {of_columns}")
