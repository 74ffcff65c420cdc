"""Compounds: salts, stereo, spelling."""

import pytest

from aivc.schema.vocabulary import parent_inchikey
from aivc.splits.identity.agents import resolve_agents
from aivc.splits.identity.context import IdentityContext
from aivc.splits.identity.model import Resolution
from aivc.splits.identity.salt_names import bare_name

IBUPROFEN = "CC(C)Cc1ccc(cc1)C(C)C(=O)O"
S_IBUPROFEN = "CC(C)Cc1ccc(cc1)[C@H](C)C(=O)O"
R_IBUPROFEN = "CC(C)Cc1ccc(cc1)[C@@H](C)C(=O)O"


def resolved(structures: dict[str, str]) -> Resolution:
    pytest.importorskip("rdkit")
    return resolve_agents(list(structures), IdentityContext(structures=structures))


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Imatinib mesylate", "Imatinib"),
        ("Fasudil (HA-1077) HCl", "Fasudil (HA-1077)"),
        ("GSK-LSD1 2HCl", "GSK-LSD1"),
        ("X (hydrochloride)", "X"),
        ("Naproxen sodium salt", "Naproxen"),
        ("Alendronate sodium trihydrate", "Alendronate"),
        ("ENMD-2076 L-(+)-Tartaric acid", "ENMD-2076"),
        ("SGI-1776 free base", "SGI-1776"),
        ("Lapatinib (GW-572016) Ditosylate", "Lapatinib (GW-572016)"),
        ("Sodium chloride", "Sodium chloride"),
        ("Triamcinolone Acetonide", "Triamcinolone Acetonide"),
        ("Abiraterone acetate", "Abiraterone acetate"),
        ("2-Methoxyestradiol (2-MeOE2)", "2-Methoxyestradiol (2-MeOE2)"),
    ],
)
def test_words_of_salts_at_the_end_are_known(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_a_salt_is_merged_by_name_only_where_its_bare_name_occurs() -> None:
    assert resolve_agents(["Imatinib mesylate", "imatinib"]).names == ("imatinib",)
    two_salts = resolve_agents(["Imatinib mesylate", "Imatinib HCl"])
    assert len(two_salts.names) == 2
    assert [(d.kind, d.count) for d in two_salts.doubts] == [("ambiguous", 2)]


def test_an_ester_is_a_doubt() -> None:
    found = resolve_agents(["Abiraterone", "Abiraterone acetate"])
    assert len(found.names) == 2
    assert [d.kind for d in found.doubts] == ["ambiguous"]


def test_structures_go_before_names() -> None:
    structures = {"X": "CCO", "X hydrochloride": "CCCN.Cl", "Y": "CCCN"}
    found = resolved(structures)
    assert found.place[0] != found.place[1] == found.place[2]


def test_salt_and_charge_do_not_count() -> None:
    structures = {"acid": "CCCC(CCC)C(=O)O", "salt": "CCCC(CCC)C(=O)[O-].[Na+]", "other": "CCO"}
    found = resolved(structures)
    assert found.names == ("acid", "other")
    key = parent_inchikey(structures["acid"])
    assert isinstance(key, str)
    assert key in found.merges[0].reason


def test_an_inchikey_is_compared_with_smiles() -> None:
    found = resolved({"a": "CCCC(CCC)C(=O)O", "b": "NIJJYAXOARWZEE-UHFFFAOYSA-N"})
    assert found.place == (0, 0)


def test_unstated_stereo_is_merged_and_stated_stereo_is_not() -> None:
    merged = resolved({"ibuprofen": IBUPROFEN, "dexibuprofen": S_IBUPROFEN})
    assert merged.place == (0, 0)
    assert "stereo" in merged.merges[0].reason
    apart = resolved({"dexibuprofen": S_IBUPROFEN, "levibuprofen": R_IBUPROFEN})
    assert len(apart.names) == 2
    assert [d.kind for d in apart.doubts] == ["stereo"]


def test_a_racemate_beside_both_its_enantiomers_joins_neither() -> None:
    found = resolved({"r": R_IBUPROFEN, "s": S_IBUPROFEN, "racemate": IBUPROFEN})
    assert len(found.names) == 3
    assert [(d.kind, d.count) for d in found.doubts] == [("stereo", 3)]


def test_a_deuterated_compound_is_no_stereoisomer() -> None:
    found = resolved({"ethanol": "CCO", "deuterated": "[2H]C([2H])([2H])C([2H])([2H])O"})
    assert len(found.names) == 2
    assert [d.kind for d in found.doubts] == ["stereo"]


def test_a_structure_that_cannot_be_read_is_told() -> None:
    found = resolved({"good": "CCO", "bad": "C1CC(", "worse": "not a molecule"})
    assert [(d.kind, d.count) for d in found.doubts] == [("unresolved", 2)]


def test_hyphens_in_names_of_drugs_are_a_doubt() -> None:
    found = resolve_agents(["SB-431542", "SB 431542", "SB431542"])
    assert len(found.names) == 3
    assert [(d.kind, d.count) for d in found.doubts] == [("ambiguous", 3)]


def test_one_smiles_under_two_names_is_one_even_without_chemistry() -> None:
    context = IdentityContext(structures={"a": "CCO", "b": "CCO "}, is_chemistry_wanted=False)
    assert resolve_agents(["a", "b"], context).place == (0, 0)


def test_samples_of_the_broad_are_their_compound() -> None:
    labels = ["BRD-K48278478-001-01-2", "BRD-K48278478-001-07-9", "BRD-K59632282-052-03-1"]
    assert resolve_agents(labels).names == ("BRD-K48278478", "BRD-K59632282-052-03-1")
