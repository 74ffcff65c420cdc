"""Names and structures of published data sets: which are merged, and that no others are."""

from pathlib import Path

import h5py
import pandas as pd
import pytest

from aivc.schema.vocabulary import chemistry_available
from aivc.splits.identity.context import IdentityContext
from aivc.splits.identity.guides import targets_of_guides
from aivc.splits.identity.resolve import resolve_axis

pytestmark = pytest.mark.realdata

needs_chem = pytest.mark.skipif(not chemistry_available(), reason="RDKit is not installed")


def labels_of(path: Path, column: str) -> list[str]:
    with h5py.File(path) as file:
        return [text.decode() for text in file[f"obs/{column}/categories"][:]]


@needs_chem
def test_sciplex3_has_two_drugs_under_two_names(real_data: Path) -> None:
    table = pd.read_csv(real_data / "splits_sciplex3_scaffold/candidate_splits.csv")
    structures = dict(zip(table.drug_name, table.smiles, strict=True))
    context = IdentityContext("NCBITaxon:9606", structures=structures)
    found = resolve_axis("agent", sorted(structures), context)
    assert {merge.labels for merge in found.merges} == {
        ("Divalproex Sodium", "Valproic acid sodium salt (Sodium valproate)"),
        ("ENMD-2076", "ENMD-2076 L-(+)-Tartaric acid "),
    }
    assert [(d.kind, d.labels) for d in found.doubts] == [
        ("stereo", ("Ruxolitinib (INCB018424)", "S-Ruxolitinib (INCB018424)"))
    ]
    assert (len(structures), len(found.names), found.separator) == (188, 186, "")


def test_sciplex3_by_names_alone_finds_the_salt_and_invents_none(real_data: Path) -> None:
    table = pd.read_csv(real_data / "splits_sciplex3_scaffold/candidate_splits.csv")
    found = resolve_axis("agent", sorted(set(table.drug_name)), IdentityContext())
    assert [merge.canonical for merge in found.merges] == ["ENMD-2076"]


def test_norman_and_mcfaline_agree_on_genes_and_on_order(real_data: Path) -> None:
    path = real_data / "crispr_norman19_mcfaline23_perturbench/devel.h5ad"
    new, old = labels_of(path, "condition"), labels_of(path, "perturbation_raw")
    found = resolve_axis("agent", [*new, *(set(old) - set(new)), "PTPN12+SAMD1"], IdentityContext())
    assert (found.separator, found.separator_source) == ("+", "detected")
    assert {merge.labels for merge in found.merges} == {
        ("KIAA1804", "MAP3K21"),
        ("PTPN12+SAMD1", "SAMD1+PTPN12"),
    }
    assert found.controls == ("control",)
    assert [d.kind for d in found.doubts] == ["assumed"]


@needs_chem
def test_jump_gives_two_names_to_one_structure(real_data: Path) -> None:
    path = real_data / "jump_target2_platemap/JUMP-Target-2_compound_metadata.tsv"
    table = pd.read_csv(path, sep="\t").dropna(subset=["pert_iname"]).fillna("")
    structures = dict(zip(table.pert_iname, table.smiles, strict=True))
    found = resolve_axis("agent", sorted(structures), IdentityContext(structures=structures))
    (merge,) = found.merges
    assert merge.labels == ("quinidine", "quinine")
    assert merge.reason.endswith("of which the stereo is not stated")
    assert [(d.kind, d.count) for d in found.doubts] == [("unresolved", 2)]
    assert found.controls == ("DMSO",)


def test_igvf_guides_have_the_targets_that_their_table_tells(real_data: Path) -> None:
    table = pd.read_csv(real_data / "igvf_guide_metadata/guide_metadata.tsv", sep="\t")
    told = dict(zip(table.guide_id, table.intended_target_name, strict=True))
    found = targets_of_guides(sorted(told), told={}, organism="human")
    controls = {guide for guide, target in told.items() if target.startswith("non-targeting")}
    assert set(told) - set(found) == controls
    differ = {(told[guide], target) for guide, target in found.items() if told[guide] != target}
    assert differ == {("NGFRAP1", "BEX3")}
