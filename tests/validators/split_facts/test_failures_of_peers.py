"""What a peer gets wrong about shared values (perturbguard 1.0.3, by running it)."""

import pytest

from aivc.validators.split_facts.model import Pair
from aivc.validators.split_facts.overlap import overlap_on, overlaps
from tests.validators.split_facts.audited import codes, measure

DRUG = {"keys": [{"role": "agent", "columns": ["drug"]}]}
TEST_TRAIN = ("test", "train")


def unseen(axis, part="test"):
    return {"claim_axis": axis, "novelty": "unseen", "partition": part}


def by_agent(**more):
    return {
        "unit_of_split": "agent",
        "claims": [unseen("agent")],
        "control_policy": "train_only",
        "binding": DRUG,
        **more,
    }


def between(split, evaluated, reference):
    return Pair(split.part_named(evaluated), split.part_named(reference))


def drugs(pairs):
    return [{"drug": drug, "part": part} for drug, part in pairs]


def test_cells_listed_twice_are_not_hidden_by_the_second_line(tmp_path):
    rows = drugs([("B1", "train"), ("C1", "test"), ("C1", "train test"), ("DMSO", "train")])
    split = measure(tmp_path, rows, by_agent())
    assert split.integrity.rows_in_several.count == 1
    assert overlap_on(split, between(split, *TEST_TRAIN), "agent").n_shared == 1
    # One fault of the assignments, not one of each axis.
    assert codes(split) == []


def test_a_value_shared_beside_cells_listed_twice_is_told(tmp_path):
    rows = drugs([("B1", "train"), ("C1", "test"), ("C1", "train test"), ("C1", "train")])
    assert codes(measure(tmp_path, rows, by_agent())) == ["LEK009"]


def test_numbers_as_ids_keep_their_zeros(tmp_path):
    rows = drugs([("B1", "train"), ("C1", "test"), ("B1", "test")])
    split = measure(tmp_path, rows, by_agent())
    assert [part.n_rows for part in split.parts] == [2, 1]
    assert codes(split) == ["LEK009"]


@pytest.mark.parametrize("policy", ["split_random", "split_with_group"])
def test_controls_on_both_sides_are_no_shared_perturbation(tmp_path, policy):
    rows = drugs([("B1", "train"), ("C1", "test"), ("DMSO", "train"), ("DMSO", "test")])
    split = measure(tmp_path, rows, by_agent(control_policy=policy))
    assert codes(split) == []
    assert [part.n_controls for part in split.parts] == [1, 1]


def test_the_policy_of_controls_is_checked(tmp_path):
    rows = drugs([("B1", "train"), ("C1", "test"), ("DMSO", "train"), ("DMSO", "test")])
    assert codes(measure(tmp_path, rows, by_agent())) == ["LEK021"]


def test_validation_from_training_does_not_break_a_claim_about_test(tmp_path):
    rows = drugs([("B1", "train"), ("B1", "val"), ("C1", "test"), ("DMSO", "train")])
    split = measure(tmp_path, rows, by_agent(unit_of_split="observation"))
    assert codes(split) == []
    shared = {
        (split.parts[o.pair.evaluated].name, split.parts[o.pair.reference].name): o.n_shared
        for o in overlaps(split)
        if o.axes == ("agent",)
    }
    assert shared == {("test", "train"): 0, ("test", "val"): 0, ("val", "train"): 1}


def test_a_perturbation_in_validation_and_test_is_found_where_it_is_kept_whole(tmp_path):
    rows = drugs([("B1", "train"), ("C1", "val"), ("C1", "test"), ("DMSO", "train")])
    assert codes(measure(tmp_path, rows, by_agent())) == ["LEK009"]


