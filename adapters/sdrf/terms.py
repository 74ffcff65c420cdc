"""Cells that give a term as ``NT=...;AC=...`` pairs."""

from __future__ import annotations

import re

_PAIR = re.compile(r"\s*([A-Z]{2})\s*=\s*(.*?)\s*")


def term_pairs(cell: str) -> dict[str, str]:
    """Return the pairs of a cell, none where it is plain text.

    Examples
    --------
    >>> term_pairs("NT=Oxidation;MT=variable;TA=M;AC=UNIMOD:35")["AC"]
    'UNIMOD:35'
    >>> term_pairs("breast cancer; stage 2")
    {}
    """
    found = [_PAIR.fullmatch(part) for part in cell.split(";") if part.strip()]
    if not found or any(pair is None for pair in found):
        return {}
    return {pair[1]: pair[2] for pair in found if pair is not None}


def name_in(cell: str) -> str:
    """Return the name that a cell gives: that of its term, else the whole text.

    Examples
    --------
    >>> name_in("AC=MS:1001251;NT=Trypsin"), name_in("none")
    ('Trypsin', 'none')
    """
    return term_pairs(cell).get("NT") or cell
