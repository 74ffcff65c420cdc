"""Stains of sections: the codes of context group 8112 of DICOM, and whether a code can be one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "SCT:"

HAEMATOXYLIN = "SCT:12710003"


@lru_cache(maxsize=1)
def stains() -> Mapping[str, str]:
    """Return the name of each stain by its code, such as ``SCT:12710003``.

    Source: DICOM PS3.16, context group 8112, Specimen Stains
    (https://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_8112.html). The group
    is extensible: a code that is not in it can be a stain.

    Examples
    --------
    >>> stains()["SCT:36879007"]
    'water soluble eosin stain'
    """
    return {f"{PREFIX}{row['code']}": row["name"] for row in read_rows("stains.tsv")}


def has_check_digit(code: str) -> bool:
    """Tell whether the last digit of an identifier of SNOMED CT is the one that the others give.

    It is that of Verhoeff: two digits that changed places, or one that is wrong, show.
    Source: SNOMED CT Technical Implementation Guide, 6 (https://docs.snomed.org).

    Examples
    --------
    >>> has_check_digit("SCT:12710003"), has_check_digit("SCT:12710030")
    (True, False)
    """
    number = code.removeprefix(PREFIX)
    if not (number.isascii() and number.isdigit()):
        return False
    state = 0
    for place, digit in enumerate(reversed(number)):
        state = _product(state, _permuted(int(digit), place % 8))
    return state == 0


def _product(left: int, right: int) -> int:
    """Multiply in the dihedral group of the pentagon: 0-4 are turns, 5-9 are flips."""
    turn = right % 5 if left < 5 else -right % 5
    return (left + turn) % 5 + (0 if (left < 5) == (right < 5) else 5)


_ONCE = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _permuted(digit: int, times: int) -> int:
    for _ in range(times):
        digit = _ONCE[digit]
    return digit
