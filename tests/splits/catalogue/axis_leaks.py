"""Leaks of one axis: a value that was to be held out is in training, in any spelling."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from catalogue.atlases import atlas
from catalogue.compounds import NEIGHBOURS, SALTS, SIBLINGS, STRUCTURES
from catalogue.crispr_screens import guide_screen, pair_screen, single_screen
from catalogue.drug_screens import donor_screen, drug_screen
from catalogue.headers import unseen
from catalogue.leak import Leak, Plant, a_value, respelt, shared_between, shared_value
from catalogue.paired_modalities import two_rows_a_cell
from catalogue.time_courses import time_course
from catalogue.tissue_sections import whole_sections

if TYPE_CHECKING:
    import numpy as np
    from catalogue.design import Design

LINE_SPELLINGS = {
    "A549": "A-549",
    "MCF-7": "MCF7",
    "K-562": "k562",
    "HT-29": "HT 29",
    "HeLa": "HELA",
}
CODES = {
    "sample": "LEK002",
    "family": "LEK003",
    "batch": "LEK004",
    "cell_type": "LEK011",
    "site": "LEK016",
}
OLD_SYMBOLS = {"KMT2A": "MLL", "MAP3K21": "KIAA1804"}


def alike(relations: dict[str, tuple[str, str]]) -> Plant:
    """Hold a compound out, and put a relation of it into training."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        names = sorted(set(relations) & set(design.values_of("test", "compound")))
        if not names:
            design, name = _held_out(design, sorted(relations), rng)
        else:
            name = names[int(rng.integers(len(names)))]
        other, structure = relations[name]
        rows = wells_of_compound(design, name)
        moved = design.with_parts(dict.fromkeys(rows, "train"))
        moved = moved.with_values("compound", dict.fromkeys(rows, other))
        moved = moved.with_values("smiles", dict.fromkeys(rows, structure))
        if "cluster" in moved.obs:
            moved = moved.with_values("cluster", dict.fromkeys(rows, f"cluster of {other}"))
        return moved

    return plant


def wells_of_compound(design: Design, name: str, n: int = 2) -> list[int]:
    """Return the rows of the first wells of a compound."""
    rows = design.rows_where("compound", name).tolist()
    wells = sorted({(str(design.obs["plate"][r]), str(design.obs["well"][r])) for r in rows})[:n]
    return [r for r in rows if (design.obs["plate"][r], design.obs["well"][r]) in wells]


def _held_out(design: Design, names: list[str], rng: np.random.Generator) -> tuple[Design, str]:
    """Let one of the names take the place of a compound of the test part, everywhere."""
    name = names[int(rng.integers(len(names)))]
    held = str(a_value(design, "compound", "test", rng))
    swap = {held: name, name: held}
    compounds = tuple(swap.get(str(v), v) for v in design.obs["compound"])
    design = design.with_column("compound", compounds)
    return design.with_column("smiles", tuple(STRUCTURES.get(str(v)) for v in compounds)), name


def reversed_pair(design: Design, rng: np.random.Generator) -> Design:
    """Put a held out pair into training, its members the other way round."""
    label = str(a_value(design, "perturbation", "test", rng))
    mirrored = "+".join(reversed(label.split("+")))
    rows = [k for k in design.rows_of("test").tolist() if design.obs["perturbation"][k] == label]
    moved = design.with_parts(dict.fromkeys(rows[:3], "train"))
    return moved.with_values("perturbation", dict.fromkeys(rows[:3], mirrored))


def split_well(design: Design, rng: np.random.Generator) -> Design:
    """Put one cell of a held out well into training."""
    row = int(rng.permutation(design.rows_of("test"))[0])
    return design.with_parts({row: "train"})


