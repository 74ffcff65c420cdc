"""Which operator measured a table, from its features, its obs and what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from aivc.adapters.drafting.feature_space import row_names
from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.role_names import rank_of
from aivc.schema.vocabulary import is_descendant, lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.feature_space import FeatureGuess
    from aivc.storage.model import SpatialElement, Table

NEAREST_TERM = {
    "SingleCellRNA": "EFO:0008913",
    "SingleCellATAC": "EFO:0010891",
    "SurfaceProtein": "EFO:0030008",
    "BulkExpression": "EFO:0008896",
    "SingleCellProteomics": "EFO:0002766",
    "SpotSpatial": "EFO:0030005",
    "ImagingSpatial": "EFO:0022955",
}
ARRAY_TERM = "EFO:0002768"
SPATIAL_PROTEIN_TERM = "EFO:0700000"

SCALES = {
    "SpotSpatial": "spot", "BulkExpression": "sample", "Morphology": "well", "Viability": "well",
    "ClinicalTable": "organism", "Histology": "section", "BulkProteomics": "sample",
    "PooledScreen": "sample",
}  # fmt: skip
"""Scale at which an operator measures; single cells for the others."""

TYPE_OF_ASSAY = (
    ("EFO:0022955", "ImagingSpatial"),
    ("EFO:0030005", "SpotSpatial"),
    ("EFO:0010891", "SingleCellATAC"),
    ("EFO:0010183", "SingleCellRNA"),
    ("EFO:0008913", "SingleCellRNA"),
    ("EFO:0002768", "BulkExpression"),
    ("EFO:0002766", "SingleCellProteomics"),
)
"""Branches of EFO and the operators whose assays they hold, tried in order."""

ARRAY_COLUMNS = frozenset({"chiptype", "celfilename", "celfile", "arraytype", "scandate"})
COORDINATES = ({"xposition", "yposition"}, {"xcentroid", "ycentroid"}, {"centerx", "centery"})
SPOTS = frozenset({"arrayrow", "arraycol", "intissue"})
PROTEOMICS_COLUMNS = frozenset({"channel", "tmt", "tmtchannel", "lcbatch", "rawfile", "carrier"})
Sign: TypeAlias = tuple[str, str, str]
"""Type of operator, scale, evidence."""

FEWEST_CELLS = 50
"""A table with fewer rows than this, and no sign of cells, is more probably bulk."""


UNTOLD = ("", "", "nothing in the file says what was measured")
"""No operator: numbers of any kind, of features of any kind, are asked about, not guessed."""


@dataclass(frozen=True, slots=True)
class OperatorGuess:
    """An operator and the evidence for it.

    ``operator_type`` is empty where nothing tells. ``assay`` is the term that the file states, else
    the nearest that EFO has, else None.
    """

    operator_type: str
    scale: str
    because: str
    assay: str | None
    is_assay_stated: bool
    platform: str | None = None
    is_said: bool = False
    """Whether a person or a format says which operator it is."""


def operator_guess(
    table: Table,
    features: FeatureGuess,
    obs: ObsColumns,
    elements: tuple[SpatialElement, ...],
    *,
    is_counted: bool,
) -> OperatorGuess:
    """Tell which operator measured a table.

    Parameters
    ----------
    table
        The table.
    features
        What its features are.
    obs
        Its obs columns.
    elements
        Images, labels, points and shapes beside it.
    is_counted
        Whether a matrix of the table holds counts, as decoded transcripts do; markers of proteins
        in an image have intensities.
    """
    stated = _stated_assay(obs)
    kind, scale, because = next(_signs(table, features, obs, elements, stated), UNTOLD)
    if kind == UNTOLD[0] and is_counted:
        kind, scale = "SingleCellRNA", "cell"
        because = "nothing in the file says what was measured; of counts this is the commonest"
    nearest = NEAREST_TERM.get(kind)
    platform = None
    if kind == "BulkExpression" and _is_array(features, obs):
        nearest, platform = ARRAY_TERM, "array"
    is_protein = features.feature_type in {None, "protein", "antibody_tag"} or (
        features.feature_type == "gene" and not is_counted
    )
    if kind == "ImagingSpatial" and is_protein:
        nearest = SPATIAL_PROTEIN_TERM
    if kind == "ImagingSpatial" and features.feature_type == "image_feature":
        nearest = None
    return OperatorGuess(kind, scale, because, stated or nearest, stated is not None, platform)


def said_operator(operator_type: str, because: str, guess: OperatorGuess) -> OperatorGuess:
    """Return the operator that a person or a format says; the assay that obs states stays."""
    if operator_type == guess.operator_type:
        return replace(guess, because=because, is_said=True)
    assay = guess.assay if guess.is_assay_stated else NEAREST_TERM.get(operator_type)
    scale = SCALES.get(operator_type, "cell")
    return OperatorGuess(operator_type, scale, because, assay, guess.is_assay_stated, is_said=True)


def _signs(
    table: Table,
    features: FeatureGuess,
    obs: ObsColumns,
    elements: tuple[SpatialElement, ...],
    stated: str | None,
) -> Iterator[Sign]:
    """Yield operators with scale and evidence, the best first."""
    names = {joined(column.name) for column in obs}
    told = features.feature_type
    in_space = bool(elements) or _has_coordinates(names)
    if told in {"antibody_tag", "hashtag"} and not in_space:
        yield "SurfaceProtein", "cell", features.because
    if told == "peak":
        yield "SingleCellATAC", "cell", features.because
    if stated is not None:
        yield from _by_assay(stated)
    yield from _in_place(table, names)
    if told in {"peptide", "protein"}:
        yield "SingleCellProteomics", "cell", features.because
    if told is None and names & PROTEOMICS_COLUMNS:
        yield "SingleCellProteomics", "cell", "obs names channels or runs of mass spectrometry"
    if told == "image_feature":
        yield "Morphology", "well", features.because
    yield from _of_many_cells(table, features, obs)
    if told is None and any(rank_of("well", column.name) is not None for column in obs):
        said = "each row is a well; nothing says what was read, and this is the commonest"
        yield "Viability", "well", said
    if told in {"gene", "guide"}:
        yield "SingleCellRNA", "cell", f"{features.because}; {table.n_obs:,} rows"


def _by_assay(stated: str) -> Iterator[Sign]:
    term = lookup(stated)
    said = f"obs states the assay {stated} ({term.label if term else ''})"
    for root, kind in TYPE_OF_ASSAY:
        if is_descendant(stated, root, include_self=True):
            scale = {"SpotSpatial": "spot", "BulkExpression": "sample"}.get(kind, "cell")
            yield kind, scale, said


def _in_place(table: Table, names: set[str]) -> Iterator[Sign]:
    """Yield what was measured in a tissue that was not taken apart."""
    if names & SPOTS or "spatial" in table.uns_keys:
        yield "SpotSpatial", "spot", "obs or uns describe the spots of an array"
    if table.attributes.get("region") is not None:
        region = _text(table.attributes["region"])
        yield "ImagingSpatial", "cell", f"the rows are units of the spatial element {region}"
    if _has_coordinates(names):
        yield "ImagingSpatial", "cell", "obs holds the coordinates of each object"


def _of_many_cells(table: Table, features: FeatureGuess, obs: ObsColumns) -> Iterator[Sign]:
    if _is_array(features, obs):
        signs = sorted({joined(column.name) for column in obs} & ARRAY_COLUMNS)
        said = f"obs has {', '.join(signs)}" if signs else features.because
        yield "BulkExpression", "sample", f"these are arrays: {said}"
    is_small = 0 < table.n_obs < FEWEST_CELLS and features.feature_type == "gene"
    if is_small and not _has_barcodes(table):
        said = f"there are only {table.n_obs} rows, and their names are no barcodes"
        yield "BulkExpression", "sample", said


def _stated_assay(obs: ObsColumns) -> str | None:
    column = obs.get("assay_ontology_term_id")
    if column is None or len(column.labels) != 1:
        return None
    return column.labels[0] if lookup(column.labels[0]) is not None else None


def _is_array(features: FeatureGuess, obs: ObsColumns) -> bool:
    names = {joined(column.name) for column in obs}
    is_probe_set = any(name.endswith("_at") for name in features.names[:20])
    return bool(names & ARRAY_COLUMNS) or is_probe_set


def _has_coordinates(names: set[str]) -> bool:
    return any(pair <= names for pair in COORDINATES)


def _has_barcodes(table: Table) -> bool:
    names = row_names(table.obs)[:FEWEST_CELLS]
    return sum(_is_barcode(name) for name in names) > len(names) / 2


def _is_barcode(name: str) -> bool:
    best = max((len(run) for run in _runs_of_bases(name)), default=0)
    return best >= 8


def _runs_of_bases(name: str) -> list[str]:
    return re.findall(r"[ACGTN]+", name)


def _text(region: object) -> str:
    return ", ".join(map(str, region)) if isinstance(region, list) else str(region)
