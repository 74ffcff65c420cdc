"""Drug screens: compounds x doses x cell lines or donors, in wells of plates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.compounds import STRUCTURES
from catalogue.design import Design
from catalogue.headers import both_unseen, header, unseen
from catalogue.shuffling import barcodes, divided, generator, shuffled

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

VEHICLE = "DMSO"
LINES = ("A549", "MCF-7", "K-562", "HT-29", "PC-3", "HeLa")
WHOLE_PLATES = ("cell_line", "plate")
"""Units of which the vehicle wells go along with the others of the plate."""
CLAIMED_ONLY = ("pair", "other_line", "few")
"""What is held out by claims that no axis of its own stands for."""
DOSES = (0.1, 1.0, 10.0)
COLUMNS = {
    "donor": ["patient"],
    "cell_line": ["line"],
    "agent": ["compound"],
    "structure": ["smiles"],
    "dose": ["dose"],
    "time": ["hours"],
    "plate": ["plate"],
    "well": ["plate", "well"],
    "batch": ["run"],
}
UNITS = {"dose_unit": "umol/L", "time_unit": "h"}


@dataclass(frozen=True)
class Well:
    """What is the same for all cells of a well."""

    plate: str
    well: str
    context: str
    run: str
    compound: str
    dose: float | None
    replicate: int


def wells_of(
    rng: np.random.Generator, contexts: tuple[str, ...], n_compounds: int, n_replicates: int = 2
) -> list[Well]:
    """Lay every compound at every dose, and vehicle, on each plate; a plate holds one context."""
    compounds = shuffled(STRUCTURES, rng)[:n_compounds]
    made = []
    for c, context in enumerate(contexts):
        for replicate in range(n_replicates):
            plate = f"P{c * n_replicates + replicate + 1:02d}"
            treated = [(name, dose) for name in compounds for dose in DOSES]
            places = shuffled([*treated, *[(VEHICLE, None)] * 6], rng)
            made += [
                Well(
                    plate,
                    f"{'ABCDEFGH'[k // 12]}{k % 12 + 1:02d}",
                    context,
                    f"run{c + 1}",
                    name,
                    dose,
                    replicate,
                )
                for k, (name, dose) in enumerate(places)
            ]
    return made


def frame_of(
    wells: list[Well], part_of: Callable[[Well], str | None], *, is_donors: bool, cells: int = 3
) -> tuple[dict[str, tuple[Any, ...]], tuple[str | None, ...]]:
    """Return the columns of obs and the part of each cell."""
    each = [well for well in wells for _ in range(cells)]
    obs: dict[str, tuple[Any, ...]] = {
        "compound": tuple(w.compound for w in each),
        "smiles": tuple(STRUCTURES.get(w.compound) for w in each),
        "dose": tuple(w.dose for w in each),
        "hours": tuple(24 for _ in each),
        "plate": tuple(w.plate for w in each),
        "well": tuple(w.well for w in each),
        "run": tuple(w.run for w in each),
        "patient" if is_donors else "line": tuple(w.context for w in each),
    }
    return obs, tuple(part_of(w) for w in each)


def binding(*, is_donors: bool) -> dict[str, Any]:
    """Return the columns of each role."""
    absent = "cell_line" if is_donors else "donor"
    return {**{role: c for role, c in COLUMNS.items() if role != absent}, **UNITS}


def drug_screen(seed: int, unit: str = "agent", control_policy: str = "split_random") -> Design:
    """Return a screen of cell lines in which compounds, lines, doses or pairs are held out."""
    name = f"drug_screen_{unit}_{control_policy}"
    rng = generator(name, seed)
    lines, n_compounds = (LINES, 5) if unit in WHOLE_PLATES else (LINES[:2], 12)
    wells = wells_of(rng, lines, n_compounds)
    division = DIVISIONS[unit](wells, rng)
    randomly = divided(sorted({(w.plate, w.well) for w in wells}), rng)

    def part_of(well: Well) -> str | None:
        if well.compound != VEHICLE:
            return division(well)
        if control_policy == "train_only":
            return "train"
        return division(well) if unit in WHOLE_PLATES else randomly[well.plate, well.well]

    obs, parts = frame_of(wells, part_of, is_donors=False)
    written = header(
        "observation" if unit in CLAIMED_ONLY else unit,
        CLAIMS[unit],
        binding=binding(is_donors=False),
        control_policy=control_policy,
        controls=[VEHICLE],
        shared=SHARED[unit],
    )
    ids = barcodes(len(parts), rng, "number" if seed % 2 else "barcode")
    return Design(
        name, ids, obs, parts, written, as_text=frozenset({"compound"} if seed % 3 else ())
    )


def donor_screen(
    seed: int, control_policy: str = "split_with_group", *, by_id: bool = False
) -> Design:
    """Return a screen of cells of seven patients, whole patients held out."""
    name = f"donor_screen_{control_policy}"
    rng = generator(name, seed)
    donors = tuple(f"{k:03d}" for k in rng.choice(90, 7, replace=False).tolist())
    wells = wells_of(rng, donors, 4)
    division = divided(donors, rng)

    def part_of(well: Well) -> str | None:
        if well.compound == VEHICLE and control_policy == "train_only":
            return "train"
        return division[well.context]

    obs, parts = frame_of(wells, part_of, is_donors=True)
    written = header(
        "donor",
        both_unseen("donor"),
        binding=binding(is_donors=True),
        control_policy=control_policy,
        controls=[VEHICLE],
        shared=[
            "agent",
            "dose",
            "time",
            *(["plate", "batch"] if control_policy == "train_only" else []),
        ],
    )
    return Design(
        name,
        barcodes(len(parts), rng, "number" if seed % 2 == 0 else "barcode"),
        obs,
        parts,
        written,
        unused={"patient": ("999",)},
        keyed_by=() if by_id or control_policy == "train_only" else ("patient",),
    )


def _by_compound(wells: list[Well], rng: np.random.Generator) -> Callable[[Well], str]:
    division = divided(sorted({w.compound for w in wells} - {VEHICLE}), rng)
    return lambda well: division[well.compound]


def _by_line(wells: list[Well], rng: np.random.Generator) -> Callable[[Well], str]:
    division = divided(sorted({w.context for w in wells}), rng)
    return lambda well: division[well.context]


def _by_plate(wells: list[Well], rng: np.random.Generator) -> Callable[[Well], str]:
    division = divided(sorted({w.plate for w in wells}), rng)
    return lambda well: division[well.plate]


def _by_well(wells: list[Well], rng: np.random.Generator) -> Callable[[Well], str]:
    division = divided(sorted({(w.plate, w.well) for w in wells}), rng)
    return lambda well: division[well.plate, well.well]


def _by_dose(wells: list[Well], rng: np.random.Generator) -> Callable[[Well], str]:
    return lambda well: {0.1: "train", 1.0: "val", 10.0: "test"}[well.dose or 0.1]


def _by_pair(wells: list[Well], rng: np.random.Generator) -> Callable[[Well], str]:
    """Hold out pairs of a compound and a line; each compound and each line stays in training."""
    compounds = shuffled(sorted({w.compound for w in wells} - {VEHICLE}), rng)
    lines = sorted({w.context for w in wells})
    held = {
        (name, lines[k % 2]): "test" if k < 4 else "val" for k, name in enumerate(compounds[:7])
    }
    return lambda well: held.get((well.compound, well.context), "train")


def _by_few_wells(wells: list[Well], rng: np.random.Generator) -> Callable[[Well], str]:
    """Hold out compounds but for two wells of each, which stay in training."""
    division = divided(sorted({w.compound for w in wells} - {VEHICLE}), rng)
    known: dict[str, list[Well]] = {}
    for well in wells:
        known.setdefault(well.compound, []).append(well)

    def part_of(well: Well) -> str:
        return "train" if well in known[well.compound][:FEW_WELLS] else division[well.compound]

    return part_of


DIVISIONS = {
    "agent": _by_compound,
    "scaffold": _by_compound,
    "compound_cluster": _by_compound,
    "cell_line": _by_line,
    "plate": _by_plate,
    "well": _by_well,
    "dose": _by_dose,
    "pair": _by_pair,
    "other_line": _by_pair,
    "few": _by_few_wells,
}
CLAIMS = {
    "agent": both_unseen("agent"),
    "scaffold": both_unseen("scaffold"),
    "compound_cluster": both_unseen("compound_cluster"),
    "cell_line": both_unseen("cell_line"),
    "plate": both_unseen("plate"),
    "well": both_unseen("well"),
    "dose": [{"claim_axis": "dose", "novelty": "extrapolation", "partition": "test"}],
    "pair": [unseen("agent", "cell_line")],
    "other_line": [unseen("agent", novelty="seen_in_other_context", joint_with=["cell_line"])],
    "few": [unseen("agent", novelty="few_shot", few_shot_limit=6)],
}
FEW_WELLS = 2
COMPOUNDS_ALONE = ["cell_line", "dose", "time", "plate", "batch"]
SHARED = {
    "agent": COMPOUNDS_ALONE,
    "scaffold": COMPOUNDS_ALONE,
    "compound_cluster": COMPOUNDS_ALONE,
    "cell_line": ["agent", "dose", "time"],
    "plate": ["agent", "cell_line", "dose", "time", "batch"],
    "well": ["agent", "cell_line", "dose", "time", "plate", "batch"],
    "dose": ["agent", "cell_line", "time", "plate", "batch"],
    "pair": ["cell_line", "dose", "time", "plate", "batch"],
    "other_line": ["cell_line", "dose", "time", "plate", "batch"],
    "few": ["cell_line", "dose", "time", "plate", "batch"],
}
