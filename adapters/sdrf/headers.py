"""What the columns of a sample and data relationship file are for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FACTOR = "factor value"
CHARACTERISTIC = "characteristics"
COMMENT = "comment"

RESERVED = frozenset({"not available", "not applicable", "anonymized", ""})
"""What the format writes where there is nothing to say."""

_BRACKETS = re.compile(r"(characteristics|comment|factor ?value)\s*\[\s*(.*?)\s*\]")

_VARIED = (FACTOR, CHARACTERISTIC, COMMENT)
_DESCRIBED = (CHARACTERISTIC, FACTOR, COMMENT)

ROLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "donor": (("individual",), _DESCRIBED),
        "cell_line": (("cell line",), _DESCRIBED),
        "cell_type": (("cell type",), _DESCRIBED),
        "organism": (("organism",), _DESCRIBED),
        "tissue": (("organism part",), _DESCRIBED),
        "disease": (("disease",), _DESCRIBED),
        "replicate": (("biological replicate",), _DESCRIBED),
        "cell": (("cell identifier",), _DESCRIBED),
        "section": (("tissue section",), _DESCRIBED),
        "agent": (("compound", "treatment"), _VARIED),
        "dose": (("dose", "concentration"), _VARIED),
        "time": (("time", "sampling time", "time point"), _VARIED),
    }
)
"""By role: names inside brackets, most telling first, and which brackets count most.

What was varied on purpose stands in factor values, which often repeat a characteristic.
"""

PLAIN_ROLES: Mapping[str, str] = MappingProxyType(
    {"source name": "sample", "technology type": "assay"}
)


@dataclass(frozen=True, slots=True)
class Header:
    """The name of a column: ``kind[key]``, or a plain ``kind``, in lower case."""

    kind: str
    key: str = ""


def header_of(written: str) -> Header:
    """Read the name of a column.

    Examples
    --------
    >>> header_of("characteristics[organism part]")
    Header(kind='characteristics', key='organism part')
    >>> header_of("FactorValue [Dose]"), header_of("Source Name").kind
    (Header(kind='factor value', key='dose'), 'source name')
    """
    lowered = " ".join(written.lower().split())
    found = _BRACKETS.fullmatch(lowered)
    if found is None:
        return Header(lowered)
    kind = FACTOR if found[1].startswith("factor") else found[1]
    return Header(kind, found[2])


def is_sdrf(written: Iterable[str]) -> bool:
    """Tell whether the columns are those of such a file: sources, and what characterises them."""
    headers = [header_of(name) for name in written]
    kinds = {header.kind for header in headers}
    rest = {"assay name", COMMENT, FACTOR, "protocol ref", "extract name"}
    return bool(headers) and {"source name", CHARACTERISTIC} <= kinds and bool(kinds & rest)


def columns_by_role(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the columns that can play each role, the best first."""
    headers = [(name, header_of(name)) for name in names]
    found: dict[str, tuple[str, ...]] = {}
    for plain, role in PLAIN_ROLES.items():
        if fits := tuple(name for name, header in headers if header == Header(plain)):
            found[role] = fits
    for role, (keys, kinds) in ROLES.items():
        wanted = [Header(kind, key) for key in keys for kind in kinds]
        fits = tuple(name for want in wanted for name, header in headers if header == want)
        if fits:
            found[role] = fits
    return found
