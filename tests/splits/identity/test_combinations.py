"""What separates the members of a combination, and what does not."""

import pytest

from aivc.splits.identity.agents import resolve_agents
from aivc.splits.identity.context import IdentityContext
from aivc.splits.identity.targets import resolve_targets


@pytest.mark.parametrize("separator", ["+", "|", ";", "&", ", "])
def test_a_separator_is_found_where_members_also_occur_alone(separator: str) -> None:
    labels = ["drugX", "drugY", f"drugX{separator}drugY", f"drugY{separator}drugX"]
    found = resolve_agents(labels)
    assert (found.separator, found.separator_source) == (separator, "detected")
    assert found.names == ("drugX", "drugX+drugY", "drugY")
    assert found.members[1] == ("drugX", "drugY")


@pytest.mark.parametrize("separator", ["-", "/", "_", ","])
def test_a_mark_of_names_is_never_found_to_separate(separator: str) -> None:
    labels = ["drugX", "drugY", f"drugX{separator}drugY"]
    found = resolve_agents(labels)
    assert (found.separator, len(found.names)) == ("", 3)


@pytest.mark.parametrize("separator", ["-", "_", "/", "__"])
def test_a_declared_separator_separates_all_but_known_names(separator: str) -> None:
    labels = [f"HLA-A{separator}NKX2-1", f"NKX2-1{separator}HLA-A", "HLA-A", "NKX2-1"]
    found = resolve_targets(labels, organism="human", separator=separator)
    assert found.separator_source == "declared"
    assert found.names == ("HLA-A", "HLA-A+NKX2-1", "NKX2-1")


def test_genes_are_evidence_without_singles() -> None:
    found = resolve_targets(["KLF1+SET", "SET+KLF1", "BAK1+TP53"], organism="human")
    assert found.names == ("BAK1+TP53", "KLF1+SET")


def test_without_evidence_nothing_is_taken_apart() -> None:
    assert resolve_agents(["x1+y1", "x2+y2"]).separator == ""


def test_little_evidence_is_a_doubt() -> None:
    found = resolve_agents(["x1", "x1+y1", "x2+y2", "x3+y3"])
    assert found.separator == ""
    assert [(d.kind, d.count) for d in found.doubts] == [("ambiguous", 3)]


def test_one_name_with_a_plus_stays_whole_among_combinations() -> None:
    labels = ["(+)-JQ1", "Dasatinib", "JQ1", "Dasatinib+(+)-JQ1", "(+)-JQ1+Dasatinib", "CD3+"]
    found = resolve_agents(labels)
    assert found.members[found.place[0]] == ("(+)-JQ1",)
    assert found.members[found.place[3]] == ("(+)-JQ1", "Dasatinib")
    assert found.place[3] == found.place[4]
    assert found.members[found.place[5]] == ("CD3+",)


def test_a_member_named_twice_is_the_member() -> None:
    found = resolve_targets(["KLF1+KLF1", "KLF1", "SET"], organism="human")
    assert found.place[0] == found.place[1]
    assert found.merges[0].reason == "a member named twice is one member"


def test_members_are_resolved_inside_combinations() -> None:
    found = resolve_targets(["MLL+TP53", "tp53+KMT2A", "TP53 + ENSG00000118058"], organism="human")
    assert found.names == ("KMT2A+TP53",)


def test_declared_controls_are_dropped_from_combinations() -> None:
    context = IdentityContext(control_labels=frozenset({"medium A"}), separator="+")
    found = resolve_agents(["medium A+x", "x", "Medium A"], context)
    assert found.place == (0, 0, -1)


def test_a_long_label_of_many_separators_is_read_in_time() -> None:
    label = "+".join(f"g{k}" for k in range(2_000))
    found = resolve_targets([label, "g1"], organism="human", separator="+")
    assert len(found.members[found.place[0]]) == 2_000


def test_another_order_of_the_same_members_is_evidence() -> None:
    assert resolve_agents(["x1+y1", "y1+x1"]).names == ("x1+y1",)
