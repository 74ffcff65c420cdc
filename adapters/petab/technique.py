"""How proteins were read, where the table of observables says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.contract.hints import Said

if TYPE_CHECKING:
    from aivc.adapters.petab.tables import PetabTable

TECHNIQUES = (
    (
        "immunoblot",
        re.compile(r"blot|(?<![a-z])western(?![a-z])|(?<![a-z])wb(?![a-z])", re.IGNORECASE),
    ),
    ("immunoassay", re.compile(r"(?<![a-z])(elisa|luminex)(?![a-z])", re.IGNORECASE)),
    ("reverse_phase_array", re.compile(r"(?<![a-z])rppa(?![a-z])|reverse.phase", re.IGNORECASE)),
    ("mass_spectrometry", re.compile(r"mass.?spec|(?<![a-z])lc.?ms(?![a-z])", re.IGNORECASE)),
)
"""Values of ``protein_platform`` by the words for them."""


def technique_of(observables: PetabTable) -> Said | None:
    """Return how proteins were read, where every observable names one and the same technique.

    PEtab itself has no place for it: problems name it in the identifiers or the names of
    observables, or not at all.
    """
    stated = zip(
        observables.identifiers("observableId"), observables.column("observableName"), strict=True
    )
    found = {_technique(f"{identifier} {name or ''}") for identifier, name in stated}
    technique = found.pop() if len(found) == 1 else None
    if technique is None:
        return None
    said = f"all observables are called {technique.replace('_', ' ')} by their names"
    return Said(technique, said)


def _technique(text: str) -> str | None:
    return next((name for name, words in TECHNIQUES if words.search(text)), None)
