"""Identity of small molecules: the InChIKey, recomputed from SMILES where RDKit is installed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

INCHIKEY = re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]", re.ASCII)
LONGEST_SMILES = 5000
PARENT_RECIPE = ("Cleanup", "FragmentParent", "Uncharger")
"""Steps of RDKit's ``rdMolStandardize`` that lead from a molecule to its parent, in order."""


class ChemistryProblemKind(StrEnum):
    """Why a molecule has no answer."""

    UNAVAILABLE = "unavailable"
    """RDKit is not installed: nothing was checked."""
    UNREADABLE_SMILES = "unreadable_smiles"
    NO_INCHI = "no_inchi"
    """RDKit reads the molecule, but InChI does not cover it."""


@dataclass(frozen=True, slots=True)
class ChemistryProblem:
    """A molecule without an answer, and why; report it, never take it for agreement."""

    kind: ChemistryProblemKind
    detail: str


def chemistry_available() -> bool:
    """Tell whether RDKit is installed, without importing it."""
    return find_spec("rdkit") is not None


def inchikey_ok(text: str) -> bool:
    """Tell whether a text has the form of a whole InChIKey, as published (27 characters).

    Examples
    --------
    >>> inchikey_ok("IAZDPXIOMUYVGZ-UHFFFAOYSA-N"), inchikey_ok("IAZDPXIOMUYVGZ")
    (True, False)
    """
    return INCHIKEY.fullmatch(text) is not None


def smiles_to_inchikey(smiles: str) -> str | ChemistryProblem:
    """Return the standard InChIKey of a SMILES string, as drawn: salts and charges included.

    Examples
    --------
    >>> smiles_to_inchikey("CS(C)=O")
    'IAZDPXIOMUYVGZ-UHFFFAOYSA-N'
    """
    return _inchikey(smiles, parent=False)


def parent_inchikey(smiles: str) -> str | ChemistryProblem:
    """Return the standard InChIKey of the parent: the largest organic fragment, neutral.

    The recipe is :data:`PARENT_RECIPE` of RDKit's ``rdMolStandardize`` with its default tables,
    so the RDKit version belongs to the provenance of the result.

    Examples
    --------
    >>> parent_inchikey("CCN.Cl") == smiles_to_inchikey("CCN")
    True
    """
    return _inchikey(smiles, parent=True)


def _inchikey(smiles: str, *, parent: bool) -> str | ChemistryProblem:
    if not chemistry_available():
        detail = "RDKit is not installed; install aivc[chem] to check structures"
        return ChemistryProblem(ChemistryProblemKind.UNAVAILABLE, detail)
    shown = smiles if len(smiles) <= 80 else f"{smiles[:77]}..."
    if not smiles.strip() or len(smiles) > LONGEST_SMILES:
        detail = f"expected a SMILES of 1 to {LONGEST_SMILES} characters, found {len(smiles)}"
        return ChemistryProblem(ChemistryProblemKind.UNREADABLE_SMILES, detail)
    from rdkit import Chem, rdBase
    from rdkit.Chem.MolStandardize import rdMolStandardize

    with rdBase.BlockLogs():
        molecule = Chem.MolFromSmiles(smiles.strip())
        if molecule is None or molecule.GetNumAtoms() == 0:
            detail = f"RDKit {rdBase.rdkitVersion} cannot read the SMILES {shown!r}"
            return ChemistryProblem(ChemistryProblemKind.UNREADABLE_SMILES, detail)
        if parent:
            molecule = rdMolStandardize.Cleanup(molecule)
            molecule = rdMolStandardize.FragmentParent(molecule)
            molecule = rdMolStandardize.Uncharger().uncharge(molecule)
        key = str(Chem.MolToInchiKey(molecule))  # type: ignore[no-untyped-call]
    if not inchikey_ok(key):
        detail = f"InChI does not cover the molecule {shown!r}"
        return ChemistryProblem(ChemistryProblemKind.NO_INCHI, detail)
    return key
