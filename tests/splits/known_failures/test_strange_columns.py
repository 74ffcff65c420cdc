"""Names and values of columns are read for what they are.

A peer takes ``n_genes_by_counts`` for the perturbation, ``reported`` for the replicate and
``lifetime`` for the time, reads the text ``False`` as true, and stops at a column without values.
"""

from dataclasses import replace

import pytest
from catalogue.auditing import codes
from catalogue.headers import unseen

from known_failures.small import audited, design_of, perturbed, verdicts

SCREEN = {"JUN": "train", "SPI1": "train", "ETS2": "test"}


def without_binding(design):
    return replace(design, header={k: v for k, v in design.header.items() if k != "binding"})


def test_a_role_is_not_guessed_from_a_piece_of_a_word(tmp_path):
    rows = [
        {"n_genes_by_counts": 100 + k, "reported": f"x{k % 2}", "lifetime": 3.5, **row}
        for k, row in enumerate(perturbed(SCREEN, donor="D1"))
    ]
    design = design_of(rows, "agent", [unseen("agent")], binding={}, controls=["control"])
    report = audited(without_binding(design), tmp_path)

    read = {column for axis in report.split.axes for column in axis.columns}
    assert "perturbation" in read
    assert not read & {"n_genes_by_counts", "reported", "lifetime"}


@pytest.mark.parametrize("mark", [("True", "False"), ("yes", "no"), ("1", "0"), (True, False)])
def test_a_mark_of_controls_may_be_text(mark, tmp_path):
    rows = [
        {**row, "is_control": mark[0] if row["perturbation"] == "control" else mark[1]}
        for row in perturbed(SCREEN)
    ]
    rows = [{**row, "perturbation": row["perturbation"].replace("control", "X-1")} for row in rows]
    design = design_of(
        rows,
        "agent",
        [unseen("agent")],
        binding={"agent": ["perturbation"], "control": ["is_control"]},
        control_policy="train_only",
    )
    report = audited(design, tmp_path)

    assert [part.n_controls for part in report.split.parts] == [10, 0]
    assert codes(report) == []


def test_a_column_without_values_stops_nothing(tmp_path):
    rows = [{**row, "kind": None} for row in perturbed(SCREEN)]
    design = design_of(
        rows,
        "agent",
        [unseen("agent"), unseen("cell_type")],
        binding={"agent": ["perturbation"], "cell_type": ["kind"]},
        controls=["control"],
        control_policy="train_only",
    )
    report = audited(design, tmp_path)

    assert verdicts(report) == ["supported", "not_checked"]
    assert not [code for code in codes(report) if code.startswith("SYS")]


def test_a_column_that_the_data_have_not_is_named(tmp_path):
    design = design_of(
        perturbed(SCREEN),
        "target",
        [unseen("target")],
        binding={"target": ["target_gene"]},
    )
    report = audited(design, tmp_path)

    assert verdicts(report) == ["not_checked"]
    assert codes(report) != []
    assert any("target_gene" in f.message + f.observed for f in report.findings)


def test_parts_may_have_any_name_and_role(tmp_path):
    parts = (
        ("train", "training"),
        ("ood", "test"),
        ("far away", "external_test"),
        ("thresholds", "calibration"),
        ("left out", "excluded"),
    )
    rows = [{"donor": f"D{k}", "part": name} for k, (name, _) in enumerate(parts)]
    design = design_of(
        rows, "donor", [unseen("donor", part="ood")], binding={"donor": ["donor"]}, parts=parts
    )
    report = audited(design, tmp_path)

    assert codes(report) == []
    assert verdicts(report) == ["supported"]
    compared = {(line.part, line.against) for line in report.split.overlaps}
    assert ("ood", "thresholds") in compared
    assert not [pair for pair in compared if "left out" in pair]


def test_a_missing_value_matches_no_missing_value(tmp_path):
    rows = [
        {"donor": None, "drug": "JUN", "part": "train"},
        {"donor": None, "drug": "ETS2", "part": "test"},
        {"donor": "D1", "drug": "JUN", "part": "train"},
        {"donor": "D2", "drug": "ETS2", "part": "test"},
    ]
    design = design_of(
        rows,
        "agent",
        [unseen("agent"), unseen("donor")],
        binding={"agent": ["drug"], "donor": ["donor"]},
    )
    report = audited(design, tmp_path)

    shared = [line.n_shared for line in report.split.overlaps if line.axes == ("donor",)]
    assert shared == [0]
    assert "refuted" not in verdicts(report)
