"""What Cell Ranger calls a chemistry, as a term of EFO."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ASSAYS: Mapping[str, str] = MappingProxyType(
    {
        "Single Cell 3' v1": "EFO:0009901",
        "Single Cell 3' v2": "EFO:0009899",
        "Single Cell 3' v3": "EFO:0009922",
        "Single Cell 3' v3 (polyA)": "EFO:0009922",
        "Single Cell 3' v4": "EFO:0022604",
        "Single Cell 3' v4 (polyA)": "EFO:0022604",
        "Single Cell 5' v1": "EFO:0011025",
        "Single Cell 5' v2": "EFO:0009900",
        "Single Cell 5' v3": "EFO:0022605",
        "Single Cell 5' PE v3": "EFO:0022605",
        "Single Cell 5' R2-only v3": "EFO:0022605",
        "Single Cell Multiome ATAC + Gene Expression v1": "EFO:0030059",
        "Flex Gene Expression": "EFO:0022606",
    }
)
"""Chemistries that name one assay. Others do not: ``Single Cell 5' R2-only`` is both v1 and v2."""


def assay_of(chemistry: str) -> str | None:
    """Return the EFO term of a chemistry, None where it names no single assay.

    Examples
    --------
    >>> assay_of("Single Cell 3' v3"), assay_of("Single Cell 5' R2-only")
    ('EFO:0009922', None)
    """
    return ASSAYS.get(chemistry.strip())


def end_of(chemistry: str) -> str | None:
    """Return which end of a transcript a chemistry reads, as a value of ``EndBias``.

    Examples
    --------
    >>> end_of("Single Cell 5' PE"), end_of("Flex Gene Expression")
    ('five_prime', None)
    """
    if chemistry.startswith("Single Cell 3'"):
        return "three_prime"
    return "five_prime" if chemistry.startswith("Single Cell 5'") else None