def in_train_as(column: str, spellings: dict[str, str]) -> Plant:
    """Hold out one of the names, and put it into training in its other spelling."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        names = sorted(set(spellings) & set(design.obs[column]))
        name = names[int(rng.integers(len(names)))] if names else min(spellings)
        return respelt(column, spellings.__getitem__, name)(design, rng)

    return plant


def doses(seed: int) -> Design:
    """Return a screen that holds out doses and claims only that they are new."""
    return drug_screen(seed, unit="dose").with_header(claims=[unseen("dose")])


def clusters_of_the_file(seed: int) -> Design:
    """Return a screen with clusters of compounds as the file states them."""
    design = drug_screen(seed, unit="compound_cluster")
    clusters = tuple(f"cluster of {v}" for v in design.obs["compound"])
    return design.with_column("cluster", clusters).with_header(grouping_keys=["cluster"])


donors = partial(donor_screen, by_id=True)
lines = partial(drug_screen, unit="cell_line", control_policy="train_only")
plates = partial(drug_screen, unit="plate", control_policy="split_with_group")


def _atlas_leak(unit: str, column: str) -> Leak:
    return Leak(
        unit.replace("_", " "),
        CODES.get(unit, "LEK018"),
        partial(atlas, unit=unit),
        shared_value(column),
    )


AXIS_LEAKS = (
    Leak("donor", "LEK001", donors, shared_value("patient")),
    Leak("donor, a single cell", "LEK001", donors, shared_value("patient", 1)),
    Leak(
        "donor of test in validation",
        "LEK001",
        donors,
        shared_between("patient", "test", "val"),
    ),
    _atlas_leak("sample", "sample_id"),
    _atlas_leak("family", "family"),
    _atlas_leak("site", "center"),
    _atlas_leak("study", "study"),
    _atlas_leak("batch", "batch_id"),
    _atlas_leak("lane", "library"),
    _atlas_leak("tissue", "tissue"),
    _atlas_leak("disease", "disease"),
    _atlas_leak("cell_type", "cell_type"),
    Leak("section", "LEK018", partial(whole_sections, unit="section"), shared_value("slice")),
    Leak("plate", "LEK005", plates, shared_value("plate")),
    Leak("well", "LEK006", partial(drug_screen, unit="well"), split_well),
    Leak("cell", "LEK017", two_rows_a_cell, shared_value("barcode", 1)),
    Leak("guide", "LEK007", partial(guide_screen, unit="guide"), shared_value("guide_id")),
    Leak("target", "LEK008", guide_screen, shared_value("target_gene")),
    Leak("agent", "LEK009", drug_screen, shared_value("compound")),
    Leak("cell line", "LEK010", lines, shared_value("line")),
    Leak("cell line in other letters", "LEK010", lines, in_train_as("line", LINE_SPELLINGS)),
    Leak("dose", "LEK014", doses, shared_value("dose")),
    Leak("time", "LEK015", partial(time_course, rule="unseen"), shared_value("hours")),
    Leak("combination", "LEK013", pair_screen, shared_value("perturbation", 1)),
    Leak("combination reversed", "LEK013", pair_screen, reversed_pair),
    Leak(
        "member beside a control",
        "LEK009",
        single_screen,
        respelt("perturbation", "ctrl+{}".format),
    ),
    Leak(
        "earlier symbol of a gene",
        "LEK008",
        guide_screen,
        in_train_as("target_gene", OLD_SYMBOLS),
    ),
    Leak("other case", "LEK009", drug_screen, respelt("compound", str.upper)),
    Leak("blank at the end", "LEK009", drug_screen, respelt("compound", "{} ".format)),
    Leak("salt of a compound", "LEK009", drug_screen, alike(SALTS)),
    Leak("scaffold", "LEK018", partial(drug_screen, unit="scaffold"), alike(SIBLINGS)),
    Leak("neighbour in another cluster", "LEK032", clusters_of_the_file, alike(NEIGHBOURS)),
    Leak(
        "similar compound",
        "LEK018",
        partial(drug_screen, unit="compound_cluster"),
        alike(NEIGHBOURS),
    ),
)