@pytest.mark.parametrize(
    ("role", "training", "held_out"),
    [
        ("target", "TP53+KLF1", "KLF1+TP53"),
        ("target", "TP53", "tp53"),
        ("target", "TP53", "TP53 "),
        ("target", "KMT2A", "MLL"),
        ("target", "ctrl+TP53", "TP53"),
        ("target", "TP53+ctrl", "TP53"),
        ("agent", "Imatinib", "Imatinib mesylate"),
    ],
)
def test_two_names_of_one_thing_are_one_thing(tmp_path, role, training, held_out):
    others = ["KLF1", "MYB", "GATA1"] if role == "target" else ["Dasatinib", "Nilotinib"]
    # The other way round, so that neither name is preferred.
    for number, (one, other) in enumerate([(training, held_out), (held_out, training)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        rows = [{"label": name, "part": "train"} for name in [*others, one, "ctrl"]]
        rows.append({"label": other, "part": "test"})
        header = by_agent(
            unit_of_split=role,
            claims=[unseen(role)],
            binding={"keys": [{"role": role, "columns": ["label"]}]},
        )
        found = codes(measure(folder, rows, header))
        assert found == ["LEK008" if role == "target" else "LEK009"]


def test_two_guides_against_one_gene_share_a_target_and_no_guide(tmp_path):
    rows = [
        {"guide": guide, "part": part}
        for guide, part in [
            ("KLF1_g1", "train"),
            ("KLF1_g2", "test"),
            ("MYB_g1", "train"),
            ("MYB_g2", "train"),
            ("NT_1", "train"),
        ]
    ]
    header = by_agent(binding={"keys": [{"role": "guide", "columns": ["guide"]}]})
    for axis, expected in (("guide", []), ("target", ["LEK008"])):
        folder = tmp_path / axis
        folder.mkdir()
        told = {**header, "unit_of_split": axis, "claims": [unseen(axis)]}
        assert codes(measure(folder, rows, told)) == expected


@pytest.mark.parametrize(
    ("training", "held_out"),
    [("HLA-B", "HLA-A"), ("NKX2-5", "NKX2-1"), ("1,2-dichloroethane", "2-nitrofluorene")],
)
def test_a_hyphen_or_a_comma_is_part_of_a_name(tmp_path, training, held_out):
    rows = drugs([(training, "train"), (held_out, "test"), ("non-targeting", "train")])
    split = measure(tmp_path, rows, by_agent())
    assert codes(split) == []
    assert codes(split, "warning") == []
    assert "combination" not in split.axes
    assert split.parts[split.part_named("train")].n_controls == 1


def test_a_correct_split_by_donor_is_no_fault_though_drugs_are_shared(tmp_path):
    rows = [
        {"drug": drug, "donor": donor, "part": part}
        for donor, part in (("D1", "train"), ("D2", "val"), ("D3", "test"))
        for drug in ("B1", "C1", "DMSO")
    ]
    header = {
        "unit_of_split": "donor",
        "claims": [unseen("donor"), unseen("donor", "val")],
        "control_policy": "split_with_group",
        "binding": {"keys": [*DRUG["keys"], {"role": "donor", "columns": ["donor"]}]},
    }
    split = measure(tmp_path, rows, header)
    assert codes(split) == []
    assert codes(split, "warning") == []
    assert codes(split, "info").count("LEK019") == 3


def test_one_batch_for_all_is_no_fault(tmp_path):
    rows = [
        {"drug": drug, "batch": "one", "part": part}
        for drug, part in (("B1", "train"), ("C1", "test"), ("DMSO", "train"))
    ]
    keys = [*DRUG["keys"], {"role": "batch", "columns": ["batch"]}]
    split = measure(tmp_path, rows, by_agent(binding={"keys": keys}))
    assert (codes(split), codes(split, "warning")) == ([], [])


def test_a_column_without_any_value_is_said_to_tell_nothing(tmp_path):
    rows = [
        {"drug": drug, "gene": None, "part": part}
        for drug, part in (("B1", "train"), ("C1", "test"), ("DMSO", "train"))
    ]
    keys = [*DRUG["keys"], {"role": "target", "columns": ["gene"]}]
    split = measure(tmp_path, rows, by_agent(binding={"keys": keys}))
    assert "target" not in split.axes
    assert codes(split) == ["LEK025"]


def test_parts_of_any_name_and_role_are_read(tmp_path):
    rows = drugs([("B1", "train"), ("C1", "ood"), ("B1", "left_out"), ("DMSO", "train")])
    roles = {"train": "training", "ood": "external_test", "left_out": "excluded"}
    header = by_agent(
        claims=[unseen("agent", "ood")],
        partitions=[{"partition_name": n, "partition_role": r} for n, r in roles.items()],
    )
    split = measure(tmp_path, rows, header)
    assert {part.name: part.role for part in split.parts} == roles
    assert codes(split) == []


def test_an_unknown_donor_is_no_other_unknown_donor(tmp_path):
    rows = [
        {"donor": donor, "part": part}
        for donor, part in (("D1", "train"), ("unknown", "train"), ("D2", "test"), ("nan", "test"))
    ]
    header = {
        "unit_of_split": "donor",
        "control_policy": "split_with_group",
        "binding": {"keys": [{"role": "donor", "columns": ["donor"]}]},
    }
    split = measure(tmp_path, rows, header)
    assert codes(split) == []
    assert codes(split, "warning") == ["LEK024"]
