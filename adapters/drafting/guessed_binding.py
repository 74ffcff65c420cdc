"""A binding for a file that has none: which columns play which role, by name and by content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.frames import frames_of
from aivc.adapters.drafting.gene_names import GeneNames
from aivc.adapters.drafting.label_words import LabelWords
from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.roles import structure_roles
from aivc.adapters.drafting.treatment_columns import treatment_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.storage.model import Dataset

MORE_NAMES: Mapping[str, tuple[str, ...]] = {
    "structure": ("smiles", "canonicalsmiles", "isomericsmiles", "inchikey"),
    "scaffold": ("scaffold", "murckoscaffold", "bemismurckoscaffold"),
    "tissue": ("tissueontologytermid", "tissue", "tissuename", "organ"),
    "disease": ("diseaseontologytermid", "disease", "diagnosis"),
    "organism": ("organismontologytermid", "organism", "species"),
    "study": ("studyid", "study", "dataset", "datasetid", "datasetname"),
    "section_position": ("sectionposition", "sectionindex", "sectionnumber"),
    "family": ("familyid", "family"),
}
"""Roles that a card need not bind and a split asks for; names joined, without punctuation."""


def guessed_roles(
    dataset: Dataset, organism: str | None = "NCBITaxon:9606"
) -> dict[str, tuple[str, ...]]:
    """Guess which obs columns play which role.

    Parameters
    ----------
    dataset
        An opened dataset; of several tables the obs that says most is taken.
    organism
        Whose genes labels may name.

    Returns
    -------
    dict
        Columns by role. These are guesses: show them to a person.
    """
    words = LabelWords(GeneNames(organism))
    found = [_roles(obs, words) for obs in frames_of(dataset).values()]
    return max(found, key=len, default={})


def _roles(obs: ObsColumns, words: LabelWords) -> dict[str, tuple[str, ...]]:
    structure = structure_roles(obs, is_bulk=False)
    roles = {role: guess.columns for role, guess in structure.items()}
    treatment = treatment_columns(obs, words, structure)
    if treatment.agents:
        roles["agent"] = treatment.agent_names[:1]
    single = {
        "target": treatment.target,
        "dose": next(iter(treatment.doses), None),
        "time": treatment.time,
        "control": treatment.flag,
    }
    roles |= {role: (name,) for role, name in single.items() if name is not None}
    for role, names in MORE_NAMES.items():
        named = [c.name for c in obs if joined(c.name) in names and c.n_distinct]
        if named:
            roles[role] = (min(named, key=lambda name: names.index(joined(name))),)
    return roles
