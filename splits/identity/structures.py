"""Scaffolds of compounds, and clusters of similar ones.

Everything is computed on the parent of a compound (the largest organic fragment, neutral), so that
a counter-ion has no say.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.splits.identity.molecules import parent_of, require_chemistry
from aivc.splits.identity.similarity import DEFAULT_THRESHOLD, Fingerprints

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=1 << 16)
def scaffold_of(structure: str) -> str | None:
    """Return the Bemis-Murcko scaffold of the parent as SMILES without stereo.

    None where the compound has no ring: such compounds have no scaffold in common, they have none.
    None also for an InChIKey, and for what cannot be read.

    Raises
    ------
    ChemistryUnavailableError
        RDKit is not installed.

    Examples
    --------
    >>> scaffold_of("CC(=O)Oc1ccccc1C(=O)O"), scaffold_of("CCCC(CCC)C(=O)[O-].[Na+]")
    ('c1ccccc1', None)
    """
    parent = parent_of(structure.strip())
    if parent is None:
        return None
    from rdkit import Chem
    from rdkit.Chem.Scaffolds import MurckoScaffold

    flat = Chem.Mol(parent)
    Chem.RemoveStereochemistry(flat)
    found = MurckoScaffold.MurckoScaffoldSmiles(mol=flat)  # type: ignore[no-untyped-call]
    return str(found) or None


def compound_clusters(
    structures: Mapping[str, str], threshold: float = DEFAULT_THRESHOLD
) -> dict[str, str]:
    """Cluster compounds so that no two of different clusters reach the threshold.

    Single linkage on the Tanimoto similarity of Morgan fingerprints. Labels whose structure cannot
    be read, or is an InChIKey, are in no cluster.

    Parameters
    ----------
    structures
        SMILES by label.
    threshold
        Similarity, 0 to 1, from which compounds are linked.

    Returns
    -------
    dict
        The first label, in order, of the cluster of each label.

    Raises
    ------
    ChemistryUnavailableError
        RDKit is not installed.

    Examples
    --------
    >>> compound_clusters({"ethanol": "CCO", "propanol": "CCCO", "benzene": "c1ccccc1"}, 0.4)
    {'benzene': 'benzene', 'ethanol': 'ethanol', 'propanol': 'ethanol'}
    """
    require_chemistry()
    prints = Fingerprints.of(structures)
    first = list(range(len(prints)))
    postings = prints.among(range(len(prints)))
    for place, bits in enumerate(prints.bits):
        for other in (postings.similarities(bits) >= threshold).nonzero()[0].tolist():
            _join(first, place, other)
    return {label: prints.labels[_root(first, place)] for place, label in enumerate(prints.labels)}


def _root(first: list[int], place: int) -> int:
    while first[place] != place:
        first[place] = first[first[place]]
        place = first[place]
    return place


def _join(first: list[int], one: int, other: int) -> None:
    one, other = _root(first, one), _root(first, other)
    first[max(one, other)] = min(one, other)
