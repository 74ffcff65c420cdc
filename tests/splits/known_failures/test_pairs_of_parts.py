"""Every part is compared with every earlier one, and only what was asked is a fault.

A peer merges validation and test, counts controls as leaks, and fails a correct split by donor
because perturbations are shared, which they are meant to be. A generic tool calls held out
perturbations a shift of features. cell-load lets one drug be in validation and in test.
"""

from catalogue.auditing import codes
from catalogue.headers import both_unseen, unseen

from known_failures.small import audited, design_of, perturbed, verdicts

ROLES = {"agent": ["perturbation"]}


def test_controls_on_both_sides_are_no_leak_where_the_policy_says_so(tmp_path):
    rows = [{"perturbation": "control", "part": part} for part in ("train", "test")]
    rows += [{"perturbation": "JUN", "part": "train"}, {"perturbation": "ETS2", "part": "test"}]
    design = design_of(
        rows, "agent", [unseen("agent")], binding=ROLES, control_policy="split_random"
    )
    report = audited(design, tmp_path)

    assert codes(report) == []
    assert verdicts(report) == ["supported"]


def test_validation_of_known_perturbations_does_not_break_a_claim_about_test(tmp_path):
    rows = [
        *perturbed({"JUN": "train", "SPI1": "train", "ETS2": "test"}),
        {"perturbation": "JUN", "part": "val"},
        {"perturbation": "SPI1", "part": "val"},
    ]
    design = design_of(
        rows, "observation", [unseen("agent")], binding=ROLES, control_policy="train_only"
    )
    report = audited(design, tmp_path)

    assert verdicts(report) == ["supported"]
    assert codes(report) == []


def test_a_perturbation_in_validation_and_test_is_found(tmp_path):
    rows = [
        *perturbed({"JUN": "train", "AARS": "val", "ETS2": "test"}),
        {"perturbation": "AARS", "part": "test"},
    ]
    design = design_of(
        rows, "agent", both_unseen("agent"), binding=ROLES, control_policy="train_only"
    )
    report = audited(design, tmp_path)

    assert codes(report) != []
    assert set(verdicts(report)) == {"supported"}
    shared = {
        (line.part, line.against): line.n_shared
        for line in report.split.overlaps
        if line.axes == ("agent",)
    }
    assert shared == {("val", "train"): 0, ("test", "train"): 0, ("test", "val"): 1}


def test_a_correct_split_by_donor_is_clean_though_drugs_are_shared(tmp_path):
    rows = [
        {"donor": donor, "perturbation": drug, "part": part}
        for donor, part in (("D1", "train"), ("D2", "train"), ("D3", "val"), ("D4", "test"))
        for drug in ("DMSO", "caffeine", "imatinib")
    ]
    design = design_of(
        rows,
        "donor",
        both_unseen("donor"),
        binding={**ROLES, "donor": ["donor"]},
        control_policy="split_with_group",
    )
    report = audited(design, tmp_path)

    assert codes(report) == []
    assert codes(report, "warning") == []
    assert verdicts(report) == ["supported", "supported"]


def test_what_is_shared_and_was_not_claimed_is_told_once_a_pair(tmp_path):
    rows = [
        {"donor": donor, "perturbation": drug, "batch": "B1", "part": part}
        for donor in ("D1", "D2")
        for drug, part in (("JUN", "train"), ("SPI1", "train"), ("ETS2", "test"))
    ]
    design = design_of(
        rows,
        "agent",
        [unseen("agent")],
        binding={**ROLES, "donor": ["donor"], "batch": ["batch"]},
    )
    report = audited(design, tmp_path)

    assert codes(report) == []
    told = [finding for finding in report.findings if finding.code == "LEK019"]
    assert len(told) == 1
    assert {"donor", "batch"} <= set(told[0].message.replace(",", " ").split())


def test_one_batch_alone_is_no_fault(tmp_path):
    rows = [
        {"batch": "B1", **row}
        for row in perturbed({"JUN": "train", "SPI1": "train", "ETS2": "test"})
    ]
    design = design_of(
        rows,
        "agent",
        [unseen("agent")],
        binding={**ROLES, "batch": ["batch"]},
        shared=["batch"],
        control_policy="train_only",
    )
    report = audited(design, tmp_path)

    assert codes(report) == []
    assert codes(report, "warning") == []
    assert verdicts(report) == ["supported"]


def test_a_new_perturbation_in_one_line_that_training_knows_in_another_is_not_unseen(tmp_path):
    """PerturBench holds a pair out of one line and trains it in another."""
    rows = [
        {"line": line, "perturbation": label, "part": part}
        for line, label, part in (
            ("A549", "JUN", "train"),
            ("A549", "ETS2", "test"),
            ("K-562", "JUN", "test"),
            ("K-562", "ETS2", "train"),
        )
    ]
    claims = [
        unseen("agent"),
        unseen("agent", "cell_line"),
        unseen("agent", novelty="seen_in_other_context", joint_with=["cell_line"]),
    ]
    design = design_of(
        rows,
        "condition",
        claims,
        binding={**ROLES, "cell_line": ["line"], "condition": ["perturbation", "line"]},
    )

    assert verdicts(audited(design, tmp_path)) == ["refuted", "supported", "supported"]


def test_two_covariates_that_change_places_are_two_groups(tmp_path):
    """PerturBench takes (donor x, site y) and (donor y, site x) for one group."""
    rows = [
        {"donor": "x", "site": "y", "part": "train"},
        {"donor": "y", "site": "x", "part": "test"},
        {"donor": "z", "site": "z", "part": "train"},
    ]
    design = design_of(
        rows,
        "observation",
        [unseen("donor", "site")],
        binding={"donor": ["donor"], "site": ["site"]},
        shared=["donor", "site"],
    )

    assert verdicts(audited(design, tmp_path)) == ["supported"]
