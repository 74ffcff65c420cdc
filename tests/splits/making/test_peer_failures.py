"""What other makers of splits get wrong, asked of ours on files.

GEARS 0.1.2 leaks reversed combinations and leaves conditions in no part. PerturBench takes
(donor x, site y) and (donor y, site x) for one group, drops covariates of one condition, leaks
reversed combinations, and raises a bare ValueError on little data. DataSAIL 1.4.0 returns None
where nothing can be done and loses entities. splito gives 5 and 20 for 20 and 5. cell-load gives
the test for validation where there is none. perturbguard 1.0.3 draws validation from what training
knows, does not support the claim of its own split, and holds DMSO out as a perturbation.
"""

from __future__ import annotations

import numpy as np
import pytest
from catalogue.writing import write_data
from known_failures.small import design_of
from making.cases import values
from making.rows import observations

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.make import make_split
from aivc.splits.making.request import PartRequest, SplitRequest
from aivc.verbs.split_audit import split_audit
from aivc.verbs.split_make import split_make

TRAIN, VALIDATION = PartRequest("train", "training"), PartRequest("val", "validation", 0.15)
TEST = PartRequest("test", "test", 0.25)
COMBINED = {
    "binding": {"agent": ["perturbation"]},
    "combination_separator": "+",
}


def file_of(labels, folder):
    rows = [{"perturbation": label, "part": "train"} for label in labels]
    design = design_of(rows, "agent", [], binding={"agent": ["perturbation"]})
    return write_data(design, folder), design


def screen_of_pairs(folder):
    genes = [f"GENE{k}" for k in range(1, 13)]
    pairs = [f"{a}+{b}" for k, a in enumerate(genes) for b in genes[k + 1 :] if (k + len(b)) % 2]
    turned = ["+".join(reversed(pair.split("+"))) for pair in pairs[::3]]
    with_control = [f"control+{gene}" for gene in genes[:4]]
    return file_of([*genes, *pairs, *turned, *with_control, "control"], folder)


@pytest.mark.parametrize("seen", [0, 1, 2])
def test_a_pair_is_one_thing_in_whatever_order_it_is_written(seen, tmp_path):
    data, design = screen_of_pairs(tmp_path)
    request = SplitRequest(parts=(TRAIN, TEST), members_seen=(seen,))
    written = split_make(data, request, tmp_path / "made.split.yaml", **COMBINED)[0]
    parts: dict[frozenset[str], set[int]] = {}
    for label, code in zip(
        design.obs["perturbation"], written.made.partitioning.codes.tolist(), strict=True
    ):
        members = frozenset(label.split("+")) - {"control"}
        if members:
            parts.setdefault(members, set()).add(code)
    assert all(len(codes) == 1 for codes in parts.values())
    assert sum(part.n_observations for part in written.made.sizes) == design.n_rows


@pytest.mark.parametrize("seed", range(5))
def test_the_claim_of_a_split_of_unseen_pairs_is_supported(seed, tmp_path):
    data, _ = screen_of_pairs(tmp_path)
    request = SplitRequest(parts=(TRAIN, TEST), members_seen=(0,), seed=seed)
    written = split_make(data, request, tmp_path / "made.split.yaml", **COMBINED)[0]
    report = split_audit(data, written.path, level="obs")
    assert [claim.result for claim in report.split.claims] == ["supported"]


def test_a_vehicle_is_never_held_out(tmp_path):
    labels = ["DMSO", "vehicle", "untreated", *(f"drug {k}" for k in range(10))]
    data, design = file_of(labels, tmp_path)
    binding = {"agent": ["perturbation"]}
    for seed in range(8):
        request = SplitRequest(("agent",), (TRAIN, VALIDATION, TEST), seed=seed, tolerance=0.2)
        target = tmp_path / f"seed-{seed}.split.yaml"
        made = split_make(data, request, target, binding=binding)[0].made
        assert not {"DMSO", "vehicle", "untreated"} & set(made.held_out["agent"])
        controls = [
            label in {"DMSO", "vehicle", "untreated"} for label in design.obs["perturbation"]
        ]
        assert set(made.partitioning.codes[controls].tolist()) == {0, 1, 2}


