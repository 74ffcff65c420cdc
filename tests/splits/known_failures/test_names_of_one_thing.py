"""Two spellings of one thing are one thing, and a hyphen is part of a name.

A peer (perturbguard 1.0.3) calls each of these splits clean; PerturBench and GEARS put a pair into
training and its mirror image into test.
"""

import pytest
from catalogue.auditing import codes
from catalogue.headers import unseen

from known_failures.small import audited, design_of, perturbed, verdicts

HUMAN = {"organism": "Homo sapiens"}
OTHERS = {"JUN": "train", "SPI1": "train", "CEBPA": "train", "ETS2": "test"}
ROLES = {"organism": ["organism"], "combination_separator": "+"}


def screen(role, training, held_out, controls=("control",)):
    rows = perturbed({**OTHERS, training: "train", held_out: "test"}, **HUMAN)
    return design_of(
        rows,
        role,
        [unseen(role)],
        binding={role: ["perturbation"], **ROLES},
        controls=list(controls),
        control_policy="train_only",
    )


@pytest.mark.parametrize("role", ["agent", "target"])
@pytest.mark.parametrize(
    ("training", "held_out"),
    [
        ("TP53", "tp53"),
        ("TP53 ", "TP53"),
        ("KMT2A", "MLL"),
        ("KIAA1804", "MAP3K21"),
        ("ctrl+TP53", "TP53"),
        ("TP53", "TP53+ctrl"),
        ("TP53+KLF1", "KLF1+TP53"),
    ],
)
def test_one_gene_in_two_spellings_is_shared(role, training, held_out, tmp_path):
    report = audited(screen(role, training, held_out, ("control", "ctrl")), tmp_path)

    assert verdicts(report) == ["refuted"]


@pytest.mark.parametrize(
    ("training", "held_out"),
    [("imatinib", "imatinib mesylate"), ("Haloperidol hydrochloride", "haloperidol")],
)
def test_a_salt_is_its_compound_by_name_alone(training, held_out, tmp_path):
    rows = perturbed({"caffeine": "train", training: "train", held_out: "test"})
    design = design_of(
        rows,
        "agent",
        [unseen("agent")],
        binding={"agent": ["perturbation"]},
        controls=["control"],
        control_policy="train_only",
    )

    assert verdicts(audited(design, tmp_path)) == ["refuted"]


def test_two_guides_of_a_gene_share_their_target(tmp_path):
    rows = [
        {"guide": "AHR_g1", "gene": "AHR", "part": "train"},
        {"guide": "AHR_g2", "gene": "AHR", "part": "test"},
        {"guide": "JUN_g1", "gene": "JUN", "part": "train"},
        {"guide": "ETS2_g1", "gene": "ETS2", "part": "test"},
    ]
    design = design_of(
        rows, "target", [unseen("target")], binding={"guide": ["guide"], "target": ["gene"]}
    )

    assert verdicts(audited(design, tmp_path)) == ["refuted"]


@pytest.mark.parametrize(
    ("training", "held_out"),
    [("HLA-A", "HLA-B"), ("NKX2-1", "NKX2-5"), ("HLA-A", "NKX2-1"), ("1,2-diol", "1,2-dione")],
)
def test_a_hyphen_or_a_comma_in_a_name_separates_nothing(training, held_out, tmp_path):
    report = audited(screen("agent", training, held_out), tmp_path)

    assert verdicts(report) == ["supported"]
    assert codes(report) == []
    combined = [line for line in report.split.overlaps if line.axes == ("combination",)]
    assert combined == []


@pytest.mark.parametrize("control", ["non-targeting", "NT_12", "safe-targeting", "ctrl+ctrl"])
def test_the_name_of_a_control_is_never_taken_apart(control, tmp_path):
    rows = [{"perturbation": control, "part": part} for part in ("train", "test")]
    rows += [{"perturbation": "JUN", "part": "train"}, {"perturbation": "ETS2", "part": "test"}]
    design = design_of(
        rows,
        "agent",
        [unseen("agent")],
        binding={"agent": ["perturbation"]},
        control_policy="split_random",
    )
    report = audited(design, tmp_path)

    assert verdicts(report) == ["supported"]
    assert codes(report) == []
    assert [part.n_controls for part in report.split.parts] == [10, 10]


def test_three_genes_are_one_combination_in_any_order(tmp_path):
    report = audited(screen("agent", "TP53+KLF1+IRF1", "IRF1+TP53+KLF1"), tmp_path)

    assert verdicts(report) == ["refuted"]


def test_what_was_merged_is_told_with_the_reason(tmp_path):
    report = audited(screen("target", "KMT2A", "MLL"), tmp_path)

    merged = [line for line in report.split.merges if set(line.labels) == {"KMT2A", "MLL"}]
    assert [line.canonical for line in merged] == ["KMT2A"]
    assert all(line.reason for line in merged)
