"""Claims that the data do not support."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from catalogue.atlases import atlas
from catalogue.crispr_screens import pair_screen
from catalogue.drug_screens import VEHICLE, donor_screen, drug_screen
from catalogue.headers import unseen
from catalogue.leak import Leak, Plant, a_value, some_rows
from catalogue.time_courses import time_course

if TYPE_CHECKING:
    import numpy as np
    from catalogue.design import Design


def with_claim(**claim: object) -> Plant:
    """Claim something more."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        return design.with_header(claims=[*design.header["claims"], claim])

    return plant


def beyond_test(column: str, value: float) -> Plant:
    """Let training reach beyond the values of test."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        controls = design.header.get("control_labels", ())
        rows = [
            row
            for row in design.rows_of("train").tolist()
            if design.obs.get("compound", (None,) * design.n_rows)[row] not in controls
        ]
        return design.with_values(column, dict.fromkeys(rows[:3], value))

    return plant


def outside_training(design: Design, rng: np.random.Generator) -> Design:
    """Take from training every time after those of test."""
    rows = [row for row in design.rows_of("train").tolist() if float(design.obs["hours"][row]) > 24]
    return design.with_parts(dict.fromkeys(rows, "left out")).with_header(
        partitions=[
            *design.header["partitions"],
            {"partition_name": "left out", "partition_role": "excluded"},
        ]
    )


def member_seen_alone(design: Design, rng: np.random.Generator) -> Design:
    """Let training know a member of a held out pair alone."""
    member = str(a_value(design, "perturbation", "test", rng)).split("+")[0]
    controls = design.header["control_labels"]
    row = next(
        row
        for row in design.rows_of("train").tolist()
        if design.obs["perturbation"][row] not in controls
        and "ctrl" in f"ctrl {design.obs['perturbation'][row]}"
        and _is_single(str(design.obs["perturbation"][row]))
    )
    return design.with_values("perturbation", {row: member})


def _is_single(label: str) -> bool:
    return len([m for m in label.split("+") if m != "ctrl"]) == 1


def pair_in_training(design: Design, rng: np.random.Generator) -> Design:
    """Put one cell of a held out pair of compound and line into training."""
    return design.with_parts({int(some_rows(design, "test", rng, 1)[0]): "train"})


def never_seen(design: Design, rng: np.random.Generator) -> Design:
    """Take a held out compound out of training altogether."""
    name = a_value(design, "compound", "test", rng)
    rows = [row for row in design.rows_of("train").tolist() if design.obs["compound"][row] == name]
    return design.with_parts(dict.fromkeys(rows, "val"))


def one_lot_each(design: Design, rng: np.random.Generator) -> Design:
    """Give each compound a lot of its own, and claim that lots are new."""
    lots = {v: f"lot {k}" for k, v in enumerate(sorted(set(map(str, design.obs["compound"]))))}
    lots[VEHICLE] = "lot 0"
    return design.with_column("run", tuple(lots[str(v)] for v in design.obs["compound"]))


CLAIM_LEAKS = (
    Leak(
        "dose in training beyond test",
        "refuted-claim",
        partial(drug_screen, unit="dose"),
        beyond_test("dose", 100.0),
    ),
    Leak("time in training after test", "order", time_course, beyond_test("hours", 96.0)),
    Leak(
        "time of test outside training",
        "interpolation",
        partial(time_course, rule="interpolation"),
        outside_training,
    ),
    Leak(
        "member seen alone", "members-seen", partial(pair_screen, members_seen=0), member_seen_alone
    ),
    Leak("pair of compound and line", "joint", partial(drug_screen, unit="pair"), pair_in_training),
    Leak(
        "claim on an axis that is not there",
        "absent-axis",
        donor_screen,
        with_claim(**unseen("site")),
    ),
    Leak(
        "claim of a new donor that is seen",
        "seen",
        partial(atlas, unit="cell_type"),
        with_claim(claim_axis="donor", novelty="unseen", partition="test"),
    ),
)
