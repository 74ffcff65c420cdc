"""Read structures with RDKit: the molecule, its parent, its keys.

RDKit is imported with the first structure that is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from aivc.schema.vocabulary.compounds import LONGEST_SMILES, chemistry_available, inchikey_ok
from aivc.splits.errors import ChemistryUnavailableError

NEEDS_STANDARDISING = re.compile(r"[.+]|-\d*[:\]]|\[(?!(?:nH|C?@+H?\d?)\])")
"""Fragments, charges and unusual atoms. Without them a molecule is its own parent."""


@dataclass(frozen=True, slots=True)
class StructureKeys:
    """InChIKeys of a structure.

    ``own`` is as drawn, salts included; ``parent`` without counter-ions and charge. Both are the
    same where only an InChIKey was given.
    """

    own: str
    parent: str

    @property
    def connectivity(self) -> str:
        """First block of the parent: which atoms are bound to which, without stereo."""
        return self.parent[:14]


@lru_cache(maxsize=1 << 16)
def keys_of(structure: str) -> StructureKeys | None:
    """Return the keys of a SMILES or InChIKey, None where RDKit or InChI cannot read it.

    Raises
    ------
    ChemistryUnavailableError
        It is SMILES, and RDKit is not installed.

    Examples
    --------
    >>> keys_of("CCN.Cl").parent == keys_of("CCN").own
    True
    """
    text = structure.strip()
    if inchikey_ok(text):
        return StructureKeys(text, text)
    molecule, parent = molecule_of(text), parent_of(text)
    if molecule is None or parent is None:
        return None
    own = inchikey_of(molecule)
    key = own if parent is molecule else inchikey_of(parent)
    return StructureKeys(own, key) if own and key else None


@lru_cache(maxsize=1 << 16)
def flat_key_of(structure: str) -> str:
    """Return the InChIKey of the parent without its stereo, empty where there is none."""
    parent = parent_of(structure.strip())
    if parent is None:
        return ""
    from rdkit import Chem

    flat = Chem.Mol(parent)
    Chem.RemoveStereochemistry(flat)
    return inchikey_of(flat)


def has_open_stereo(structure: str) -> bool:
    """Tell whether a SMILES leaves the stereo of an atom open that has one.

    Examples
    --------
    >>> has_open_stereo("CC(C)Cc1ccc(cc1)C(C)C(=O)O"), has_open_stereo("c1ccccc1")
    (True, False)
    """
    parent = parent_of(structure.strip())
    if parent is None:
        return False
    from rdkit import Chem

    centres = Chem.FindMolChiralCenters(parent, includeUnassigned=True)  # type: ignore[no-untyped-call]
    return any(label == "?" for _, label in centres)


def require_chemistry() -> None:
    """Raise where RDKit is not installed.

    Raises
    ------
    ChemistryUnavailableError
        RDKit is not installed.
    """
    if not chemistry_available():
        msg = "structures cannot be compared without RDKit; install aivc[chem]"
        raise ChemistryUnavailableError(msg)


# A molecule is asked for by several functions one after the other, never again much later.
@lru_cache(maxsize=64)
def molecule_of(smiles: str) -> Any:
    """Return the molecule of a SMILES, None where RDKit cannot read it or it is an InChIKey.

    Raises
    ------
    ChemistryUnavailableError
        RDKit is not installed.
    """
    require_chemistry()
    if not 0 < len(smiles) <= LONGEST_SMILES or inchikey_ok(smiles):
        return None
    from rdkit import Chem, rdBase

    with rdBase.BlockLogs():
        molecule = Chem.MolFromSmiles(smiles)
    return molecule if molecule is not None and molecule.GetNumAtoms() else None


@lru_cache(maxsize=64)
def parent_of(smiles: str) -> Any:
    """Return the parent by the recipe of ``schema.vocabulary.compounds.PARENT_RECIPE``."""
    molecule = molecule_of(smiles)
    if molecule is None or NEEDS_STANDARDISING.search(smiles) is None:
        return molecule
    from rdkit import Chem, rdBase
    from rdkit.Chem.MolStandardize import rdMolStandardize

    with rdBase.BlockLogs():
        clean = rdMolStandardize.Cleanup(molecule)
        parent = rdMolStandardize.FragmentParent(clean, skipStandardize=True)
        neutral = rdMolStandardize.Uncharger().uncharge(parent)
        Chem.GetSSSR(neutral)
    return neutral


def inchikey_of(molecule: Any) -> str:
    """Return the standard InChIKey of a molecule, empty where InChI does not cover it."""
    from rdkit import Chem, rdBase

    with rdBase.BlockLogs():
        key = str(Chem.MolToInchiKey(molecule))  # type: ignore[no-untyped-call]
    return key if inchikey_ok(key) else ""
