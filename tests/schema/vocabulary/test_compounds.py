"""InChIKeys recomputed with RDKit, or a result that says they were not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.vocabulary import (
    ChemistryProblem,
    ChemistryProblemKind,
    chemistry_available,
    compounds,
    inchikey_ok,
    parent_inchikey,
    smiles_to_inchikey,
)

DMSO = "IAZDPXIOMUYVGZ-UHFFFAOYSA-N"
DEXAMETHASONE = (
    "C[C@@H]1C[C@H]2[C@@H]3CCC4=CC(=O)C=C[C@@]4([C@]3([C@H](C[C@@]2([C@]1(C(=O)CO)O)C)O)F)C"
)

needs_rdkit = pytest.mark.skipif(not chemistry_available(), reason="RDKit is not installed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DMSO, True),
        (DMSO.lower(), False),
        (DMSO[:14], False),
        (f"{DMSO}\n", False),
        (f"InChIKey={DMSO}", False),
        ("", False),
    ],
)
def test_form(text, expected) -> None:
    assert inchikey_ok(text) is expected


@needs_rdkit
def test_known_structures() -> None:
    assert smiles_to_inchikey("CS(C)=O") == DMSO
    assert smiles_to_inchikey(DEXAMETHASONE) == "UREBDLICKHMUKA-CXSFZGCWSA-N"


@needs_rdkit
@pytest.mark.parametrize("salt", ["CCN.Cl", "CC[NH3+].[Cl-]", "CCN"])
def test_salts_share_a_parent(salt) -> None:
    assert parent_inchikey(salt) == smiles_to_inchikey("CCN")


@needs_rdkit
def test_a_salt_is_not_its_parent() -> None:
    assert smiles_to_inchikey("CCN.Cl") != parent_inchikey("CCN.Cl")


@needs_rdkit
@pytest.mark.parametrize("text", ["", " ", "C(", "not a molecule", "C" * 6000])
@pytest.mark.parametrize("call", [smiles_to_inchikey, parent_inchikey])
def test_unreadable_structures(text, call) -> None:
    problem = call(text)
    assert isinstance(problem, ChemistryProblem)
    assert problem.kind is ChemistryProblemKind.UNREADABLE_SMILES


@pytest.mark.parametrize("call", [smiles_to_inchikey, parent_inchikey])
def test_without_rdkit_nothing_is_claimed(call, monkeypatch) -> None:
    monkeypatch.setattr(compounds, "find_spec", lambda name: None)
    assert not chemistry_available()
    problem = call("CS(C)=O")
    assert isinstance(problem, ChemistryProblem)
    assert problem.kind is ChemistryProblemKind.UNAVAILABLE


@needs_rdkit
@settings(max_examples=100, deadline=None)
@given(st.text("CNO()[]=#123+-.@H", max_size=20))
def test_no_text_raises(text) -> None:
    for found in (smiles_to_inchikey(text), parent_inchikey(text)):
        assert isinstance(found, ChemistryProblem) or inchikey_ok(found)
