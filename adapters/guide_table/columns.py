"""Which columns of a table of guides say what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SPACER = re.compile(r"[ACGTUNacgtun]{14,32}")
"""A protospacer, of whatever nuclease."""


@dataclass(frozen=True, slots=True)
class GuideColumns:
    """The columns of a format.

    Attributes
    ----------
    guide, spacer, target
        Identifier, sequence, and what is meant to be hit.
    kind
        Column that says whether a guide is a control; empty where the format has none.
    because
        The format, and what defines it.
    is_signature
        Whether nothing else has these columns.
    """

    guide: str
    spacer: str
    target: str
    kind: str
    because: str
    is_signature: bool = True


FORMATS = (
    GuideColumns(
        "guide_id", "spacer", "intended_target_name", "type",
        "guide metadata of the IGVF consortium defines the column so",
    ),
    GuideColumns(
        "id", "sequence", "target_gene_name", "",
        "the feature reference of Cell Ranger defines the column so",
    ),
    GuideColumns(
        "sgRNA ID", "sgRNA Target Sequence", "Target Gene Symbol", "",
        "libraries of the Broad Genetic Perturbation Platform name the column so",
    ),
    GuideColumns(
        "sgRNA", "sequence", "gene", "", "libraries of MAGeCK name the column so",
    ),
)  # fmt: skip
FEATURE_TYPE, CRISPR = "feature_type", "CRISPR Guide Capture"
"""A feature reference of Cell Ranger may list antibodies as well."""

_GUIDES = re.compile(r"((sg|g)rna|guide|guide[ _.]?rna|sg|uid)[ _.]?(id|name)?|id|name")
_SPACERS = re.compile(
    r"(proto)?spacer|((sg|g)rna|guide)?[ _.]?(target[ _.])?(seq|sequence)|(sg|g)rna[ _.]?spacer"
)
_TARGETS = re.compile(
    r"(intended[ _.])?target([ _.]?gene)?([ _.]?(name|symbol|id))?|gene([ _.]?(name|symbol|id))?"
)
_SAYS_GUIDE = re.compile(r"(sg|g)rna|guide|spacer")


def find_columns(header: Sequence[str]) -> GuideColumns | None:
    """Return the columns of a table of guides, None where it names none.

    Examples
    --------
    >>> find_columns(["sgRNA_ID", "spacer", "gene_symbol"]).target
    'gene_symbol'
    >>> find_columns(["id", "price", "colour"]) is None
    True
    """
    named = set(header)
    for known in FORMATS:
        if {known.guide, known.spacer, known.target} <= named:
            return known
    return _by_names(header)


def _by_names(header: Sequence[str]) -> GuideColumns | None:
    lowered = [(name, name.lower().strip()) for name in header if name.strip()]
    if not any(_SAYS_GUIDE.search(low) for _, low in lowered):
        return None
    spacer = next((name for name, low in lowered if _SPACERS.fullmatch(low)), None)
    rest = [(name, low) for name, low in lowered if name != spacer]
    guide = next((name for name, low in rest if low and _GUIDES.fullmatch(low)), None)
    rest = [(name, low) for name, low in rest if name != guide]
    target = next((name for name, low in rest if _TARGETS.fullmatch(low)), None)
    if spacer is None or guide is None or target is None:
        return None
    return GuideColumns(guide, spacer, target, "", "the columns are called so", is_signature=False)


def share_of_spacers(cells: Sequence[str]) -> float:
    """Return which share of some sequences can be protospacers; empty ones do not count."""
    stated = [cell.strip() for cell in cells if cell.strip()]
    return sum(SPACER.fullmatch(cell) is not None for cell in stated) / max(len(stated), 1)
