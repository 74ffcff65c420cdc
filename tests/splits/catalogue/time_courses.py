"""Time courses: each sample of a donor is taken once, at one time."""

from __future__ import annotations

from typing import Any

from catalogue.design import Design
from catalogue.headers import both_unseen, header
from catalogue.shuffling import barcodes, divided, generator

HOURS = (0, 6, 12, 24, 48, 72)
CELLS = 15


def time_course(seed: int, rule: str = "extrapolation") -> Design:
    """Return a course of six times in five donors; late or middle times, or donors, held out."""
    name = f"time_course_{rule}"
    rng = generator(name, seed)
    donors = [f"D{k}" for k in range(1, 6)]
    division = divided(donors, rng)
    part_at = {
        "extrapolation": {48: "val", 72: "test"},
        "interpolation": {12: "val", 24: "test"},
        "unseen": {12: "val", 24: "test"},
        "donor": {},
    }[rule]
    rows: list[tuple[str, int, str]] = []
    for donor in donors:
        for hours in HOURS:
            part = division[donor] if rule == "donor" else part_at.get(hours, "train")
            rows += [(donor, hours, part)] * CELLS
    obs: dict[str, tuple[Any, ...]] = {
        "individual": tuple(donor for donor, _, _ in rows),
        "specimen": tuple(f"{donor}-{hours}h" for donor, hours, _ in rows),
        "hours": tuple(float(hours) for _, hours, _ in rows),
        "score": tuple(float(x) if x > -1 else None for x in rng.normal(size=len(rows))),
    }
    order = {"extrapolation": "training_before_test", "interpolation": "test_within_training"}
    written = header(
        "donor" if rule == "donor" else "time",
        both_unseen("donor")
        if rule == "donor"
        else [{"claim_axis": "time", "novelty": rule, "partition": "test"}],
        binding={
            "donor": ["individual"],
            "sample": ["specimen"],
            "time": ["hours"],
            "time_unit": "h",
        },
        shared=["time"] if rule == "donor" else ["donor"],
        **(
            {"ordered_axes": [{"claim_axis": "time", "order_rule": order[rule]}]}
            if rule in order
            else {}
        ),
    )
    return Design(
        name,
        barcodes(len(rows), rng),
        obs,
        tuple(part for _, _, part in rows),
        written,
        keyed_by=("specimen",) if seed % 2 else (),
    )
