"""Guides and what they are against."""

import pytest

from aivc.splits.identity.context import IdentityContext
from aivc.splits.identity.guides import resolve_guides, targets_of_guides
from aivc.splits.identity.resolve import resolve_axis


@pytest.mark.parametrize(
    ("guide", "target"),
    [
        ("KLF1_g1", "KLF1"),
        ("KLF1_1", "KLF1"),
        ("KLF1-2", "KLF1"),
        ("KLF1.sg3", "KLF1"),
        ("sgKLF1-2", "KLF1"),
        ("sgKLF1", "KLF1"),
        ("KLF1g2", "KLF1"),
        ("KLF1_posctrl", "KLF1"),
        ("KLF1_+_12997999.23-P1P2", "KLF1"),
        ("NKX2-1", "NKX2-1"),
        ("NKX2-1-2", "NKX2-1"),
        ("HLA-A_g1", "HLA-A"),
        ("MLL_sg2", "KMT2A"),
    ],
)
def test_the_target_is_read_out_of_the_name(guide: str, target: str) -> None:
    assert targets_of_guides([guide], told={}, organism="human") == {guide: target}


@pytest.mark.parametrize(
    "guide", ["non-targeting_00012_sg1", "NTg3", "NT_4", "NegCtrl10", "ctrl_g2"]
)
def test_a_guide_against_nothing_is_a_control(guide: str) -> None:
    assert targets_of_guides([guide, "KLF1_g1"], told={}, organism="human") == {"KLF1_g1": "KLF1"}
    assert guide in resolve_axis("agent", [guide, "KLF1_g1"], IdentityContext("human")).controls


def test_what_is_told_goes_before_the_name() -> None:
    told = {"KLF1_1": "ENSG00000141510", "ACGTACGT": "MLL", "x9": "non-targeting"}
    found = targets_of_guides(list(told), told=told, organism="human")
    assert found == {"KLF1_1": "TP53", "ACGTACGT": "KMT2A"}


def test_two_guides_against_one_gene_are_two_guides() -> None:
    found = resolve_guides(["KLF1_g1", "KLF1_g2", "klf1_g1", "NT_1"], told={}, organism="human")
    assert found.names == ("KLF1_g1", "KLF1_g2")
    assert found.controls == ("NT_1",)


def test_a_pair_of_guides_has_both_targets() -> None:
    labels = ["KLF1_1|MYB_1", "KLF1_1", "MYB_1", "MYB_2|KLF1_2", "KLF1_2|NT_1"]
    found = targets_of_guides(labels, told={}, organism="human")
    assert found["KLF1_1|MYB_1"] == found["MYB_2|KLF1_2"] == "KLF1+MYB"
    assert found["KLF1_2|NT_1"] == "KLF1"


def test_numbers_of_drugs_and_of_other_things_are_parts_of_names() -> None:
    labels = ["PFI-1", "PFI-2", "AZD-1480", "compound_1", "compound_2"]
    assert len(resolve_axis("agent", labels, IdentityContext("human")).names) == 5


def test_one_stem_for_all_is_no_target() -> None:
    labels = [f"peak_{k}" for k in range(9)]
    found = targets_of_guides(labels, told={}, organism="human")
    assert len(set(found.values())) == 9


def test_stems_that_several_guides_share_are_targets() -> None:
    labels = ["enhA_1", "enhA_2", "enhB_1", "enhB_2"]
    found = targets_of_guides(labels, told={}, organism="human")
    assert set(found.values()) == {"enhA", "enhB"}


def test_agents_that_are_guides_are_their_targets() -> None:
    found = resolve_axis("agent", ["KLF1_1", "KLF1_2", "MYB_1", "NT_1"], IdentityContext("human"))
    assert found.names == ("KLF1", "MYB")
