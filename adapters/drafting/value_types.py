"""What the numbers of a matrix are, from what they look like and who measured them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.adapters.drafting.look import MatrixLook

LARGEST_LOG = 30
"""Logarithms of signals are smaller than this."""

WITHOUT_COUNTS = frozenset({"BulkExpression", "SingleCellProteomics", "ImagingSpatial"})
"""Operators whose values may be signals."""

PLAIN = {
    "scaled": ("scaled", "the columns are centred around zero"),
    "fraction": ("fraction", "all values lie between 0 and 1"),
    "empty": ("raw_counts", "the matrix holds no value, so that this is only the commonest type"),
}
EMBEDDINGS = ("umap", "tsne", "pca", "harmony", "scvi", "scanvi", "diffmap", "phate", "emb", "lsi")


def value_type(look: MatrixLook | None, operator_type: str) -> tuple[str, str]:
    """Return the value type of a matrix and the evidence.

    Parameters
    ----------
    look
        What a sample of rows looks like; None where the matrix could not be read.
    operator_type
        The operator that measured it.
    """
    if look is None:
        return "other", "the matrix could not be read"
    share = "all" if look.share >= 0.9995 else f"{look.share:.0%} of the"
    if look.kind == "counts":
        return "raw_counts", f"{share} sampled rows hold whole numbers that are not negative"
    if look.kind == "binary":
        if operator_type == "SingleCellATAC":
            return "binary_accessibility", "all stored values are 1"
        return "raw_counts", "all stored values are 1"
    if look.kind == "normalized_counts" and operator_type in WITHOUT_COUNTS and _is_quantile(look):
        extent = f"from {look.smallest:.3g} to {look.largest:.3g}"
        said = f"the values go {extent} and have one sum in all rows, as after quantile"
        return "log_intensity", f"{said} normalisation of logarithms"
    if look.kind in {"normalized_counts", "log_normalized"}:
        return look.kind, _normalised(look, share)
    if look.kind in PLAIN:
        return PLAIN[look.kind]
    return _continuous(look, operator_type)


def _is_quantile(look: MatrixLook) -> bool:
    """Tell logarithms whose distribution was made equal from counts, which have zeros."""
    return look.smallest > 0 and look.largest <= LARGEST_LOG


def _normalised(look: MatrixLook, share: str) -> str:
    depth = "" if math.isnan(look.scale) else f" brought to a total of {look.scale:,.6g}"
    logarithm = f", then a logarithm of x + 1 to base {look.base}" if look.base else ""
    return f"{share} sampled rows are counts scaled row by row{depth}{logarithm}"


def _continuous(look: MatrixLook, operator_type: str) -> tuple[str, str]:
    said = f"the values go from {look.smallest:.3g} to {look.largest:.3g} and are no scaled counts"
    if operator_type in {"Morphology", "Histology"}:
        return "feature_vector", said
    if operator_type == "SingleCellRNA":
        return "other", f"{said}; say what was done to the counts"
    is_log = look.smallest < 0 or look.largest <= LARGEST_LOG
    return ("log_intensity" if is_log else "intensity"), said