def test_validation_holds_what_training_does_not_know_and_is_not_the_test(tmp_path):
    data, design = file_of([f"drug {k}" for k in range(20)], tmp_path)
    request = SplitRequest(("agent",), (TRAIN, VALIDATION, TEST))
    written = split_make(
        data, request, tmp_path / "made.split.yaml", binding={"agent": ["perturbation"]}
    )[0]
    label = np.array(design.obs["perturbation"])
    parts = [set(label[written.made.partitioning.codes == k]) for k in range(3)]
    assert all(parts)
    assert not parts[0] & parts[1]
    assert not parts[1] & parts[2]
    report = split_audit(data, written.path, level="obs")
    assert [claim.result for claim in report.split.claims] == ["supported", "supported"]


def test_without_validation_nothing_takes_its_place():
    made = make_split(
        observations({"donor": [f"D{k}" for k in range(8)]}), SplitRequest(("donor",))
    )
    assert made[0].partitioning.roles == ("training", "test")
    assert made[0].header["validation_role"] == "none"


def test_covariates_that_change_places_are_two_groups():
    rows = observations(
        {
            "donor": ["x", "y", "x", "y"] * 6,
            "site": ["y", "x", "x", "y"] * 6,
            "agent": [f"A{k % 3}" for k in range(24)],
        }
    )
    parts = (TRAIN, PartRequest("test", "test", 0.25))
    request = SplitRequest(("donor", "site"), parts, novelty="seen_in_other_context")
    made = make_split(rows, request)[0]
    pair = np.char.add(
        np.array(["x", "y", "x", "y"] * 6, str), np.array(["y", "x", "x", "y"] * 6, str)
    )
    assert len(set(pair[made.partitioning.codes == 1])) == 1


def test_a_context_of_one_condition_is_not_lost():
    rows = observations(
        {
            "agent": [*["A", "B", "C", "D"] * 6, "A"],
            "cell_line": [*["K562"] * 12, *["A549"] * 12, "RARE"],
        }
    )
    request = SplitRequest(("agent", "cell_line"), novelty="seen_in_other_context", tolerance=0.5)
    made = make_split(rows, request)[0]
    assert sum(part.n_observations for part in made.sizes) == rows.n_rows
    assert "RARE" in values(rows, "cell_line", made, "train")


@pytest.mark.parametrize("n_rows", range(1, 9))
def test_little_data_give_a_split_or_a_reason(n_rows):
    rows = observations({"donor": [f"D{k % 3}" for k in range(n_rows)]})
    try:
        made = make_split(rows, SplitRequest(("donor",), (TRAIN, VALIDATION, TEST), tolerance=1.0))
    except InfeasibleSplitError as error:
        assert n_rows < 3
        assert "group" in str(error)
    else:
        assert all(part.n_observations for part in made[0].sizes)


def test_no_rows_at_all_are_refused():
    rows = observations({"donor": []})
    with pytest.raises(InfeasibleSplitError):
        make_split(rows, SplitRequest(("donor",)))


def test_sizes_are_of_rows_and_not_of_groups():
    scaffolds = ["benzene"] * 12 + [f"s{k}" for k in range(13)]
    rows = observations({"agent": [f"m{k}" for k in range(25)], "scaffold": scaffolds})
    for seed in range(20):
        made = make_split(rows, SplitRequest(("scaffold",), seed=seed))[0]
        assert made.sizes[1].n_observations == 5


def test_two_donors_who_share_a_missing_label_are_not_one():
    rows = observations({"donor": ["D1", "D2", "D3", "D4"], "family": [None, None, "f", "g"]})
    made = make_split(rows, SplitRequest(("donor",), keep_whole=("family",), leave_one_out=True))
    assert [values(rows, "donor", each, "test") for each in made] == [
        {"D1"},
        {"D2"},
        {"D3"},
        {"D4"},
    ]


def test_scaffolds_and_lines_can_be_held_out_together(tmp_path):
    """Agents are new with their scaffolds; that does not make the claim on lines prove nothing."""
    rows = [
        {"drug": f"drug {k}", "murcko": f"c{k // 2}", "line": line, "part": "train"}
        for k in range(12)
        for line in ("K562", "A549", "MCF7", "HepG2")
    ]
    binding = {"agent": ["drug"], "scaffold": ["murcko"], "cell_line": ["line"]}
    data = write_data(design_of(rows, "agent", [], binding=binding, cells=3), tmp_path)
    request = SplitRequest(("scaffold", "cell_line"), (TRAIN, TEST), tolerance=0.2)
    written = split_make(data, request, tmp_path / "made.split.yaml", binding=binding)[0]
    report = split_audit(data, written.path, level="obs")
    assert [claim.result for claim in report.split.claims] == ["supported", "supported"]
