"""Members of gene sets found among features, whichever of a gene's names either uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aivc.schema.vocabulary import GeneTable

_VERSIONED = re.compile(r"(?P<bare>ENS[A-Z]*[GTP]\d{11})\.\d+")


def features_of_members(
    members: Iterable[str], features: Sequence[str], organisms: Sequence[str] = ()
) -> Mapping[str, str]:
    """Return the feature that each member of a set names, for members that are measured.

    A name as it is written comes first, then an Ensembl id without its version, then, where an
    organism is given whose genes are held offline, other names of the gene. A name that could mean
    several genes finds none.

    Parameters
    ----------
    members
        Names in sets.
    features
        Names of the features.
    organisms
        CURIEs of NCBITaxon, such as ``NCBITaxon:9606``; where none is known, what Ensembl ids among
        the features tell.

    Examples
    --------
    >>> found = features_of_members(["NKX2-1", "GAL1"], ["ENSG00000136352.19"], ["NCBITaxon:9606"])
    >>> dict(found)
    {'NKX2-1': 'ENSG00000136352.19'}
    """
    known = {name: name for name in features}
    for name in features:
        if match := _VERSIONED.fullmatch(name):
            known.setdefault(match["bare"], name)
    wanted = dict.fromkeys(members)
    found = {member: known[member] for member in wanted if member in known}
    unknown = [member for member in wanted if member not in found]
    tables = _tables(organisms or _told_by(features)) if unknown else ()
    if not tables:
        return found
    by_id = _by_gene_id(features, tables)
    taken = set(found.values())
    for member in unknown:
        feature = next((by_id[one] for one in _ids(member, tables) if one in by_id), None)
        if feature is not None and feature not in taken:
            found[member] = feature
            taken.add(feature)
    return found


def _by_gene_id(features: Sequence[str], tables: Sequence[GeneTable]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in features:
        for one in _ids(name, tables):
            found.setdefault(one, name)
    return found


def _ids(name: str, tables: Sequence[GeneTable]) -> tuple[str, ...]:
    for table in tables:
        match = table.resolve(name)
        if match.ensembl_ids:
            return tuple(match.ensembl_ids)
    return ()


def _told_by(features: Sequence[str]) -> tuple[str, ...]:
    from aivc.schema.vocabulary.organisms import organism_of_gene_ids

    taxon, share = organism_of_gene_ids(features)
    return (taxon,) if taxon is not None and share > 0.5 else ()


def _tables(organisms: Sequence[str]) -> tuple[GeneTable, ...]:
    from aivc.schema.vocabulary import VocabularyUnavailableError, genes

    found = []
    for organism in organisms:
        try:
            found.append(genes(organism))
        except VocabularyUnavailableError:
            continue
    return tuple(found)
