"""Parents, scaffolds, similarity and clusters of compounds."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.vocabulary import chemistry_available, parent_inchikey
from aivc.splits.errors import ChemistryUnavailableError
from aivc.splits.identity import molecules
from aivc.splits.identity.molecules import keys_of
from aivc.splits.identity.similarity import Fingerprints
from aivc.splits.identity.structures import compound_clusters, scaffold_of
from aivc.validators.examples.specimens.drug_list import DRUGS

needs_chem = pytest.mark.skipif(not chemistry_available(), reason="RDKit is not installed")

SMILES = {name: smiles for name, (smiles, _) in DRUGS.items()} | {
    "salt": "CCN.Cl", "sodium": "CCCC(CCC)C(=O)[O-].[Na+]", "nitro": "O=[N+]([O-])c1ccccc1",
    "zwitterion": "[NH3+]CC(=O)[O-]", "metal": "[Na]OC(=O)c1ccccc1",
    "quaternary": "C[N+](C)(C)C.[Cl-]",
    "two acids": "CC(=O)O.CCCC(CCC)C(=O)O", "isotope": "[2H]C([2H])([2H])O", "sulfoxide": "CS(C)=O",
}  # fmt: skip


@needs_chem
@pytest.mark.parametrize("name", SMILES)
def test_keys_are_those_of_the_vocabulary(name: str) -> None:
    keys = keys_of(SMILES[name])
    assert keys is not None
    assert keys.parent == parent_inchikey(SMILES[name])


@needs_chem
@pytest.mark.parametrize("name", DRUGS)
def test_keys_are_the_published_ones(name: str) -> None:
    keys = keys_of(DRUGS[name][0])
    assert keys is not None
    assert keys.own == DRUGS[name][1]


@needs_chem
@pytest.mark.parametrize(
    ("smiles", "scaffold"),
    [
        ("CC(=O)Oc1ccccc1C(=O)O", "c1ccccc1"),
        ("CCCC(CCC)C(=O)O", None),
        ("CCCC(CCC)C(=O)O.c1ccccc1", None),
        ("CN(C)C(=N)NC(=N)N", None),
        ("CCN.OS(=O)(=O)c1ccc(C)cc1", "c1ccccc1"),
        ("C1CC(", None),
        ("BSYNRYMUTXBXSQ-UHFFFAOYSA-N", None),
    ],
)
def test_only_rings_make_a_scaffold(smiles: str, scaffold: str | None) -> None:
    assert scaffold_of(smiles) == scaffold


@needs_chem
def test_a_counter_ion_with_a_ring_makes_no_scaffold() -> None:
    base = "CCCCCCCCCCCCCCN"
    assert scaffold_of(base) is scaffold_of(f"{base}.OS(=O)(=O)c1ccc(C)cc1") is None


@needs_chem
@given(st.floats(0.05, 1.0), st.permutations(sorted(SMILES)))
def test_no_two_clusters_hold_neighbours(threshold: float, order: list[str]) -> None:
    clusters = compound_clusters({name: SMILES[name] for name in order}, threshold)
    prints = Fingerprints.of(SMILES)
    postings = prints.among(range(len(prints)))
    for label, bits in zip(prints.labels, prints.bits, strict=True):
        for other in np.flatnonzero(postings.similarities(bits) >= threshold):
            assert clusters[label] == clusters[prints.labels[other]]
    assert clusters == compound_clusters(SMILES, threshold)
    assert all(
        cluster == min(n for n in clusters if clusters[n] == cluster)
        for cluster in clusters.values()
    )


@needs_chem
def test_what_cannot_be_read_is_in_no_cluster() -> None:
    found = compound_clusters({"a": "CCO", "b": "C1CC(", "c": "BSYNRYMUTXBXSQ-UHFFFAOYSA-N"})
    assert found == {"a": "a"}


def test_without_chemistry_nothing_passes_for_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(molecules, "chemistry_available", lambda: False)
    functions: list[Any] = [keys_of.__wrapped__, scaffold_of.__wrapped__]
    molecules.molecule_of.cache_clear()
    molecules.parent_of.cache_clear()
    for function in functions:
        with pytest.raises(ChemistryUnavailableError, match="aivc\\[chem\\]"):
            function("CCO")
    with pytest.raises(ChemistryUnavailableError):
        compound_clusters({"a": "CCO"})


@needs_chem
def test_similarities_are_those_of_rdkit() -> None:
    from rdkit import Chem, DataStructs
    from rdkit.Chem import rdFingerprintGenerator

    drugs = {name: smiles for name, (smiles, _) in DRUGS.items()}
    generator = rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048)
    bits = [generator.GetFingerprint(Chem.MolFromSmiles(drugs[name])) for name in sorted(drugs)]
    prints = Fingerprints.of(drugs)
    postings = prints.among(range(len(prints)))
    for place, mine in enumerate(prints.bits):
        theirs = DataStructs.BulkTanimotoSimilarity(bits[place], bits)
        assert postings.similarities(mine).tolist() == theirs
