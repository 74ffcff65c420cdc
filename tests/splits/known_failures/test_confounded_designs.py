"""Perfect confounding is told from the counts, and a claim that it empties is not supported.

A peer finds Cramer's V of 1.00 and calls it insufficient metadata; its classifier, at twenty times
chance, passes. Another of its checks finds a knock-down in pure noise, for it has no null.
"""

import numpy as np
import pytest
from catalogue.auditing import codes
from catalogue.counting import counts_of_cells
from catalogue.headers import unseen

from known_failures.small import audited, design_of, verdicts


def drugs_on_their_plates(claims):
    rows = [
        {"drug": f"drug {k}", "plate": f"P{k // 10}", "part": "train" if k < 150 else "test"}
        for k in range(200)
    ]
    return design_of(
        rows, "agent", claims, binding={"agent": ["drug"], "plate": ["plate"]}, cells=3
    )


@pytest.mark.parametrize("axis", ["agent", "plate"])
def test_neither_is_proven_where_each_drug_has_its_plate(axis, tmp_path):
    report = audited(drugs_on_their_plates([unseen(axis)]), tmp_path)

    assert verdicts(report) == ["not_identifiable"]
    assert codes(report) == ["CLM010"]


def test_both_together_are_said_to_be_one(tmp_path):
    report = audited(drugs_on_their_plates([unseen("agent"), unseen("plate")]), tmp_path)

    assert verdicts(report) == ["supported", "supported"]
    assert all(claim.qualifiers for claim in report.split.claims)


def test_one_drug_a_lot_proves_nothing_about_drugs(tmp_path):
    rows = [
        {"drug": f"drug {k}", "lot": f"L{k}", "part": "train" if k < 15 else "test"}
        for k in range(20)
    ]
    design = design_of(
        rows, "batch", [unseen("batch")], binding={"agent": ["drug"], "batch": ["lot"]}
    )

    assert verdicts(audited(design, tmp_path)) == ["not_identifiable"]


@pytest.mark.parametrize("seed", range(3))
def test_noise_alone_is_no_side_channel_and_no_copy(seed, tmp_path):
    from dataclasses import replace

    rng = np.random.default_rng(seed)
    rows = [{"drug": f"drug {k}", "part": "train" if k < 9 else "test"} for k in range(12)]
    design = design_of(rows, "agent", [unseen("agent")], binding={"agent": ["drug"]}, cells=15)
    counts = counts_of_cells(design.n_rows, 300, rng)
    genes = tuple(f"GENE{k}" for k in range(300))
    report = audited(replace(design, counts=counts, genes=genes), tmp_path, level="full")

    assert codes(report) == []
    assert codes(report, "warning") == []
