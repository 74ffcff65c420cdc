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


def with_claims(**claim: object) -> Plant:
    """Claim this and nothing else."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        return design.with_header(claims=[claim])

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


def well_in_training(design: Design, rng: np.random.Generator) -> Design:
    """Put one well of what is held out into training."""
    row = next(
        row
        for row in rng.permutation(design.rows_of("test")).tolist()
        if design.obs["compound"][row] != VEHICLE
    )
    plate, well = design.obs["plate"][row], design.obs["well"][row]
    rows = set(design.rows_where("plate", plate).tolist())
    return design.with_parts(
        dict.fromkeys(rows & set(design.rows_where("well", well).tolist()), "train")
    )


def never_seen(design: Design, rng: np.random.Generator) -> Design:
    """Take a compound of the test part out of training altogether."""
    name = a_value(design, "compound", "test", rng)
    rows = [row for row in design.rows_of("train").tolist() if design.obs["compound"][row] == name]
    return design.with_parts(dict.fromkeys(rows, "val"))


def shared_and_unseen(design: Design, rng: np.random.Generator) -> Design:
    """Claim that donors are new, and allow that they are shared."""
    return design.with_header(shared_axes=[*design.header["shared_axes"], "donor"])


def one_compound_a_run(design: Design, rng: np.random.Generator) -> Design:
    """Give each compound a run of its own, and let the split be one of runs."""
    names = sorted({str(v) for v in design.obs["compound"]} - {VEHICLE})
    run_of = {name: f"run {k}" for k, name in enumerate(names)}
    runs = tuple(run_of.get(str(v), "run 0") for v in design.obs["compound"])
    part_of = {
        run: part
        for run, name, part in zip(runs, design.obs["compound"], design.parts, strict=True)
        if name != VEHICLE
    }
    parts = {row: part_of[run] for row, run in enumerate(runs)}
    return (
        design.with_column("run", runs)
        .with_parts(parts)
        .with_header(
            unit_of_split="batch",
            claims=[unseen("batch")],
            shared_axes=["cell_line", "dose", "time", "plate"],
            control_policy="split_with_group",
        )
    )


def ordered_course(seed: int) -> Design:
    """Return a course that states the order of its parts and claims nothing."""
    return time_course(seed).with_header(claims=[])


def gene_and_pairs(seed: int) -> Design:
    """Return a screen with pairs of genes that holds out genes, alone and in pairs."""
    design = pair_screen(seed)
    held = {"+".join(sorted(_members(str(v)))) for v in design.values_of("test", "perturbation")}
    genes = sorted({member for label in held for member in label.split("+")})[:2]
    rows = {
        row: "test" if set(_members(str(label))) & set(genes) else "train"
        for row, label in enumerate(design.obs["perturbation"])
    }
    parts = [p for p in design.header["partitions"] if p["partition_name"] != "val"]
    return design.with_parts(rows).with_header(
        unit_of_split="target",
        claims=[unseen("target")],
        shared_axes=["cell_line", "lane"],
        partitions=parts,
        validation_role="none",
    )


def _members(label: str) -> list[str]:
    return [member for member in label.split("+") if member != "ctrl"]


def pair_with_a_held_out_gene(design: Design, rng: np.random.Generator) -> Design:
    """Let training know a held out gene in a pair with another one."""
    singles = [
        str(label)
        for label in design.values_of("test", "perturbation")
        if len(_members(str(label))) == 1
    ]
    gene = _members(singles[0])[0]
    taken = {frozenset(_members(str(label))) for label in design.obs["perturbation"]}
    known = [
        str(label)
        for label in design.values_of("train", "perturbation")
        if len(_members(str(label))) == 1
        and label not in design.header["control_labels"]
        and frozenset({gene, *_members(str(label))}) not in taken
    ]
    rows = some_rows(design, "train", rng, 1, perturbation=known[0]).tolist()
    other = _members(known[0])[0]
    return design.with_values("perturbation", dict.fromkeys(rows, f"{gene}+{other}"))


CLAIM_LEAKS = (
    Leak("times in another order", "LEK020", ordered_course, beyond_test("hours", 96.0)),
    Leak(
        "held out gene in a pair of training", "LEK026", gene_and_pairs, pair_with_a_held_out_gene
    ),
    Leak(
        "pair of compound and line", "CLM001", partial(drug_screen, unit="pair"), well_in_training
    ),
    Leak("more than a few shots", "CLM002", partial(drug_screen, unit="few"), well_in_training),
    Leak(
        "claim of a known tissue that is new",
        "CLM003",
        partial(atlas, unit="tissue"),
        with_claims(claim_axis="tissue", novelty="seen", partition="test"),
    ),
    Leak(
        "compound in no other line", "CLM004", partial(drug_screen, unit="other_line"), never_seen
    ),
    Leak(
        "dose in training beyond test",
        "CLM005",
        partial(drug_screen, unit="dose"),
        beyond_test("dose", 100.0),
    ),
    Leak("time in training after test", "CLM005", time_course, beyond_test("hours", 96.0)),
    Leak(
        "time of test outside training",
        "CLM005",
        partial(time_course, rule="interpolation"),
        outside_training,
    ),
    Leak("member seen alone", "CLM006", partial(pair_screen, members_seen=0), member_seen_alone),
    Leak("each compound in a run of its own", "CLM010", drug_screen, one_compound_a_run),
    Leak(
        "claim on an axis that is not there", "CLM011", donor_screen, with_claim(**unseen("site"))
    ),
    Leak(
        "claim on a single value",
        "CLM012",
        drug_screen,
        with_claim(claim_axis="time", novelty="seen", partition="test"),
    ),
    Leak("claim against an axis that is shared", "CLM013", donor_screen, shared_and_unseen),
)
