"""Cell lines under several spellings, and under accession and name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.cell_lines import (
    CellLineMatchKind,
    cell_line_synonyms_available,
    find_cell_line,
)
from aivc.splits.identity.labels import fold, present, resolution_of
from aivc.splits.identity.naming import Naming, Renaming, Step, doubt
from aivc.splits.identity.spelling import folded, is_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.splits.identity.model import Resolution

ACCESSION = re.compile(r"CVCL[\s:_-]*\w{4}", re.IGNORECASE)
# Between two digits a hyphen separates numbers: HCC-1-1 is not HCC-11.
LOOSE_MARK = re.compile(r"(?<!\d)[\s-]+|[\s-]+(?!\d)")


def resolve_cell_lines(labels: Sequence[str]) -> Resolution:
    """Resolve labels of cell lines.

    Spellings that differ in hyphens, blanks and case are one, unless Cellosaurus has a line of its
    own under each. An accession is one with the name of its line. Other names of a line are not
    held, which a doubt says.

    Examples
    --------
    >>> resolve_cell_lines(["A549", "A-549", "a549", "CVCL_0023", "K562"]).names
    ('A-549', 'K562')
    """
    naming = Naming.of(present(labels)).then(fold).then(_loose).then(_by_accession)
    return resolution_of(labels, naming.then(_unheld))


def _loose(names: tuple[str, ...]) -> Renaming:
    together: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if not is_number(name):
            together[_letters(name)].append(name)
    steps: dict[str, Step] = {}
    doubts = []
    for spellings in together.values():
        if len(spellings) < 2:
            continue
        accessions = {_accession(name) for name in spellings} - {""}
        if len(accessions) > 1:
            detail = f"Cellosaurus has a line under each spelling: {', '.join(sorted(accessions))}"
            doubts.append(doubt("ambiguous", spellings, detail))
            continue
        first = _preferred(spellings)
        steps |= {name: Step(first, "differs in hyphens, blanks and case") for name in spellings}
    return Renaming(steps, tuple(doubts))


def _by_accession(names: tuple[str, ...]) -> Renaming:
    """Join accessions with the names of their lines, and with other spellings of them."""
    by_letters: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        by_letters[_letters(name)].append(name)
    together: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        match = find_cell_line(name) if ACCESSION.search(name) else None
        if match is not None and match.term is not None:
            accession = match.term.curie
            # A name is asked for only where an accession calls for it: to ask for all is slow.
            spelt_so = by_letters[_letters(match.term.label)]
            together[accession] |= {n for n in (name, *spelt_so) if _accession(n) == accession}
    steps: dict[str, Step] = {}
    for accession, found in together.items():
        first = _preferred(sorted(found))
        if len(found) > 1:
            steps |= {name: Step(first, f"both are {accession} of Cellosaurus") for name in found}
    return Renaming(steps)


def _unheld(names: tuple[str, ...]) -> Renaming:
    if len(names) < 2 or cell_line_synonyms_available():
        return Renaming({})
    detail = "synonyms of cell lines are not held offline; lines were compared by their spelling"
    return Renaming({}, (doubt("not_held", names, detail),))


def _letters(name: str) -> str:
    return LOOSE_MARK.sub("", folded(name))


def _accession(name: str) -> str:
    """Return the accession of a name that is that of one line, letter by letter or folded."""
    match = find_cell_line(name)
    return match.term.curie if match.term is not None else ""


def _preferred(names: Sequence[str]) -> str:
    """Return the spelling of Cellosaurus where it is among the names, else the first name."""
    for name in sorted(names):
        if find_cell_line(name).kind is CellLineMatchKind.EXACT:
            return name
    by_name = [
        name for name in names if find_cell_line(name).kind is not CellLineMatchKind.ACCESSION
    ]
    return min(by_name or names)
