"""The organisms that a file is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.control_kinds import control_kind
from aivc.adapters.drafting.feature_names import ENOUGH, naming_of
from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.role_names import rank_of
from aivc.schema.vocabulary import find_organism
from aivc.storage.errors import MissingElementError, UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.measured import Measured

UNIDENTIFIED = "NCBITaxon:32644"
"""The entry of NCBI Taxonomy for what has not been identified."""

FEWEST_TARGETS, MOST_TARGETS = 5, 1_000
COLUMNS = frozenset({"organism", "species", "organismontologytermid", "organismch1", "taxon"})
KEY = "organism_ontology_term_id"


def organism_of(
    measured: Sequence[Measured], obs: Sequence[ObsColumns], hints: Hints
) -> tuple[list[str], str, bool]:
    """Return the organisms, the evidence, and whether the file states them outright.

    What is said comes first, then what uns and obs state, then what names of genes show. Where
    nothing tells, the list holds the entry for an unidentified organism.
    """
    given = hints.card.get(f"/{KEY}")
    if given is not None and given.value:
        values = [given.value] if isinstance(given.value, str) else list(given.value)
        return values, given.because, True
    for item in measured:
        stated = _in_uns(item)
        if stated is not None:
            return [stated], f"uns says {stated}", True
    for columns in obs:
        for column in columns:
            if _is_of_organisms(column.name, hints) and column.labels:
                found = [find_organism(label) for label in column.labels]
                known = [organism.curie for organism in found if organism is not None]
                if known and len(known) == len(column.labels):
                    said = f"obs column {column.name} says {', '.join(column.labels)}"
                    return list(dict.fromkeys(known)), said, False
    for item in measured:
        naming = item.features.naming
        if naming is not None and naming.organisms:
            return list(naming.organisms), item.features.because, False
    return _of_targets(obs)


def _of_targets(obs: Sequence[ObsColumns]) -> tuple[list[str], str, bool]:
    """Tell the organism from the names of genes that are targeted, where they leave no doubt."""
    for columns in obs:
        for column in columns:
            if rank_of("target", column.name) is None or not column.is_text:
                continue
            labels = [x for x in column.labels[:MOST_TARGETS] if control_kind(x) is None]
            naming = naming_of(labels) if len(labels) >= FEWEST_TARGETS else None
            if naming is not None and naming.organisms and naming.share >= ENOUGH:
                said = f"of the labels of {column.name}, {naming.because}"
                return list(naming.organisms), said, False
    return [UNIDENTIFIED], "", False


def _is_of_organisms(name: str, hints: Hints) -> bool:
    said = hints.roles.get("organism")
    if said is not None:
        return name in ((said.value,) if isinstance(said.value, str) else said.value)
    return joined(name) in COLUMNS


def _in_uns(item: Measured) -> str | None:
    if KEY not in item.table.uns_keys:
        return None
    try:
        value = item.table.uns(KEY)
    except (MissingElementError, UnreadableInputError):
        return None
    organism = find_organism(value) if isinstance(value, str) else None
    return organism.curie if organism is not None else None
