"""Which features were measured together: types of features as modalities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.tenx.features import FEATURE_NAME, FEATURE_TYPE, GENE_EXPRESSION
from aivc.schema.vocabulary.tag_names import is_hashtag_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.adapters.tenx.features import Features

RNA, ATAC, PROTEIN, HASHTAG, GUIDE, CUSTOM = "rna", "atac", "protein", "hashtag", "guide", "custom"

MODALITIES: Mapping[str, str] = MappingProxyType(
    {
        "": RNA,
        GENE_EXPRESSION: RNA,
        "Negative Control Probe": RNA,
        "Negative Control Codeword": RNA,
        "Unassigned Codeword": RNA,
        "Deprecated Codeword": RNA,
        "Blank Codeword": RNA,
        "Genomic Control": RNA,
        "Peaks": ATAC,
        "Antibody Capture": PROTEIN,
        "Protein Expression": PROTEIN,
        "Multiplexing Capture": HASHTAG,
        "CRISPR Guide Capture": GUIDE,
        "Custom": CUSTOM,
    }
)
"""Types of features of Cell Ranger and of Xenium. Codewords that stand for no gene are decoded with
the genes and stay beside them; Cell Ranger 2 measured nothing else and states no type."""

OPERATORS: Mapping[str, str] = MappingProxyType(
    {
        RNA: "SingleCellRNA",
        ATAC: "SingleCellATAC",
        PROTEIN: "SurfaceProtein",
        HASHTAG: "SurfaceProtein",
    }
)
"""Operators by modality. Guides and custom features are counted by no operator of their own."""

_ORDER = (RNA, ATAC, PROTEIN, HASHTAG, GUIDE, CUSTOM)
_NO_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, eq=False)
class Modality:
    """Features that measure one thing, and where they stand."""

    name: str
    picked: NDArray[np.intp]

    @property
    def operator(self) -> str | None:
        """Class of the operator that counted them, where the format says so."""
        return OPERATORS.get(self.name)


def modalities_of(features: Features) -> tuple[Modality, ...]:
    """Sort features into modalities: genes first, then peaks, proteins, hashtags, guides."""
    types = features.texts(FEATURE_TYPE)
    names = features.texts(FEATURE_NAME)
    found: dict[str, list[int]] = {}
    for place, (kind, symbol) in enumerate(zip(types, names, strict=True)):
        modality = modality_of(kind, str(features.ids[place]), symbol)
        found.setdefault(modality, []).append(place)
    ordered = sorted(found, key=lambda name: (_rank(name), name))
    return tuple(Modality(name, np.array(found[name], dtype=np.intp)) for name in ordered)


def modality_of(feature_type: str, feature_id: str, name: str) -> str:
    """Return the modality of one feature.

    Antibodies that tell samples apart are named so by convention (``HTO_1``, ``Hashtag 3``,
    ``TotalSeq-B hashtag``); Cell Ranger counts them as antibodies.

    Examples
    --------
    >>> modality_of("Antibody Capture", "CD3_GCCTGACTAGATCCA", "CD3")
    'protein'
    >>> modality_of("Antibody Capture", "301", "HTO_1")
    'hashtag'
    >>> modality_of("Antigen Capture", "HLA_A2", "flu")
    'antigen_capture'
    """
    known = MODALITIES.get(feature_type)
    if known == PROTEIN and (is_hashtag_name(feature_id) or is_hashtag_name(name)):
        return HASHTAG
    if known is not None:
        return known
    return _NO_NAME.sub("_", feature_type.lower()).strip("_") or CUSTOM


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
